package io.gradlab.data;

import io.gradlab.core.UserMistake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a CSV file that are not blank, with their numbers: UTF-8, or UTF-16 with a byte
 * order mark. Reads as it goes and bounds the length of a line, so that a file without line breaks
 * cannot fill the memory.
 */
final class CsvLines implements AutoCloseable {

    /** 4096 columns of 244 characters. */
    static final int MAX_CHARACTERS = 1_000_000;

    private static final int FIRST_OF_GB2312 = 0xA1;

    private final CsvInput source;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final Encoding encoding;
    private int next;
    private int end;
    private boolean afterReturn;
    private int number;

    /** How many bytes a character has, and in which order. */
    private enum Encoding {
        UTF_8,
        UTF_16LE,
        UTF_16BE
    }

    /** One line; numbers count from 1 and include the blank lines. */
    record Line(int number, String text) {}

    /** Opens a source; refuses what is no text, by its first bytes. */
    CsvLines(CsvInput source) throws IOException {
        this.source = source;
        in = source.open();
        try {
            end = in.readNBytes(buffer, 0, ForeignData.START);
            String foreign = ForeignData.what(Arrays.copyOf(buffer, end), source.name());
            if (foreign != null) {
                throw CsvErrors.in(source, "this is no CSV file, but " + foreign);
            }
            encoding = encoding();
        } catch (Throwable e) {
            in.close();
            throw e;
        }
    }

    private Encoding encoding() {
        if (end >= 2 && buffer[0] == (byte) 0xFF && buffer[1] == (byte) 0xFE) {
            next = 2;
            return Encoding.UTF_16LE;
        }
        if (end >= 2 && buffer[0] == (byte) 0xFE && buffer[1] == (byte) 0xFF) {
            next = 2;
            return Encoding.UTF_16BE;
        }
        return Encoding.UTF_8;
    }

    /** The next line that is not blank; null at the end. */
    @Nullable Line next() throws IOException {
        String units = nextUnits();
        while (units != null) {
            String text = encoding == Encoding.UTF_8 ? utf8(units) : units;
            if (number == 1 && text.startsWith("\uFEFF")) { // byte order mark
                text = text.substring(1);
            }
            if (!CsvCells.strip(text).isEmpty()) {
                return new Line(number, text);
            }
            units = nextUnits();
        }
        return null;
    }

    /** The next line; of UTF-8 as Latin-1, which keeps every byte, see utf8. */
    private @Nullable String nextUnits() throws IOException {
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

    private int read() throws IOException {
        int first = readByte();
        if (encoding == Encoding.UTF_8 || first < 0) {
            return first;
        }
        int second = readByte();
        if (second < 0) {
            throw refuse("half a character of UTF-16 at the end; save the file again, in UTF-8");
        }
        return encoding == Encoding.UTF_16LE ? second << 8 | first : first << 8 | second;
    }

    // A character reader takes a lock for each character: a third of the time of a whole read.
    private int readByte() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, in.read(buffer));
        }
        return end == 0 ? -1 : buffer[next++] & 0xFF;
    }

    /** Line by line, so that a wrong byte is found in its own line. */
    private String utf8(String bytes) {
        byte[] line = bytes.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException e) {
            throw refuse(
                    isChinese(line)
                            ? "the bytes are not UTF-8, but most likely GBK, as Chinese spreadsheets write; save the file as 'CSV UTF-8'"
                            : "the bytes are not UTF-8; save the file in UTF-8");
        }
    }

    /**
     * Whether bytes above ASCII come in pairs of two such bytes, and somewhere in two pairs or
     * more: as Chinese words in GBK do, and accented letters do not.
     */
    private static boolean isChinese(byte[] line) {
        int run = 0;
        int longest = 0;
        for (int i = 0; i <= line.length; i++) {
            if (i < line.length && line[i] < 0) {
                if (Byte.toUnsignedInt(line[i]) < FIRST_OF_GB2312) {
                    return false;
                }
                run++;
            } else {
                if (run % 2 == 1) {
                    return false;
                }
                longest = Math.max(longest, run);
                run = 0;
            }
        }
        return longest >= 4;
    }

    private UserMistake refuse(String problem) {
        return CsvErrors.at(source, number, problem);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
