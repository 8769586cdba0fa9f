package io.gradlab.params;

import io.gradlab.core.Require;
import io.gradlab.core.Sha256;
import io.gradlab.core.UserMistake;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The checksum inside a file: SHA-256, in hexadecimal, of the whole file with these 64 digits
 * replaced by zeros. So one file proves itself, whatever is or is not beside it.
 *
 * <p>It is checked on the raw bytes, before anything else is believed. It tells damage; it cannot
 * tell a forger, who can compute it too.
 */
final class Seal {

    /** Start of every key that is ours. */
    static final String PREFIX = "gradlab.";

    /** Key of the property that holds the digits. */
    static final String KEY = PREFIX + "sha256";

    private static final int DIGITS = 64;

    /** What stands in the place of the digits while they are computed. */
    static final String BLANK = "0".repeat(DIGITS);

    private static final byte[] TRACE = PREFIX.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BYTES = KEY.getBytes(StandardCharsets.US_ASCII);

    private final byte[] separator;

    /** With what the format writes between key and digits, one character for a byte. */
    Seal(String separator) {
        this.separator = separator.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Fills in the digits, in place: the key stands there once, then the separator and {@link
     * #BLANK}. Refuses a file where another property or the model's name holds the key.
     */
    byte[] close(byte[] file) {
        int start = start(file);
        Require.that(start >= 0, "'%s' is reserved; use it in no property and no file name", KEY);
        byte[] digits = digest(file, start).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, file, start, DIGITS);
        return file;
    }

    /** Whether a file has a trace of us, so that its checksum has to hold. */
    static boolean isTraced(byte[] file) {
        return indexOf(file, TRACE, 0) >= 0;
    }

    /** The refusal of a file with a trace of us that has no valid seal; null if the seal holds. */
    @Nullable UserMistake damage(byte[] file) {
        int start = start(file);
        if (start < 0) {
            return damaged("its own SHA-256 is not where it should be");
        }
        String written = new String(file, start, DIGITS, StandardCharsets.ISO_8859_1);
        String computed = digest(file, start);
        return written.equals(computed)
                ? null
                : damaged("it says SHA-256 %s but has %s".formatted(written, computed));
    }

    private static UserMistake damaged(String what) {
        return new UserMistake(
                "damaged: %s; restore the file, or, if another program saved it anew, let that program remove the properties starting with '%s' first"
                        .formatted(what, PREFIX));
    }

    /** Index of the first digit, or -1 if the key is not there exactly once. */
    private int start(byte[] file) {
        int key = indexOf(file, BYTES, 0);
        int after = key + BYTES.length;
        int start = after + separator.length;
        boolean found =
                key >= 0
                        && start + DIGITS <= file.length
                        && Arrays.equals(file, after, start, separator, 0, separator.length)
                        && indexOf(file, BYTES, after) < 0;
        return found ? start : -1;
    }

    /** In the bytes themselves: as a text the largest file would take its size once more. */
    private static int indexOf(byte[] file, byte[] sought, int from) {
        for (int i = from; i <= file.length - sought.length; i++) {
            if (file[i] == sought[0]
                    && Arrays.equals(file, i, i + sought.length, sought, 0, sought.length)) {
                return i;
            }
        }
        return -1;
    }

    private static String digest(byte[] file, int start) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(file, 0, start);
        sha256.update(BLANK.getBytes(StandardCharsets.US_ASCII));
        sha256.update(file, start + DIGITS, file.length - start - DIGITS);
        return HexFormat.of().formatHex(sha256.digest());
    }
}
