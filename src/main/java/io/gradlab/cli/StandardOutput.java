package io.gradlab.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that remembers why it could not be written: a {@link PrintStream} says only that,
 * and a prediction that is lost on a full disk must not end with exit code 0.
 */
final class StandardOutput extends FilterOutputStream {

    private @Nullable IOException failure;

    /**
     * A stream that remembers.
     *
     * @param out where the bytes go
     */
    StandardOutput(OutputStream out) {
        super(out);
    }

    /** Takes the place of {@link System#out} until the process ends. */
    static StandardOutput install() {
        StandardOutput remembering = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(remembering, true, charset()));
        return remembering;
    }

    /**
     * That of the stream which it replaces; Java 17 names it in another property than later ones.
     */
    static Charset charset() {
        String name =
                System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        return name == null ? Charset.defaultCharset() : Charset.forName(name);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            remember(e);
            throw e;
        }
    }

    @Override
    public synchronized void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    private void remember(IOException e) {
        if (failure == null) {
            failure = e;
        }
    }

    /**
     * The exit code of a command, given that of its work.
     *
     * @param exitCode of the work
     * @param err told why output is lost; not if its reader has gone, who knows
     * @return 1 instead of 0 if anything could not be written
     */
    synchronized int exitCode(int exitCode, PrintWriter err) {
        if (failure == null) {
            return exitCode;
        }
        String reason = String.valueOf(failure.getMessage());
        if (!reason.contains("Broken pipe")) {
            Failure.error(
                    err,
                    "standard output is lost: " + reason + "; write it to another device",
                    ExitCode.FAILURE);
        }
        return exitCode == ExitCode.OK ? ExitCode.FAILURE : exitCode;
    }
}
