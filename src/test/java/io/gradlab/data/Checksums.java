package io.gradlab.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of bytes and of the bits of a data set. */
final class Checksums {

    private Checksums() {}

    /** Of the bits of all features and labels: train, validation, test, big endian. */
    static String of(DataSplits dataset) {
        MessageDigest digest = sha256();
        for (Examples part : List.of(dataset.train(), dataset.validation(), dataset.test())) {
            update(digest, part.features());
            update(digest, part.labels());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static void update(MessageDigest digest, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
