package io.gradlab.params;

import io.gradlab.core.Json;
import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.StateDict.Tensor;
import io.gradlab.params.SafetensorsHeader.Entry;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Safetensors: eight bytes with the header's length, a header in JSON that names data type, shape
 * and place of each tensor, then the values without a gap. The header's {@code __metadata__} holds
 * the properties, ours included.
 */
final class SafetensorsFormat implements ParameterFormat {

    /** As JSON is written here, without a blank. */
    private static final Seal SEAL = new Seal("\":\"");

    /** Bytes to which the header is padded with blanks, so that the values are aligned. */
    private static final int ALIGNMENT = 8;

    @Override
    public SavedParameters decode(byte[] file) {
        boolean sealed = SEAL.holds(file);
        ByteReader in = new ByteReader(file, ByteOrder.LITTLE_ENDIAN);
        long length = in.int64("the header's length");
        SafetensorsHeader header = SafetensorsHeader.parse(in.bytes(length, "the header"));
        ByteBuffer data = in.bytes(in.remaining(), "the values");
        return OwnProperties.assemble(tensors(header, data), header.metadata(), sealed);
    }

    private static List<Tensor> tensors(SafetensorsHeader header, ByteBuffer data) {
        ShapeGuard guard = new ShapeGuard();
        List<Tensor> tensors = new ArrayList<>();
        long next = 0;
        for (Entry entry :
                header.entries().stream().sorted(Comparator.comparing(Entry::begin)).toList()) {
            int[] shape = guard.admit(entry.name(), entry.shape());
            long length = (long) ShapeGuard.size(shape) * Float.BYTES;
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
            ByteBuffer bytes = data.slice((int) (next - length), (int) length);
            float[] values = ShapeGuard.floats(bytes.order(ByteOrder.LITTLE_ENDIAN));
            tensors.add(new Tensor(entry.name(), shape, values));
        }
        Require.that(
                next == data.limit(),
                "%s bytes follow the last tensor; restore the file",
                data.limit() - next);
        return tensors;
    }

    @Override
    public byte[] encode(String model, SavedParameters saved) {
        Map<String, String> metadata = OwnProperties.of(saved);
        byte[] header = utf8(header(metadata, saved.parameters()));
        int padding = Math.floorMod(-header.length, ALIGNMENT);
        SafetensorsHeader.requireLength(header.length + padding);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length + padding)
                        .array());
        out.writeBytes(header);
        out.writeBytes(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
        for (Tensor tensor : saved.parameters().tensors()) {
            out.writeBytes(ParamsWriter.littleEndian(tensor.values()));
        }
        return SEAL.close(out.toByteArray());
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
