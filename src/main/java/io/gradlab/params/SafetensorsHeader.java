package io.gradlab.params;

import io.gradlab.core.Json;
import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The JSON header of a safetensors file: the tensors, in its order, and the properties. */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {

    static final String METADATA = "__metadata__";
    static final String TYPE = "dtype";
    static final String SHAPE = "shape";
    static final String PLACE = "data_offsets";
    static final String FLOAT32 = "F32";

    /**
     * Longest header. The deepest network's tensors take 13 KB, the rest is for properties; 1.5
     * million names, in 118 MB, took 34 s and 700 MB.
     */
    static final int MAX_LENGTH = 1 << 20;

    /** Each tensor has three names beside its own; two more tell too many from the most. */
    private static final int MAX_NAMES =
            OwnProperties.MAX_PROPERTIES + 4 * ShapeGuard.MAX_ENTRIES + 2;

    /** What becomes float32. */
    private static final Map<String, FloatType> FLOATS =
            Map.of(
                    "F64",
                    FloatType.FLOAT64,
                    FLOAT32,
                    FloatType.FLOAT32,
                    "F16",
                    FloatType.FLOAT16,
                    "BF16",
                    FloatType.BFLOAT16);

    /** Whole numbers and truth values, with the bits that their names tell. */
    private static final Pattern WHOLE = Pattern.compile("[IU](8|16|32|64)|BOOL");

    /** One tensor: its shape, unchecked, and its place among the values, the end exclusive. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Entry(String name, String type, long[] shape, long begin, long end) {

        /** Whether it is passed over. */
        boolean isSingleNumber() {
            return (isWhole() || FLOATS.containsKey(type))
                    && LayerName.isSingleNumber(name, isWhole(), shape);
        }

        boolean isWhole() {
            return WHOLE.matcher(type).matches();
        }

        /** Bytes of one value. */
        int bytes() {
            if (!isWhole()) {
                return floatType().bytes();
            }
            return type.equals("BOOL") ? 1 : Integer.parseInt(type.substring(1)) / Byte.SIZE;
        }

        /** Its type, which has to be one that becomes float32. */
        FloatType floatType() {
            @Nullable FloatType known = FLOATS.get(type);
            if (known == null) {
                throw new UserMistake(
                        "%s has data type '%s', but weights and biases are F64, F32, F16 or BF16; convert it with tensor.float()"
                                .formatted(name, type));
            }
            return known;
        }
    }

    /**
     * Parses a header with its padding: names and data types are checked, shapes and places not.
     */
    static SafetensorsHeader parse(ByteBuffer bytes) {
        requireLength(bytes.remaining());
        Map<String, @Nullable Object> header = json(text(bytes));
        Map<String, String> metadata =
                header.containsKey(METADATA) ? metadata(header.remove(METADATA)) : Map.of();
        // Before a name is looked at; the guard counts those that are more than single numbers.
        if (header.size() > ShapeGuard.MAX_ENTRIES) {
            ShapeGuard.requireCount(header.size());
        }
        List<Entry> entries = new ArrayList<>();
        header.forEach((name, description) -> entries.add(entry(name, description)));
        return new SafetensorsHeader(entries, metadata);
    }

    private static Map<String, @Nullable Object> json(String text) {
        try {
            return Json.object(text, MAX_NAMES);
        } catch (Json.Malformed e) {
            throw new UserMistake(
                    "its header is no safetensors header: %s; restore the file"
                            .formatted(
                                    e.getCause() == null // else it is the words of a parser
                                            ? e.getMessage()
                                            : "it must be one JSON object of tensors"),
                    e);
        }
    }

    /** Refuses a header that is too long by the first bytes of a file, before it is read. */
    static void requireLength(byte[] head) {
        if (head.length >= Long.BYTES) {
            long length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
            // Longer than any file is what damage looks like, which is told when it is parsed.
            if (length > 0 && length <= Integer.MAX_VALUE) {
                requireLength((int) length);
            }
        }
    }

    /** Refuses a header that is too long. */
    static void requireLength(int length) {
        Require.that(
                length <= MAX_LENGTH,
                "its header of %s bytes is longer than %s; take out tensors that are none of a"
                        + " network, or properties",
                length,
                MAX_LENGTH);
    }

    private static String text(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new UserMistake("its header is no UTF-8 text; give a safetensors file", e);
        }
    }

    private static Map<String, String> metadata(@Nullable Object properties) {
        Map<String, String> metadata = new TreeMap<>();
        for (Map.Entry<?, ?> property : map(METADATA, properties).entrySet()) {
            String key = (String) property.getKey();
            metadata.put(key, OwnProperties.text(key, property.getValue()));
        }
        OwnProperties.requireCount(metadata.size());
        return metadata;
    }

    private static Map<?, ?> map(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new UserMistake(
                "'%s' in its header is no JSON object; restore the file".formatted(name));
    }

    private static Entry entry(String name, @Nullable Object description) {
        ShapeGuard.requireName(name);
        Map<?, ?> fields = map(name, description);
        Require.that(
                fields.keySet().equals(Set.of(TYPE, SHAPE, PLACE)),
                "%s needs %s, %s and two %s, and nothing else; restore the file",
                name,
                TYPE,
                SHAPE,
                PLACE);
        String type = String.valueOf(fields.get(TYPE));
        long[] place = numbers(name, fields.get(PLACE));
        Require.that(place.length == 2, "%s needs two %s; restore the file", name, PLACE);
        return new Entry(name, type, numbers(name, fields.get(SHAPE)), place[0], place[1]);
    }

    private static long[] numbers(String name, @Nullable Object values) {
        List<?> list = values instanceof List<?> given ? given : List.of("no list");
        for (Object value : list) {
            Require.that(
                    value instanceof Integer || value instanceof Long,
                    "%s has '%s' where a whole number must be; restore the file",
                    name,
                    value);
        }
        return list.stream().mapToLong(value -> ((Number) value).longValue()).toArray();
    }
}
