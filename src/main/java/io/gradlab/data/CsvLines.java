package io.gradlab.data;

import java.io.IOException;
import java.io.LineNumberReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a CSV file that are not blank, with their numbers. Reads as it goes and bounds the
 * length of a line, so that a device or a file without line breaks cannot fill the memory.
 */
final class CsvLines implements AutoCloseable {

    /** 4096 columns of 244 characters. */
    static final int MAX_CHARACTERS = 1_000_000;

    private final Path file;
    private final LineNumberReader reader;
    private int number;

    /** One line; numbers count from 1 and include the blank lines. */
    record Line(int number, String text) {}

    CsvLines(Path file) throws IOException {
        this.file = file;
        if (Files.isDirectory(file)) {
            throw CsvErrors.in(file, "this is a directory; name a CSV file");
        }
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(
                    "data file " + file + " does not exist; name a CSV file");
        }
        // Latin-1 keeps every byte, so that a wrong byte is found in its own line; see utf8.
        try {
            reader =
                    new LineNumberReader(
                            Files.newBufferedReader(file, StandardCharsets.ISO_8859_1));
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException(
                    "data file " + file + " may not be read: permission denied; make it readable",
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

    private @Nullable String nextBytes() throws IOException {
        int c = reader.read(); // every kind of line end arrives as \n
        if (c < 0) {
            return null;
        }
        number++;
        StringBuilder line = new StringBuilder();
        for (; c >= 0 && c != '\n'; c = reader.read()) {
            if (line.length() == MAX_CHARACTERS) {
                throw refuse("more than " + MAX_CHARACTERS + " characters; is this a CSV file?");
            }
            if (c < ' ' && c != '\t') {
                throw refuse("control character " + c + "; is this a text file?");
            }
            line.append((char) c);
        }
        return line.toString();
    }

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

    private IllegalArgumentException refuse(String problem) {
        return CsvErrors.at(file, number, problem);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
