package io.gradlab.params;

import io.gradlab.core.UserMistake;
import io.gradlab.nn.MlpArchitecture;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Admits the tensors of one file by name and shape, before a byte is allocated for their values:
 * each name is one of a network and comes once, their number, each width and the sum of all sizes
 * are within the limits of {@link MlpArchitecture}.
 */
final class ShapeGuard {

    /** A weight and a bias for each layer of the deepest network. */
    static final int MAX_TENSORS = 2 * (MlpArchitecture.MAX_HIDDEN_LAYERS + 1);

    private static final Pattern NAME = Pattern.compile("fc[1-9][0-9]?\\.(weight|bias)");

    private final Set<String> names = new HashSet<>();
    private long total;

    /**
     * Admits one tensor.
     *
     * @param name its name in the file
     * @param shape its shape in the file
     * @return the shape
     * @throws IllegalArgumentException naming what is outside the limits
     */
    int[] admit(String name, long[] shape) {
        requireRoom(names.size());
        if (!NAME.matcher(name).matches()) {
            throw new UserMistake(
                    "tensor '"
                            + name
                            + "' is none of a network; rename the tensors to fc1.weight, fc1.bias,"
                            + " fc2.weight and so on");
        }
        if (!names.add(name)) {
            throw new UserMistake(name + " is there twice; a name may come once");
        }
        requireShape(name, shape);
        int[] dimensions = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
        total += size(dimensions);
        if (total > MlpArchitecture.MAX_PARAMETERS) {
            throw new UserMistake(
                    "more than " + MlpArchitecture.MAX_PARAMETERS + " parameters; that is too big");
        }
        return dimensions;
    }

    /** Refuses one tensor more than so many, before its name is read. */
    static void requireRoom(int tensors) {
        if (tensors == MAX_TENSORS) {
            throw new UserMistake(
                    "it holds more than the "
                            + MAX_TENSORS
                            + " tensors of the deepest network; give the file of a network");
        }
    }

    private static void requireShape(String name, long[] shape) {
        int rank = name.endsWith(".weight") ? 2 : 1;
        if (shape.length != rank) {
            throw new UserMistake(
                    name
                            + " has "
                            + shape.length
                            + " dimensions; a weight has (units, inputs), a bias (units)");
        }
        for (long width : shape) {
            if (width < 1 || width > MlpArchitecture.MAX_WIDTH) {
                throw new UserMistake(
                        name
                                + " has shape "
                                + Arrays.toString(shape)
                                + ", but each width must be from 1 to "
                                + MlpArchitecture.MAX_WIDTH);
            }
        }
    }

    /** Number of values of an admitted shape, which cannot overflow. */
    static int size(int[] shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** The values of all remaining bytes, in the buffer's byte order. */
    static float[] floats(ByteBuffer bytes) {
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
