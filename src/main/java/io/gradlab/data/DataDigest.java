package io.gradlab.data;

import io.gradlab.core.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** Tells data sets of one name apart: SHA-256 of all features and labels, in hexadecimal. */
public final class DataDigest {

    private DataDigest() {}

    public static String of(DataSplits data) {
        MessageDigest digest = Sha256.digest();
        for (Examples part : List.of(data.train(), data.validation(), data.test())) {
            add(digest, part.features());
            add(digest, part.labels());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        digest.update(bytes.array());
    }
}
