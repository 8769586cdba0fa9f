package io.gradlab.params;

import io.gradlab.nn.StateDict;
import io.gradlab.nn.StateDict.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files as NumPy and safetensors write them, made without the code that is tested. */
final class ForeignFile {

    private record Array(String name, String descr, int[] shape, double[] values) {

        String shapeText(String end) {
            return Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", "))
                    + (shape.length == 1 ? end : "");
        }

        byte[] bytes() {
            int width = descr.charAt(2) - '0';
            ByteBuffer bytes = ByteBuffer.allocate(values.length * width);
            bytes.order(descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            for (double value : values) {
                switch (descr.substring(1)) {
                    case "f8" -> bytes.putDouble(value);
                    case "f4" -> bytes.putFloat((float) value);
                    case "f2" -> bytes.putShort(half(value));
                    case "b2" ->
                            bytes.putShort((short) (Float.floatToIntBits((float) value) >> 16));
                    case "i8" -> bytes.putLong((long) value);
                    default -> throw new IllegalArgumentException(descr);
                }
            }
            return bytes.array();
        }
    }

    private final List<Array> arrays = new ArrayList<>();

    ForeignFile add(String name, String descr, int[] shape, double... values) {
        arrays.add(new Array(name, descr, shape, values));
        return this;
    }

    /** With the names, shapes and type of the tensors. */
    static ForeignFile of(StateDict state) {
        ForeignFile file = new ForeignFile();
        for (Tensor tensor : state.tensors()) {
            double[] values = new double[tensor.values().length];
            for (int i = 0; i < values.length; i++) {
                values[i] = tensor.values()[i];
            }
            file.add(tensor.name(), "<f4", tensor.shape(), values);
        }
        return file;
    }

    /** Its matrices transposed, its values of another type; what 16 bits cannot hold is 1. */
    ForeignFile transposed(String descr) {
        ForeignFile file = new ForeignFile();
        for (Array array : arrays) {
            int[] shape = array.shape;
            int rows = shape[0];
            int columns = shape.length == 1 ? 1 : shape[1];
            double[] values = new double[array.values.length];
            for (int i = 0; i < values.length; i++) {
                double value = array.values[i];
                boolean fits = !descr.endsWith("2") || Math.abs(value) < 60_000;
                values[i % columns * rows + i / columns] = fits ? value : 1;
            }
            int[] other = shape.length == 1 ? shape : new int[] {columns, rows};
            file.add(array.name, descr, other, values);
        }
        return file;
    }

    ForeignFile shuffled(Random random) {
        Collections.shuffle(arrays, random);
        return this;
    }

    byte[] npz() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Array array : arrays) {
                String header =
                        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }\n"
                                .formatted(array.descr, array.shapeText(","));
                zip.putNextEntry(new ZipEntry(array.name + ".npy"));
                zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
                zip.write(new byte[] {(byte) header.length(), (byte) (header.length() >> 8)});
                zip.write(header.getBytes(StandardCharsets.US_ASCII));
                zip.write(array.bytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    byte[] safetensors() {
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        List<String> entries = new ArrayList<>();
        for (Array array : arrays) {
            int begin = values.size();
            values.writeBytes(array.bytes());
            String type =
                    switch (array.descr.substring(1)) {
                        case "f8" -> "F64";
                        case "f2" -> "F16";
                        case "b2" -> "BF16";
                        case "i8" -> "I64";
                        default -> "F32";
                    };
            entries.add(
                    "\"%s\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%d,%d]}"
                            .formatted(
                                    array.name, type, array.shapeText(""), begin, values.size()));
        }
        byte[] header = ("{" + String.join(",", entries) + "}").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + header.length + values.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .put(values.toByteArray())
                .array();
    }

    /** Float16 of a number, by searching the exponent; exact where the number is one of float16. */
    static short half(double value) {
        int sign = value < 0 || 1 / value < 0 ? 0x8000 : 0;
        double size = Math.abs(value);
        if (size < 0x1p-14) {
            return (short) (sign | (int) Math.rint(size * 0x1p24));
        }
        int exponent = Math.getExponent(size);
        int fraction = (int) Math.rint((size / Math.pow(2, exponent) - 1) * 1024);
        return (short) (sign | (((exponent + 15) << 10) + fraction));
    }
}
