package io.gradlab.train;

import io.gradlab.core.Sha256;
import io.gradlab.core.UserMistake;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The checksum inside a file: SHA-256, in hexadecimal, of the whole file with these 64 digits
 * replaced by zeros. So one file proves itself, whatever is or is not beside it.
 *
 * <p>It is checked on the raw bytes, before anything else is believed. It tells damage; it cannot
 * tell a forger, who can compute it too.
 */
final class Seal {

    /** Key of the property that holds the digits. */
    static final String KEY = OwnProperties.PREFIX + "sha256";

    private static final int DIGITS = 64;

    /** What stands in the place of the digits while they are computed. */
    static final String BLANK = "0".repeat(DIGITS);

    private final String separator;

    /**
     * The seal of one format.
     *
     * @param separator what the format writes between key and digits, one character for a byte
     */
    Seal(String separator) {
        this.separator = separator;
    }

    /**
     * Fills in the digits.
     *
     * @param file with the key once, followed by the separator and {@link #BLANK}; changed in place
     * @return the same array
     * @throws IllegalArgumentException if another property or the model's name holds the key
     */
    byte[] close(byte[] file) {
        int start = start(text(file));
        if (start < 0) {
            throw new UserMistake(
                    "'" + KEY + "' is reserved; use it in no property and no file name");
        }
        byte[] digits = digest(file, start).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, file, start, DIGITS);
        return file;
    }

    /**
     * Checks a file.
     *
     * @return true if it is sealed and whole, false if it has no trace of us
     * @throws IllegalArgumentException if it has a trace of us but no valid seal
     */
    boolean holds(byte[] file) {
        String text = text(file);
        if (!text.contains(OwnProperties.PREFIX)) {
            return false;
        }
        int start = start(text);
        if (start < 0) {
            throw damaged("its own SHA-256 is not where it should be");
        }
        String written = text.substring(start, start + DIGITS);
        String computed = digest(file, start);
        if (!written.equals(computed)) {
            throw damaged("it says SHA-256 " + written + " but has " + computed);
        }
        return true;
    }

    private static UserMistake damaged(String what) {
        return new UserMistake(
                "damaged: "
                        + what
                        + "; restore the file, or, if another program saved it anew, let that"
                        + " program remove the properties starting with '"
                        + OwnProperties.PREFIX
                        + "' first");
    }

    /** One character for a byte, so that an index in the text is one in the file. */
    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }

    /** Index of the first digit, or -1 if the key is not there exactly once. */
    private int start(String text) {
        int key = text.indexOf(KEY);
        int start = key + KEY.length() + separator.length();
        boolean found =
                key >= 0
                        && text.startsWith(separator, key + KEY.length())
                        && start + DIGITS <= text.length()
                        && text.indexOf(KEY, key + 1) < 0;
        return found ? start : -1;
    }

    private static String digest(byte[] file, int start) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(file, 0, start);
        sha256.update(BLANK.getBytes(StandardCharsets.US_ASCII));
        sha256.update(file, start + DIGITS, file.length - start - DIGITS);
        return HexFormat.of().formatHex(sha256.digest());
    }
}
