package io.gradlab.params;

import io.gradlab.core.Require;
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

    /** The shape of the next tensor; a refusal names what is outside the limits. */
    int[] admit(String name, long[] shape) {
        requireCount(names.size() + 1);
        Require.that(
                NAME.matcher(name).matches(),
                "tensor '%s' is none of a network; rename the tensors to fc1.weight, fc1.bias,"
                        + " fc2.weight and so on",
                name);
        Require.that(names.add(name), "%s is there twice; a name may come once", name);
        requireShape(name, shape);
        int[] dimensions = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
        total += size(dimensions);
        Require.that(
                total <= MlpArchitecture.MAX_PARAMETERS,
                "more than %s parameters; that is too big",
                MlpArchitecture.MAX_PARAMETERS);
        return dimensions;
    }

    /** Refuses more tensors than so many, before a name is looked at. */
    static void requireCount(int tensors) {
        Require.that(
                tensors <= MAX_TENSORS,
                "it holds more than the %s tensors of the deepest network; give the file of a"
                        + " network",
                MAX_TENSORS);
    }

    private static void requireShape(String name, long[] shape) {
        int rank = name.endsWith(".weight") ? 2 : 1;
        Require.that(
                shape.length == rank,
                "%s has %s dimensions; a weight has (units, inputs), a bias (units)",
                name,
                shape.length);
        Require.that(
                Arrays.stream(shape).allMatch(d -> d >= 1 && d <= MlpArchitecture.MAX_WIDTH),
                "%s has shape %s, but each width must be from 1 to %s",
                name,
                Arrays.toString(shape),
                MlpArchitecture.MAX_WIDTH);
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
