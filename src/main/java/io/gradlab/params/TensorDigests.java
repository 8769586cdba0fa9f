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
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    /** Digests of the keys of other properties, sorted, a blank between them. */
    private static final String KEYS = Seal.PREFIX + "keys";

    private static final String CHANGED =
            "damaged, or changed by another program: %s; restore the file, or, if the change is"
                    + " meant, let that program remove the properties starting with '%s'";

    private TensorDigests() {}

    /** Adds them to all other properties. */
    static void put(SortedMap<String, String> properties, StateDict parameters) {
        properties.put(
                TENSORS,
                String.join(
                        " ", parameters.tensors().stream().map(TensorDigests::digest).toList()));
        properties.put(
                KEYS,
                properties.keySet().stream()
                        .filter(key -> !key.startsWith(Seal.PREFIX))
                        .map(TensorDigests::digest)
                        .sorted()
                        .collect(Collectors.joining(" ")));
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

    /** Keys that were not there when the file was sealed; null if the others are not what was. */
    private static @Nullable List<String> added(Map<String, String> properties) {
        Set<String> sealed =
                new HashSet<>(List.of(properties.getOrDefault(KEYS, "").split(" ", -1)));
        SortedMap<String, String> left = new TreeMap<>(properties);
        List<String> added = new ArrayList<>();
        for (String key : properties.keySet()) {
            if (!key.startsWith(Seal.PREFIX) && !sealed.contains(digest(key))) {
                added.add(key);
                left.remove(key);
            }
        }
        return digest(left).equals(left.get(PROPERTIES)) ? added : null;
    }

    /** Short: whether a key was there is all that it has to tell, its value is digested too. */
    private static String digest(String key) {
        return Sha256.of(key.getBytes(StandardCharsets.UTF_8)).substring(0, 5);
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
