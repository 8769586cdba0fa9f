package io.gradlab.params;

import io.gradlab.core.Json;
import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.StateDict.Tensor;
import io.gradlab.params.SafetensorsHeader.Entry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Safetensors: eight bytes with the header's length, a header in JSON that names data type, shape
 * and place of each tensor, then the values without a gap. The header's {@code __metadata__} holds
 * the properties, ours included.
 */
final class SafetensorsFormat extends ParameterFormat {

    /** Bytes to which the header is padded with blanks, so that the values are aligned. */
    private static final int ALIGNMENT = 8;

    SafetensorsFormat() {
        super(new Seal("\":\"")); // as JSON is written here, without a blank
    }

    @Override
    FileContent parse(byte[] file, boolean ours) {
        ByteReader in = new ByteReader(file, ByteOrder.LITTLE_ENDIAN);
        long length = in.int64("the header's length");
        SafetensorsHeader header = SafetensorsHeader.parse(in.bytes(length, "the header"));
        FileContent content = new FileContent();
        content.addProperties(header.metadata());
        read(header, in.bytes(in.remaining(), "the values"), content);
        return content;
    }

    private static void read(SafetensorsHeader header, ByteBuffer data, FileContent content) {
        ShapeGuard guard = new ShapeGuard();
        long next = 0;
        for (Entry entry :
                header.entries().stream().sorted(Comparator.comparing(Entry::begin)).toList()) {
            boolean number = entry.isSingleNumber();
            FloatType type = number ? FloatType.FLOAT32 : entry.floatType();
            int[] shape = number ? new int[0] : guard.admit(entry.name(), entry.shape());
            long length = (long) ShapeGuard.size(shape) * entry.bytes();
            Require.that(
                    entry.begin() == next && entry.end() == next + length,
                    "%s is at bytes %s to %s of the values, but must be at %s to %s; save it anew",
                    entry.name(),
                    entry.begin(),
                    entry.end(),
                    next,
                    next + length);
            next += length;
            Require.that(
                    next <= data.limit(),
                    "ends within %s, which needs %s bytes of values where there are %s; restore"
                            + " the file",
                    entry.name(),
                    next,
                    data.limit());
            if (number) {
                content.passOver(entry.name(), entry.isWhole(), entry.shape().length);
            } else {
                ByteBuffer bytes = data.slice((int) (next - length), (int) length);
                float[] values =
                        type.read(
                                entry.name(),
                                bytes,
                                ShapeGuard.size(shape),
                                ByteOrder.LITTLE_ENDIAN);
                content.add(new Tensor(entry.name(), shape, values), type);
            }
        }
        Require.that(
                next == data.limit(),
                "%s bytes follow the last tensor; restore the file",
                data.limit() - next);
    }

    @Override
    void write(
            OutputStream out,
            String model,
            SortedMap<String, String> properties,
            StateDict parameters)
            throws IOException {
        byte[] header = utf8(header(properties, parameters));
        int padding = Math.floorMod(-header.length, ALIGNMENT);
        SafetensorsHeader.requireLength(header.length + padding);
        out.write(
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length + padding)
                        .array());
        out.write(header);
        out.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
        for (Tensor tensor : parameters.tensors()) {
            FloatType.write(tensor.values(), out);
        }
    }

    private static String header(Map<String, String> metadata, StateDict parameters) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put(SafetensorsHeader.METADATA, metadata);
        long begin = 0;
        for (Tensor tensor : parameters.tensors()) {
            long end = begin + (long) tensor.values().length * Float.BYTES;
            Map<String, Object> description = new LinkedHashMap<>();
            description.put(SafetensorsHeader.TYPE, SafetensorsHeader.FLOAT32);
            description.put(SafetensorsHeader.SHAPE, tensor.shape());
            description.put(SafetensorsHeader.PLACE, List.of(begin, end));
            header.put(tensor.name(), description);
            begin = end;
        }
        return Json.line(header);
    }

    private static byte[] utf8(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new UserMistake(
                    "a property holds half a character (a lone surrogate); mend the property", e);
        }
    }
}
