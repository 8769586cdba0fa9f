package io.gradlab.population.kernel;

import io.gradlab.core.Require;
import java.util.List;

/**
 * A fully connected network with one logit. Its parameters stand in one array, layer after layer,
 * unit after unit, each unit's weights and then its bias.
 *
 * @param inputs features, at least 1
 * @param hidden units of the hidden layers, each at least 1
 * @param function of every hidden unit
 */
public record NetworkShape(int inputs, List<Integer> hidden, HiddenFunction function) {

    private static final int CACHED = 48 << 10;
    private static final int LEAST_ROWS = 64;
    private static final int MOST_ROWS = 1024;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a width is below 1
     */
    public NetworkShape {
        hidden = List.copyOf(hidden);
        Require.argument(
                inputs >= 1 && hidden.stream().allMatch(units -> units >= 1),
                "%s inputs and hidden layers of %s units: a width is below 1",
                inputs,
                hidden);
    }

    /** Layers with parameters. */
    public int layers() {
        return hidden.size() + 1;
    }

    /** Units of a layer, from 1; 1 of the last. */
    public int units(int layer) {
        return layer == layers() ? 1 : hidden.get(layer - 1);
    }

    /** Inputs of each unit of a layer, from 1. */
    public int inputs(int layer) {
        return layer == 1 ? inputs : hidden.get(layer - 2);
    }

    /** Where a layer's parameters start, from 1; one layer more gives their number. */
    public int start(int layer) {
        int start = 0;
        for (int below = 1; below < layer; below++) {
            start += units(below) * (inputs(below) + 1);
        }
        return start;
    }

    /**
     * Rows that go through all layers together: as many as fit into 48 KB with an activation and a
     * derivative of each unit, a multiple of the lanes. The sums of tiles are added in float64, so
     * that another number means other bits where there are several.
     */
    int tile() {
        int units = 1 + hidden.stream().mapToInt(Integer::intValue).sum();
        int rows = CACHED / (2 * Float.BYTES * units) / Loops.LANES * Loops.LANES;
        return Math.max(LEAST_ROWS, Math.min(MOST_ROWS, rows));
    }

    /** Number of parameters. */
    public int parameters() {
        return start(layers() + 1);
    }
}
