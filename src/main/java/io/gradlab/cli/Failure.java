package io.gradlab.cli;

import io.gradlab.core.EnvironmentFault;
import io.gradlab.core.FileTrouble;
import io.gradlab.core.UserMistake;
import io.gradlab.engine.Torch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** What a command that threw prints, and its exit code. */
final class Failure {

    /** Whole before it is needed: where memory is short, none is left to write it. */
    static final String TOO_LITTLE_MEMORY =
            "error: out of memory (Java may use less than 20 MB); give more, for example"
                    + " JAVA_TOOL_OPTIONS=-Xmx256m";

    /**
     * A training of 2-5-1 runs in 16 MB; in 10 the CSV reader waited for a thread that had died.
     */
    private static final long LEAST_MEMORY = 20L << 20;

    private static final String DEFECT = "this is a defect of gradlab, please report it: ";

    private Failure() {}

    /**
     * One line on the error stream, and the exit code; a stack trace behind it for a defect alone.
     *
     * @param hint put behind what is told of the user's or the machine's files
     */
    static int report(Throwable thrown, String hint, PrintWriter err) {
        if (thrown instanceof UserMistake mistake) {
            return error(err, mistake.message(Failure::option) + hint, ExitCode.USAGE);
        }
        if (thrown instanceof CancellationException) {
            return error(err, "stopped; what was finished is kept", ExitCode.INTERRUPTED);
        }
        String environment = environment(thrown);
        if (environment != null) {
            return error(err, environment + hint, ExitCode.FAILURE);
        }
        error(err, DEFECT + thrown, ExitCode.FAILURE);
        thrown.printStackTrace(err);
        err.flush();
        return ExitCode.FAILURE;
    }

    /**
     * The readers of CSV files have threads of their own, whose shortage of memory comes back to
     * the command and is told there: once is enough.
     */
    static void silenceOtherThreads() {
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, thrown) -> {
                    if (!(thrown instanceof OutOfMemoryError)) {
                        System.err.println("error: " + DEFECT + thrown + " in " + thread.getName());
                    }
                });
    }

    /** A setting as an option, which a shell takes as it stands. */
    private static String option(UserMistake.Setting setting) {
        return "add --%s %s".formatted(setting.name(), CommandText.shell(setting.value()));
    }

    /** Whether Java's heap is smaller than any command needs. */
    static boolean tooLittleMemory() {
        return Runtime.getRuntime().maxMemory() < LEAST_MEMORY;
    }

    /** What the machine lacks, and the mend; null if it is none of that. */
    private static @Nullable String environment(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return outOfMemory(String.valueOf(cause.getMessage()));
            }
        }
        if (thrown instanceof EnvironmentFault) {
            return thrown.getMessage();
        }
        Throwable io = thrown instanceof UncheckedIOException ? thrown.getCause() : thrown;
        if (io instanceof IOException) {
            return FileTrouble.message(io);
        }
        if (thrown instanceof NoClassDefFoundError) {
            return "class %s cannot be read; raise the limit of open files (ulimit -n), or build again"
                    .formatted(thrown.getMessage());
        }
        return Torch.outOfMemory(thrown)
                .map(
                        "PyTorch has no memory left: %s; use fewer examples, units or members, or a machine with more"
                                ::formatted)
                .orElse(null);
    }

    private static String outOfMemory(String what) {
        return "out of memory (%s; Java may use %d MB); give more, for example JAVA_TOOL_OPTIONS=-Xmx2g, or use fewer examples, units or members"
                .formatted(what, Runtime.getRuntime().maxMemory() >> 20);
    }

    /** One line, whatever the message holds. */
    static int error(PrintWriter err, @Nullable String message, int exitCode) {
        err.println("error: " + String.valueOf(message).replaceAll("\\s*\\R\\s*", " "));
        err.flush();
        return exitCode;
    }
}
