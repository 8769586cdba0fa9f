package io.gradlab.params;

import io.gradlab.core.Require;
import io.gradlab.nn.MlpArchitecture;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Admits the tensors of one file by name and shape, before a byte is allocated for their values:
 * each name comes once, their number, each width and the sum of all sizes are within the limits of
 * {@link MlpArchitecture}.
 */
final class ShapeGuard {

    /** A weight and a bias for each layer of the deepest network. */
    static final int MAX_TENSORS = 2 * (MlpArchitecture.MAX_HIDDEN_LAYERS + 1);

    /** Most entries of a file: beside each tensor a single number, which is passed over. */
    static final int MAX_ENTRIES = 2 * MAX_TENSORS;

    /** Longest name; PyTorch's of deeply nested modules have some 60 characters. */
    private static final int MAX_NAME = 300;

    /** One output more than any network has, or two of them. */
    private static final long MAX_PARAMETERS =
            MlpArchitecture.MAX_PARAMETERS + MlpArchitecture.MAX_WIDTH + 1;

    private final Set<String> names = new HashSet<>();
    private long total;

    /** The shape of the next tensor; a refusal names what is outside the limits. */
    int[] admit(String name, long[] shape) {
        requireCount(names.size() + 1);
        requireName(name);
        LayerName.requireLinear(name);
        Require.that(names.add(name), "%s is there twice; a name may come once", name);
        requireShape(name, shape);
        int[] dimensions = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
        total += size(dimensions);
        Require.that(
                total <= MAX_PARAMETERS,
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

    /** Refuses a name that no line could tell. */
    static void requireName(String name) {
        Require.that(
                name.length() <= MAX_NAME,
                "the name '%s...' has %s characters, more than %s; rename the tensor",
                name.substring(0, Math.min(name.length(), 20)),
                name.length(),
                MAX_NAME);
    }

    private static void requireShape(String name, long[] shape) {
        Require.that(
                shape.length == 1 || shape.length == 2,
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
}
