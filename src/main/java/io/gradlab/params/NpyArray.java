package io.gradlab.params;

import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import io.gradlab.nn.StateDict.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One array in NumPy's NPY format, versions 1 to 3: of any floating-point type that becomes float32
 * when it is read, of float32 in little-endian order when it is written.
 */
final class NpyArray {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** Longest header; NumPy too refuses longer ones by default. */
    private static final int MAX_HEADER = 10_000;

    /** NumPy pads magic, version and header to a multiple of this. */
    private static final int ALIGNMENT = 64;

    /** Most dimensions, as of NumPy's. */
    private static final int MAX_DIMENSIONS = 64;

    /** Integers and truth values. */
    private static final Pattern WHOLE = Pattern.compile("[<>|=][biu]\\d");

    private static final Set<String> FLOAT = Set.of("<f8", "<f4", "<f2", ">f8", ">f4", ">f2");

    private static final Pattern HEADER =
            Pattern.compile(
                    "\\{ *'descr': *'([^']*)', *'fortran_order': *(True|False),"
                            + " *'shape': *\\(([0-9, ]*)\\),? *\\} *\n?");

    private NpyArray() {}

    /**
     * Reads an array of so many bytes, which becomes a tensor of this name, or is passed over as a
     * single number. Nothing larger than its header is allocated before the guard has admitted name
     * and shape and the length fits; an {@link IOException} tells of a shorter stream.
     */
    static void read(
            String name, InputStream in, long length, ShapeGuard guard, FileContent content)
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
        long rest = length - start.length - lengthBytes - headerLength;
        values(name, header, in, rest, guard, content);
    }

    private static void values(
            String name,
            String header,
            InputStream in,
            long length,
            ShapeGuard guard,
            FileContent content)
            throws IOException {
        Matcher matcher = HEADER.matcher(header);
        Require.that(
                matcher.matches(),
                "%s has a header that NumPy does not write: %s",
                name,
                header.strip());
        String descr = matcher.group(1);
        long[] shape = shape(name, matcher.group(3));
        boolean whole = WHOLE.matcher(descr).matches();
        if ((whole || FLOAT.contains(descr)) && LayerName.isSingleNumber(name, whole, shape)) {
            exactly(in, (int) Math.min(length, Long.BYTES));
            content.passOver(name, whole, shape.length);
            return;
        }
        LayerName.requireLinear(name);
        FloatType type = type(name, descr);
        int[] dimensions = guard.admit(name, shape);
        int size = ShapeGuard.size(dimensions);
        long expected = (long) size * type.bytes();
        Require.that(
                length == expected,
                "%s has %s bytes of values where its shape needs %s",
                name,
                length,
                expected);
        ByteOrder order = descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        float[] values = type.read(name, in, size, order);
        boolean columns = matcher.group(2).equals("True") && dimensions.length == 2;
        // Stored column by column (Fortran's order) is the transposed matrix stored by rows.
        content.add(
                new Tensor(
                        name,
                        dimensions,
                        columns
                                ? LayerChain.transpose(values, dimensions[1], dimensions[0])
                                : values),
                type);
    }

    private static FloatType type(String name, String descr) {
        return switch (descr.substring(Math.min(1, descr.length()))) {
            case "f8" -> FloatType.FLOAT64;
            case "f4" -> FloatType.FLOAT32;
            case "f2" -> FloatType.FLOAT16;
            default ->
                    throw new UserMistake(
                            "%s has data type '%s', but weights and biases are floating-point numbers of 16, 32 or 64 bits; convert it with array.astype('<f4') or tensor.float()"
                                    .formatted(name, descr));
        };
    }

    private static long[] shape(String name, String text) {
        String[] parts = text.replace(" ", "").split(",", 0);
        Require.that(
                parts.length <= MAX_DIMENSIONS
                        && Arrays.stream(parts).allMatch(part -> part.length() <= 9),
                "%s has shape (%s), which is too large",
                name,
                text);
        return Arrays.stream(parts)
                .filter(part -> !part.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("it ends early");
        }
        return bytes;
    }

    /** Writes a tensor's array as NumPy does, in version 1. */
    static void write(Tensor tensor, OutputStream out) throws IOException {
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
        out.write(MAGIC);
        out.write(new byte[] {1, 0, (byte) headerLength, (byte) (headerLength >> Byte.SIZE)});
        out.write((header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
        FloatType.write(tensor.values(), out);
    }
}
