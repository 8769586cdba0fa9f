package io.gradlab.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/**
 * Whether what was printed has arrived: a prediction that is lost must not end with exit code 0.
 */
final class StandardOutput {

    private StandardOutput() {}

    /** That of the terminal; Java 17 names it in another property than later ones. */
    static Charset charset() {
        String name =
                System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        return name == null ? Charset.defaultCharset() : Charset.forName(name);
    }

    /**
     * The exit code of a command, given that of its work: 1 instead of 0 if anything could not be
     * written. Why is told, but not if the reader has gone, who knows.
     */
    static int exitCode(int exitCode, PrintWriter err) {
        if (!System.out.checkError()) {
            return exitCode;
        }
        String reason = reason();
        if (!reason.contains("Broken pipe")) {
            Failure.error(
                    err,
                    "standard output is lost: " + reason + "; write it to another device",
                    ExitCode.FAILURE);
        }
        return exitCode == ExitCode.OK ? ExitCode.FAILURE : exitCode;
    }

    /** A PrintStream says only that something failed; one more byte fails for the same reason. */
    @SuppressWarnings("resource") // the process's own stream, which stays open
    private static String reason() {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        try {
            out.write('\n');
            return "it could not be written";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
