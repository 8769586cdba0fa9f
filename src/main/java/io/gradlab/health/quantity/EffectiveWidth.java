package io.gradlab.health.quantity;

import java.util.ArrayList;
import java.util.List;

/**
 * Effective width: number of distinct units in a layer. Two units are the same when their incoming
 * weights, their bias <em>and</em> the gradients of both coincide: then they compute the same, are
 * used the same, and an update that treats elements alike keeps them the same for ever. A layer of
 * five such units can do no more than a layer of one.
 *
 * <p>Parameters coincide if they differ by at most {@link #ROUNDING} of the layer's largest
 * parameter, one scale for weights and biases, as they meet in w x + b: a bias that passes 0 has no
 * scale of its own. Gradients have a scale to themselves. A unit is compared with the first unit of
 * each group. NaN coincides with nothing.
 */
public final class EffectiveWidth {

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
     * @param parameters those of the layer, each with the unit as first dimension
     * @param gradients the same of their gradients; none compares parameters alone
     * @return one list of unit numbers, from 0, for each distinct unit, in the order of first
     *     members
     */
    public static List<List<Integer>> groups(
            int units, List<float[]> parameters, List<float[]> gradients) {
        return groups(units, parameters, gradients, ROUNDING);
    }

    /**
     * The same with another rounding.
     *
     * @param units number of units
     * @param parameters those of the layer
     * @param gradients the same of their gradients
     * @param rounding share of the largest value; 0 compares exactly
     * @return groups as above
     */
    public static List<List<Integer>> groups(
            int units, List<float[]> parameters, List<float[]> gradients, double rounding) {
        return groups(
                new Comparison(units, parameters, rounding * largest(parameters)),
                new Comparison(units, gradients, rounding * largest(gradients)));
    }

    /** Of samples, whose largest values are known. */
    static List<List<Integer>> groups(int units, List<ParameterSample> samples) {
        double parameters = 0;
        double gradients = 0;
        for (ParameterSample sample : samples) {
            parameters = Math.max(parameters, sample.ofValue().largest());
            gradients = Math.max(gradients, sample.ofGradient().largest());
        }
        return groups(
                new Comparison(
                        units,
                        samples.stream().map(ParameterSample::value).toList(),
                        ROUNDING * parameters),
                new Comparison(
                        units,
                        samples.stream().map(ParameterSample::gradient).toList(),
                        ROUNDING * gradients));
    }

    private static List<List<Integer>> groups(Comparison ofParameters, Comparison ofGradients) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int unit = 0; unit < ofParameters.units; unit++) {
            group(groups, ofParameters, ofGradients, unit).add(unit);
        }
        return groups;
    }

    /** A NaN or an infinity makes no other values coincide. */
    private static double largest(List<float[]> tensors) {
        double largest =
                tensors.stream()
                        .mapToDouble(tensor -> Moments.of(tensor).largest())
                        .max()
                        .orElse(0);
        return Double.isFinite(largest) ? largest : 0;
    }

    private static List<Integer> group(
            List<List<Integer>> groups, Comparison first, Comparison second, int unit) {
        for (List<Integer> group : groups) {
            if (first.same(unit, group.get(0)) && second.same(unit, group.get(0))) {
                return group;
            }
        }
        List<Integer> own = new ArrayList<>();
        groups.add(own);
        return own;
    }

    /** Compares tensors of one scale; in a wide layer most units differ in their first element. */
    private record Comparison(int units, List<float[]> tensors, double limit) {

        boolean same(int unit, int other) {
            for (float[] tensor : tensors) {
                if (!same(tensor, unit, other)) {
                    return false;
                }
            }
            return true;
        }

        private boolean same(float[] tensor, int unit, int other) {
            int width = tensor.length / units;
            for (int i = 0; i < width; i++) {
                double difference = (double) tensor[unit * width + i] - tensor[other * width + i];
                if (!(Math.abs(difference) <= limit)) {
                    return false;
                }
            }
            return true;
        }
    }
}
