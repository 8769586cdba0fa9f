package io.gradlab.params;

import io.gradlab.core.Require;
import io.gradlab.core.Sha256;
import io.gradlab.core.UserMistake;
import io.gradlab.nn.ParameterNames;
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
import org.jspecify.annotations.Nullable;

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

    /** Most properties that another program may have added. */
    private static final int MOST_ADDED = 3;

    /** Characters that are digested in search of them, about a second's work. */
    private static final long MAX_DIGESTED = 100_000_000;

    private static final String CHANGED =
            "damaged, or changed by another program: %s; restore the file, or, if the change is"
                    + " meant, let that program remove the properties starting with '%s'";

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
     * @return the properties that were not there when it was sealed
     */
    static List<String> requireSealed(
            StateDict parameters, Map<String, String> properties, UserMistake damaged) {
        // With a damaged key, the file's checksum would count as a property that was added.
        if (!properties.containsKey(TENSORS) || !properties.containsKey(Seal.KEY)) {
            throw damaged;
        }
        String[] sealed = properties.getOrDefault(TENSORS, "").split(" ", -1);
        requireNames(parameters.names(), ParameterNames.all(sealed.length / 2));
        List<Tensor> tensors = parameters.tensors();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            if (!sealed[i].equals(digest(tensors.get(i)))) {
                others.add(tensors.get(i).name());
            }
        }
        Require.that(
                others.isEmpty(),
                CHANGED,
                "%s of its %s tensors, %s, are not those that were sealed"
                        .formatted(others.size(), sealed.length, LayerName.listed(others)),
                Seal.PREFIX);
        @Nullable List<String> added = added(properties);
        Require.that(
                added != null,
                CHANGED,
                "its tensors are those that were sealed, but its properties are not",
                Seal.PREFIX);
        return added == null ? List.of() : added;
    }

    private static void requireNames(List<String> names, List<String> sealed) {
        List<String> added = names.stream().filter(name -> !sealed.contains(name)).toList();
        List<String> removed = sealed.stream().filter(name -> !names.contains(name)).toList();
        List<String> changes = new ArrayList<>();
        if (!removed.isEmpty()) {
            changes.add("lacks %s of its sealed tensors".formatted(LayerName.listed(removed)));
        }
        if (!added.isEmpty()) {
            changes.add("holds %s beside its sealed tensors".formatted(LayerName.listed(added)));
        }
        Require.that(
                changes.isEmpty(), CHANGED, "it " + String.join(" and ", changes), Seal.PREFIX);
    }

    /** Those without which the properties are what was sealed; null if there are no such few. */
    private static @Nullable List<String> added(Map<String, String> properties) {
        SortedMap<String, String> left = new TreeMap<>(properties);
        List<String> others =
                left.keySet().stream().filter(key -> !key.startsWith(Seal.PREFIX)).toList();
        long length =
                left.entrySet().stream()
                        .mapToLong(one -> one.getKey().length() + one.getValue().length())
                        .sum();
        long[] tries = {MAX_DIGESTED / Math.max(1, length)};
        for (int most = 0; most <= MOST_ADDED; most++) {
            @Nullable List<String> added = added(left, others, most, tries);
            if (added != null) {
                return added;
            }
        }
        return null;
    }

    private static @Nullable List<String> added(
            SortedMap<String, String> left, List<String> others, int most, long... tries) {
        if (most == 0) {
            tries[0]--;
            return digest(left).equals(left.get(PROPERTIES)) ? new ArrayList<>() : null;
        }
        for (int i = 0; i < others.size() && tries[0] > 0; i++) {
            String key = others.get(i);
            String value = left.getOrDefault(key, "");
            left.remove(key);
            @Nullable List<String> added =
                    added(left, others.subList(i + 1, others.size()), most - 1, tries);
            left.put(key, value);
            if (added != null) {
                added.add(0, key);
                return added;
            }
        }
        return null;
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
