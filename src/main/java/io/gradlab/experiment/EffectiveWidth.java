package io.gradlab.experiment;

import io.gradlab.train.StateDict;
import io.gradlab.train.StateDict.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Effective width: the number of distinct units in a layer. Two units are the same when their
 * incoming weights and their bias coincide, value by value; NaN coincides with NaN, -0 with 0.
 *
 * <p>Such units compute the same activation on every input. If their outgoing weights coincide as
 * well, they receive the same gradient and stay the same for ever: a layer of five then can do no
 * more than a layer of one. The reverse does not hold: units that differ in their parameters may
 * still compute the same on all data, as dead units do, and are counted as distinct here.
 *
 * <p>Units are compared exactly, or within {@link #ROUNDING}. The difference matters: the engine
 * adds up the examples of equal units in another order at the edge of a vector register, and equal
 * gradients come out one float32 unit apart.
 */
public final class EffectiveWidth {

    /**
     * Two values coincide within rounding if they differ by at most this share of the layer's
     * largest value: a hundred rounding units of float32, 1.2e-7. Zero initialisation drifts by
     * less than three of them in 1000 epochs; units of different draws differ by a share near 1.
     */
    public static final double ROUNDING = 1.2e-5;

    private EffectiveWidth() {}

    /**
     * Counts the units of one layer that differ in any bit but the sign of a zero.
     *
     * @param parameters the network's parameters
     * @param layer from 1
     * @return from 1 to the number of units
     * @throws IllegalArgumentException if there is no such layer
     */
    public static int exact(StateDict parameters, int layer) {
        return count(parameters, layer, 0);
    }

    /**
     * Counts the units of one layer that differ by more than rounding. A unit within rounding of
     * one counted before it is not counted.
     *
     * @param parameters the network's parameters
     * @param layer from 1
     * @return from 1 to the number of units
     * @throws IllegalArgumentException if there is no such layer
     */
    public static int withinRounding(StateDict parameters, int layer) {
        return count(parameters, layer, ROUNDING);
    }

    private static int count(StateDict parameters, int layer, double tolerance) {
        Tensor weight = parameters.get("fc" + layer + ".weight");
        Tensor bias = parameters.get("fc" + layer + ".bias");
        // One scale for both, as they meet in w x + b: a bias that passes 0 has none of its own.
        double limit = tolerance * Math.max(largest(weight), largest(bias));
        List<Integer> distinct = new ArrayList<>();
        for (int unit = 0; unit < bias.values().length; unit++) {
            int one = unit;
            if (distinct.stream()
                    .noneMatch(
                            other ->
                                    same(weight, one, other, limit)
                                            && same(bias, one, other, limit))) {
                distinct.add(unit);
            }
        }
        return distinct.size();
    }

    private static double largest(Tensor tensor) {
        double largest = 0;
        for (float value : tensor.values()) {
            largest = Math.max(largest, Math.abs(value));
        }
        // A NaN or an infinity makes no other values coincide.
        return Double.isFinite(largest) ? largest : 0;
    }

    private static boolean same(Tensor tensor, int unit, int other, double limit) {
        int width = tensor.values().length / tensor.shape()[0];
        for (int i = 0; i < width; i++) {
            float first = tensor.values()[unit * width + i];
            float second = tensor.values()[other * width + i];
            boolean equal = first == second || (Float.isNaN(first) && Float.isNaN(second));
            if (!equal && !(Math.abs((double) first - second) <= limit)) {
                return false;
            }
        }
        return true;
    }
}
