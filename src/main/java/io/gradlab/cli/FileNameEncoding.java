package io.gradlab.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names of files that the locale cannot express, as with LC_ALL=C: Java then gets other letters
 * than were typed, and would read or make another file, or none.
 */
final class FileNameEncoding {

    /** What Java makes of bytes that the locale's encoding does not have. */
    private static final String REPLACEMENT = "\uFFFD";

    private static final List<String> FOLDERS =
            List.of("user.dir", "user.home", "gradlab.home", "java.io.tmpdir");

    private static final List<String> CACHES = List.of("DJL_CACHE_DIR", "ENGINE_CACHE_DIR");

    private FileNameEncoding() {}

    /** What is wrong with the arguments, or with the folders that the program uses, in one line. */
    static Optional<String> problem(String... arguments) {
        return problem(
                String.valueOf(System.getProperty("sun.jnu.encoding")),
                arguments,
                Stream.concat(
                                FOLDERS.stream().map(System::getProperty),
                                CACHES.stream().map(System::getenv))
                        .toArray(String[]::new));
    }

    static Optional<String> problem(
            String encoding, String[] arguments, @Nullable String[] folders) {
        Stream<String> garbled =
                Stream.concat(
                        Stream.of(arguments)
                                .filter(FileNameEncoding::isGarbled)
                                .map("argument '%s'"::formatted),
                        Stream.of(folders)
                                .filter(FileNameEncoding::isGarbled)
                                .map("folder '%s'"::formatted));
        String mend =
                encoding.equals("UTF-8")
                        ? "bytes that are no UTF-8; rename the file"
                        : "letters that the locale cannot name; set LC_ALL=C.UTF-8 (the locale's encoding is %s)"
                                .formatted(encoding);
        return garbled.findFirst().map(what -> what.replace(REPLACEMENT, "?") + " has " + mend);
    }

    private static boolean isGarbled(@Nullable String text) {
        return text != null && text.contains(REPLACEMENT);
    }
}
