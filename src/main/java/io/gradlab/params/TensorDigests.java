package io.gradlab.params;

import io.gradlab.core.Require;
import io.gradlab.core.Sha256;
import io.gradlab.core.UserMistake;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.StateDict.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A SHA-256 of each tensor's values and one of all properties, beside that of the whole file. They
 * tell a file that another program has saved anew, whose tensors and properties are those that were
 * sealed, from a damaged one, and name the tensors that are not.
 */
final class TensorDigests {

    /** Digests of the tensors in our order, with a blank between them. */
    private static final String TENSORS = Seal.PREFIX + "tensors";

    /** Digest of the properties, those above included. */
    private static final String PROPERTIES = Seal.PREFIX + "properties";

    /** What libraries around safetensors add to the properties of whatever they save. */
    private static final String ADDED = "format";

    private TensorDigests() {}

    /** Adds both to all other properties. */
    static void put(SortedMap<String, String> properties, StateDict parameters) {
        properties.put(
                TENSORS,
                String.join(
                        " ", parameters.tensors().stream().map(TensorDigests::digest).toList()));
        properties.put(PROPERTIES, digest(properties));
    }

    /**
     * Refuses a file whose own checksum does not hold, unless each tensor and each property is what
     * was sealed.
     *
     * @param damaged the refusal of a file that tells nothing of its tensors
     */
    static void requireSealed(
            StateDict parameters, Map<String, String> properties, UserMistake damaged) {
        String[] sealed = properties.getOrDefault(TENSORS, "").split(" ", -1);
        List<Tensor> tensors = parameters.tensors();
        if (!properties.containsKey(TENSORS) || sealed.length != tensors.size()) {
            throw damaged;
        }
        List<String> others = new ArrayList<>();
        for (int i = 0; i < sealed.length; i++) {
            if (!sealed[i].equals(digest(tensors.get(i)))) {
                others.add(tensors.get(i).name());
            }
        }
        SortedMap<String, String> all = new TreeMap<>(properties);
        String digest = properties.getOrDefault(PROPERTIES, "");
        boolean same = digest(all).equals(digest);
        if (!same) {
            all.remove(ADDED);
            same = digest(all).equals(digest);
        }
        Require.that(
                others.isEmpty() && same,
                "damaged, or changed by another program: %s; restore the file, or, if the change is"
                        + " meant, let that program remove the properties starting with '%s'",
                others.isEmpty()
                        ? "its tensors are those that were sealed, but its properties are not"
                        : "%s of its %s tensors, %s, are not those that were sealed"
                                .formatted(others.size(), sealed.length, LayerName.listed(others)),
                Seal.PREFIX);
    }

    private static String digest(Tensor tensor) {
        MessageDigest sha256 = Sha256.digest();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
            FloatType.write(tensor.values(), out);
        } catch (IOException e) {
            throw new AssertionError("nothing refused bytes", e);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Of all but itself and the file's, each text with its length before it. */
    private static String digest(SortedMap<String, String> properties) {
        MessageDigest sha256 = Sha256.digest();
        properties.forEach(
                (key, value) -> {
                    if (!key.equals(Seal.KEY) && !key.equals(PROPERTIES)) {
                        update(sha256, key);
                        update(sha256, value);
                    }
                });
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static void update(MessageDigest sha256, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        sha256.update(bytes);
    }
}
