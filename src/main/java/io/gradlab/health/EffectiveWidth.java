package io.gradlab.health;

import java.util.ArrayList;
import java.util.List;

/**
 * Effective width: number of distinct units in a layer. Two units are the same when their incoming
 * weights, their bias <em>and</em> the gradients of both coincide: then they compute the same, are
 * used the same, and an update that treats elements alike keeps them the same for ever. A layer of
 * five such units can do no more than a layer of one.
 *
 * <p>Values coincide if they differ by at most {@link #ROUNDING} of the layer's largest value. A
 * unit is compared with the first unit of each group. NaN coincides with nothing.
 */
public final class EffectiveWidth {

    /** Its name in readings. */
    public static final String NAME = "effective width";

    /** The same over the number of units, in readings. */
    public static final String SHARE = "effective width share";

    /**
     * A hundred rounding units of float32, 1.2e-7. libtorch adds the examples of equal units in
     * another order at the edge of a vector register; zero initialisation drifts by less than three
     * such units in 1000 epochs, units of different draws differ by a share near 1.
     */
    public static final double ROUNDING = 1.2e-5;

    private EffectiveWidth() {}

    /**
     * Groups of equal units.
     *
     * @param units number of units
     * @param tensors parameters and gradients of the layer, each with the unit as first dimension
     * @return one list of unit numbers for each distinct unit, in the order of first members
     */
    public static List<List<Integer>> groups(int units, List<float[]> tensors) {
        return groups(units, tensors, ROUNDING);
    }

    static List<List<Integer>> groups(int units, List<float[]> tensors, double rounding) {
        Comparison comparison = new Comparison(units, tensors, rounding);
        List<List<Integer>> groups = new ArrayList<>();
        for (int unit = 0; unit < units; unit++) {
            List<Integer> group = comparison.group(groups, unit);
            if (group.isEmpty()) {
                groups.add(group);
            }
            group.add(unit);
        }
        return groups;
    }

    /** Compares units; with a wide layer most pairs differ in their first element. */
    private static final class Comparison {

        private final int units;
        private final List<float[]> tensors;
        private final double[] limits;

        Comparison(int units, List<float[]> tensors, double rounding) {
            this.units = units;
            this.tensors = tensors;
            limits = tensors.stream().mapToDouble(tensor -> rounding * largest(tensor)).toArray();
        }

        List<Integer> group(List<List<Integer>> groups, int unit) {
            for (List<Integer> group : groups) {
                if (same(unit, group.get(0))) {
                    return group;
                }
            }
            return new ArrayList<>();
        }

        private boolean same(int unit, int other) {
            for (int i = 0; i < limits.length; i++) {
                if (!same(tensors.get(i), unit, other, limits[i])) {
                    return false;
                }
            }
            return true;
        }

        private boolean same(float[] tensor, int unit, int other, double limit) {
            int width = tensor.length / units;
            for (int i = 0; i < width; i++) {
                double difference = (double) tensor[unit * width + i] - tensor[other * width + i];
                if (!(Math.abs(difference) <= limit)) {
                    return false;
                }
            }
            return true;
        }

        /** A NaN or an infinity makes no other values coincide. */
        private static double largest(float[] tensor) {
            double largest = 0;
            for (float value : tensor) {
                largest = Math.max(largest, Math.abs(value));
            }
            return Double.isFinite(largest) ? largest : 0;
        }
    }
}
