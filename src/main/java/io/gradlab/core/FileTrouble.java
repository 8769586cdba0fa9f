package io.gradlab.core;

import java.nio.file.FileSystemException;
import java.util.Objects;

/** What is wrong with a file: the JDK's own message is often the file's name alone. */
public final class FileTrouble {

    private FileTrouble() {}

    /**
     * Why, without the file's name.
     *
     * @param trouble that reading, writing or loading met
     * @return a clause, for example {@code No space left on device} or {@code NoSuchFile}
     */
    public static String reason(Throwable trouble) {
        String name = trouble.getClass().getSimpleName();
        if (trouble instanceof FileSystemException problem) {
            return Objects.requireNonNullElse(problem.getReason(), name.replace("Exception", ""));
        }
        return Objects.requireNonNullElse(trouble.getMessage(), name);
    }

    /**
     * Why, and of which file where that is known.
     *
     * @param trouble that reading, writing or loading met
     * @return for example {@code NoSuchFile: out/a.csv}
     */
    public static String message(Throwable trouble) {
        if (trouble instanceof FileSystemException problem) {
            return problem.getReason() == null
                    ? reason(problem) + ": " + problem.getMessage()
                    : String.valueOf(problem.getMessage());
        }
        return reason(trouble);
    }
}
