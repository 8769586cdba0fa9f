package io.gradlab.params;

import io.gradlab.core.Require;
import io.gradlab.nn.StateDict.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One array in NumPy's NPY format, versions 1 to 3, of float32 in little-endian order. */
final class NpyArray {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** Longest header; NumPy too refuses longer ones by default. */
    private static final int MAX_HEADER = 10_000;

    /** NumPy pads magic, version and header to a multiple of this. */
    private static final int ALIGNMENT = 64;

    private static final Pattern HEADER =
            Pattern.compile(
                    "\\{ *'descr': *'([^']*)', *'fortran_order': *(True|False),"
                            + " *'shape': *\\(([0-9, ]*)\\),? *\\} *\n?");

    private NpyArray() {}

    /**
     * Reads an array of so many bytes as the tensor of this name. Nothing larger than its header is
     * allocated before the guard has admitted name and shape and the length fits; an {@link
     * IOException} tells of a shorter stream.
     */
    static Tensor read(String name, InputStream in, long length, ShapeGuard guard)
            throws IOException {
        byte[] start = exactly(in, MAGIC.length + 2);
        int major = start[MAGIC.length];
        Require.that(
                Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length))
                        && major >= 1
                        && major <= 3
                        && start[MAGIC.length + 1] == 0,
                "%s is no NPY array of version 1 to 3",
                name);
        int lengthBytes = major == 1 ? Short.BYTES : Integer.BYTES;
        byte[] padded = Arrays.copyOf(exactly(in, lengthBytes), Integer.BYTES);
        int headerLength = ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN).getInt();
        Require.that(
                headerLength >= 0 && headerLength <= MAX_HEADER,
                "%s has a header outside 0 to %s bytes",
                name,
                MAX_HEADER);
        String header = new String(exactly(in, headerLength), StandardCharsets.UTF_8);
        return values(name, header, in, length - start.length - lengthBytes - headerLength, guard);
    }

    private static Tensor values(
            String name, String header, InputStream in, long length, ShapeGuard guard)
            throws IOException {
        Matcher matcher = HEADER.matcher(header);
        Require.that(
                matcher.matches(),
                "%s has a header that NumPy does not write: %s",
                name,
                header.strip());
        requireFloat32(name, matcher.group(1));
        int[] shape = guard.admit(name, shape(name, matcher.group(3)));
        long expected = (long) ShapeGuard.size(shape) * Float.BYTES;
        Require.that(
                length == expected,
                "%s has %s bytes of values where its shape needs %s",
                name,
                length,
                expected);
        ByteBuffer bytes = ByteBuffer.wrap(exactly(in, (int) expected));
        float[] values = ShapeGuard.floats(bytes.order(ByteOrder.LITTLE_ENDIAN));
        boolean columns = matcher.group(2).equals("True") && shape.length == 2;
        return new Tensor(name, shape, columns ? byRows(values, shape) : values);
    }

    private static void requireFloat32(String name, String type) {
        Require.that(
                type.equals("<f4"),
                "%s has data type '%s', but only float32 ('<f4') is supported; convert it with"
                        + " array.astype('<f4') or tensor.float()",
                name,
                type);
    }

    private static long[] shape(String name, String text) {
        String[] parts = text.replace(" ", "").split(",", 0);
        Require.that(
                parts.length <= 2 && Arrays.stream(parts).allMatch(part -> part.length() <= 9),
                "%s has shape (%s), which is too large",
                name,
                text);
        return Arrays.stream(parts)
                .filter(part -> !part.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
    }

    /** Values stored column by column (Fortran's order), brought into rows. */
    private static float[] byRows(float[] columns, int[] shape) {
        float[] rows = new float[columns.length];
        for (int row = 0; row < shape[0]; row++) {
            for (int column = 0; column < shape[1]; column++) {
                rows[row * shape[1] + column] = columns[column * shape[0] + row];
            }
        }
        return rows;
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("it ends early");
        }
        return bytes;
    }

    /** All bytes of a tensor's array as NumPy writes it, in version 1. */
    static byte[] write(Tensor tensor) {
        String shape =
                Arrays.stream(tensor.shape())
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(", "));
        String header =
                "{'descr': '<f4', 'fortran_order': False, 'shape': ("
                        + shape
                        + (tensor.shape().length == 1 ? ",), }" : "), }");
        int unpadded = MAGIC.length + 2 + Short.BYTES + header.length() + 1;
        int padding = Math.floorMod(-unpadded, ALIGNMENT);
        int headerLength = header.length() + padding + 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        out.writeBytes(new byte[] {1, 0, (byte) headerLength, (byte) (headerLength >> Byte.SIZE)});
        out.writeBytes((header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(ParamsWriter.littleEndian(tensor.values()));
        return out.toByteArray();
    }
}
