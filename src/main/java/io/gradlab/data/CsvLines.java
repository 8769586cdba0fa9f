package io.gradlab.data;

import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a CSV file that are not blank, with their numbers. Reads as it goes and bounds the
 * length of a line, so that a file without line breaks cannot fill the memory.
 */
final class CsvLines implements AutoCloseable {

    /** 4096 columns of 244 characters. */
    static final int MAX_CHARACTERS = 1_000_000;

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int end;
    private boolean afterReturn;
    private int number;

    /** One line; numbers count from 1 and include the blank lines. */
    record Line(int number, String text) {}

    CsvLines(Path file) throws IOException {
        this.file = file;
        if (Files.isDirectory(file)) {
            throw CsvErrors.in(file, "this is a directory; name a CSV file");
        }
        Require.that(Files.exists(file), "data file %s does not exist; name a CSV file", file);
        if (!Files.isRegularFile(file)) { // opening a pipe waits for a writer, perhaps for ever
            throw CsvErrors.in(
                    file,
                    "this is no regular file, but a pipe or a device; save what it gives as a CSV file");
        }
        try {
            in = Files.newInputStream(file);
        } catch (AccessDeniedException e) {
            throw new UserMistake(
                    "data file %s may not be read: permission denied; make it readable"
                            .formatted(file),
                    e);
        }
    }

    /** The next line that is not blank; null at the end. */
    @Nullable Line next() throws IOException {
        String bytes = nextBytes();
        while (bytes != null) {
            String text = utf8(bytes);
            if (number == 1 && text.startsWith("\uFEFF")) { // byte order mark
                text = text.substring(1);
            }
            if (!text.isBlank()) {
                return new Line(number, text);
            }
            bytes = nextBytes();
        }
        return null;
    }

    /** The next line as Latin-1, which keeps every byte; see utf8. */
    private @Nullable String nextBytes() throws IOException {
        int c = read();
        if (c == '\n' && afterReturn) {
            c = read();
        }
        if (c < 0) {
            return null;
        }
        number++;
        StringBuilder line = new StringBuilder();
        for (; c >= 0 && c != '\n' && c != '\r'; c = read()) {
            check(c, line.length());
            line.append((char) c);
        }
        afterReturn = c == '\r';
        return line.toString();
    }

    private void check(int c, int length) {
        if (length == MAX_CHARACTERS) {
            throw refuse("more than " + MAX_CHARACTERS + " characters; is this a CSV file?");
        }
        if (c < ' ' && c != '\t') {
            throw refuse("control character " + c + "; is this a text file?");
        }
    }

    // A character reader takes a lock for each character: a third of the time of a whole read.
    private int read() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, in.read(buffer));
        }
        return end == 0 ? -1 : buffer[next++] & 0xFF;
    }

    /** Line by line, so that a wrong byte is found in its own line. */
    private String utf8(String bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refuse("the bytes are not UTF-8; save the file in UTF-8");
        }
    }

    private UserMistake refuse(String problem) {
        return CsvErrors.at(file, number, problem);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
