package io.gradlab.params;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.gradlab.core.UserMistake;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The JSON header of a safetensors file. */
final class SafetensorsHeader {

    static final String METADATA = "__metadata__";
    static final String FLOAT32 = "F32";

    /**
     * Longest header. The deepest network's tensors take 13 KB, the rest is for properties; 1.5
     * million names, in 118 MB, took 34 s and 700 MB.
     */
    static final int MAX_LENGTH = 1 << 20;

    /** More numbers than a shape of ours or a pair of offsets has. */
    private static final int MAX_NUMBERS = 8;

    private static final int MAX_DIGITS = 15;

    private final Map<String, String> metadata = new TreeMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /**
     * One tensor.
     *
     * @param name its name
     * @param shape its shape, unchecked
     * @param begin first byte among the values
     * @param end byte after its last
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Entry(String name, long[] shape, long begin, long end) {}

    private SafetensorsHeader() {}

    Map<String, String> metadata() {
        return metadata;
    }

    List<Entry> entries() {
        return entries;
    }

    /**
     * Parses a header.
     *
     * @param bytes the header, padding included
     * @return its content; names and data types are checked, shapes and places are not
     * @throws IllegalArgumentException if it is not one
     */
    static SafetensorsHeader parse(ByteBuffer bytes) {
        requireLength(bytes.remaining());
        SafetensorsHeader header = new SafetensorsHeader();
        try (JsonReader json = new JsonReader(new StringReader(text(bytes)))) {
            json.setStrictness(Strictness.STRICT);
            header.read(json);
        } catch (IOException | IllegalStateException e) {
            throw new UserMistake(
                    "its header is no safetensors header: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + "; restore the file",
                    e);
        }
        return header;
    }

    /** Refuses a header that is too long. */
    static void requireLength(int length) {
        if (length > MAX_LENGTH) {
            throw new UserMistake(
                    "its header of "
                            + length
                            + " bytes is longer than "
                            + MAX_LENGTH
                            + "; take out tensors that are none of a network, or properties");
        }
    }

    private static String text(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new UserMistake("its header is no UTF-8 text; give a safetensors file", e);
        }
    }

    private void read(JsonReader json) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            ShapeGuard.requireRoom(entries.size());
            String name = json.nextName();
            if (!names.add(name)) {
                throw new UserMistake(
                        "'" + name + "' is twice in its header; a name may come once");
            }
            if (name.equals(METADATA)) {
                readMetadata(json);
            } else {
                entries.add(entry(name, json));
            }
        }
        json.endObject();
        if (json.peek() != JsonToken.END_DOCUMENT) {
            throw new IllegalStateException("text follows the object");
        }
    }

    private void readMetadata(JsonReader json) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            OwnProperties.requireRoom(metadata.size());
            String key = json.nextName();
            require(json, JsonToken.STRING, key);
            if (metadata.put(key, json.nextString()) != null) {
                throw new UserMistake(
                        "property '" + key + "' is twice in its header; a key may come once");
            }
        }
        json.endObject();
    }

    private static Entry entry(String name, JsonReader json) throws IOException {
        Map<String, long[]> numbers = new TreeMap<>();
        String type = "";
        json.beginObject();
        while (json.hasNext()) {
            String key = json.nextName();
            if (key.equals("dtype") && type.isEmpty()) {
                require(json, JsonToken.STRING, key);
                type = json.nextString();
            } else if (numbers.put(key, numbers(json)) != null) {
                throw new IllegalStateException(key + " is twice in " + name);
            }
        }
        json.endObject();
        requireFloat32(name, type);
        long[] shape = numbers.remove("shape");
        long[] places = numbers.remove("data_offsets");
        if (shape == null || places == null || places.length != 2 || !numbers.isEmpty()) {
            throw new IllegalStateException(
                    name + " needs dtype, shape and two data_offsets, and nothing else");
        }
        return new Entry(name, shape, places[0], places[1]);
    }

    private static void requireFloat32(String name, String type) {
        if (!type.equals(FLOAT32)) {
            throw new UserMistake(
                    name
                            + " has data type '"
                            + type
                            + "', but only F32 is supported; convert it with tensor.float()");
        }
    }

    private static long[] numbers(JsonReader json) throws IOException {
        List<Long> numbers = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            require(json, JsonToken.NUMBER, "an array");
            String digits = json.nextString();
            boolean whole =
                    digits.length() <= MAX_DIGITS
                            && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9');
            if (!whole || numbers.size() == MAX_NUMBERS) {
                throw new IllegalStateException(
                        digits + " is too large, not whole, or one number too many");
            }
            numbers.add(Long.valueOf(digits));
        }
        json.endArray();
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private static void require(JsonReader json, JsonToken expected, String where)
            throws IOException {
        if (json.peek() != expected) {
            throw new IllegalStateException(
                    json.peek() + " in " + where + " where " + expected + " must be");
        }
    }
}
