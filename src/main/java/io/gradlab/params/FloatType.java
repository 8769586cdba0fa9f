package io.gradlab.params;

import io.gradlab.core.UserMistake;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * The floating-point types of tensors, all of which become float32: float64 is rounded to the
 * nearest, the two of 16 bits lose nothing. The names are DJL's; NumPy's are the same in small
 * letters.
 */
enum FloatType {
    FLOAT64(Double.BYTES),
    FLOAT32(Float.BYTES),
    FLOAT16(Short.BYTES),
    BFLOAT16(Short.BYTES);

    /** Values converted at a time: what is read and written takes no second copy. */
    private static final int CHUNK = 8192;

    private static final int HALF_SIGN = 0x8000;
    private static final int HALF_EXPONENT = 0x7C00;
    private static final int HALF_FRACTION = 0x3FF;

    /** The smallest number above 0 of float16. */
    private static final float HALF_LEAST = 0x1p-24f;

    private final int bytes;

    FloatType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one value. */
    int bytes() {
        return bytes;
    }

    /** As NumPy and PyTorch call it, for example {@code float64}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads so many values; refuses a number that is finite here and not in float32.
     *
     * @throws IOException if there are fewer
     */
    float[] read(String tensor, InputStream in, int size, ByteOrder order) throws IOException {
        float[] values = new float[size];
        ByteBuffer chunk = ByteBuffer.allocate(bytes * Math.min(size, CHUNK)).order(order);
        for (int done = 0; done < size; done += CHUNK) {
            int count = Math.min(size - done, CHUNK);
            if (in.readNBytes(chunk.array(), 0, count * bytes) < count * bytes) {
                throw new EOFException("it ends early");
            }
            for (int i = 0; i < count; i++) {
                values[done + i] = value(tensor, chunk, i * bytes);
            }
        }
        return values;
    }

    /** The same from bytes, of which there are enough. */
    float[] read(String tensor, ByteBuffer bytes, int size, ByteOrder order) {
        try {
            return read(
                    tensor,
                    new ByteArrayInputStream(bytes.array(), bytes.arrayOffset(), bytes.remaining()),
                    size,
                    order);
        } catch (IOException e) {
            throw new AssertionError("bytes ended early", e);
        }
    }

    private float value(String tensor, ByteBuffer in, int at) {
        return switch (this) {
            case FLOAT64 -> narrow(tensor, in.getDouble(at));
            case FLOAT32 -> in.getFloat(at);
            case FLOAT16 -> half(in.getShort(at));
            case BFLOAT16 -> Float.intBitsToFloat(in.getShort(at) << Short.SIZE);
        };
    }

    private static float narrow(String tensor, double value) {
        float narrow = (float) value;
        if (Float.isInfinite(narrow) && !Double.isInfinite(value)) {
            throw new UserMistake(
                    "%s holds %s, but values must be finite in float32, at most 3.4e38; scale the parameters down"
                            .formatted(tensor, value));
        }
        return narrow;
    }

    /** IEEE 754's binary16: a sign, 5 bits of exponent, 10 of fraction. */
    private static float half(short bits) {
        int exponent = bits & HALF_EXPONENT;
        int fraction = bits & HALF_FRACTION;
        float size;
        if (exponent == HALF_EXPONENT) {
            size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            size = fraction * HALF_LEAST;
        } else {
            size = Float.intBitsToFloat(((bits & ~HALF_SIGN & 0xFFFF) + (112 << 10)) << 13);
        }
        return (bits & HALF_SIGN) == 0 ? size : -size;
    }

    /** Writes values as float32 in little-endian order, as every format here has them. */
    static void write(float[] values, OutputStream out) throws IOException {
        ByteBuffer chunk =
                ByteBuffer.allocate(Float.BYTES * Math.min(values.length, CHUNK))
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int done = 0; done < values.length; done += CHUNK) {
            int count = Math.min(values.length - done, CHUNK);
            chunk.asFloatBuffer().put(values, done, count);
            out.write(chunk.array(), 0, count * Float.BYTES);
        }
    }
}
