package io.gradlab.population;

import io.gradlab.health.quantity.DeadUnitFraction;
import io.gradlab.health.quantity.EffectiveWidth;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.Norms;
import java.util.List;

/**
 * What the health quantities read of a member before the first update or after the last, over the
 * training set.
 *
 * @param architecture of the member
 * @param loss mean loss
 * @param parameters weights and biases, layer after layer
 * @param gradients of these
 * @param largest largest |activation| of each unit, for each hidden layer
 */
record MemberObservation(
        MlpArchitecture architecture,
        float loss,
        List<float[]> parameters,
        List<float[]> gradients,
        List<float[]> largest) {

    /** What a member's result keeps of it. */
    MemberState state() {
        double[] weights = new double[architecture.layers()];
        double[] biases = new double[architecture.layers()];
        for (int layer = 0; layer < weights.length; layer++) {
            weights[layer] = Norms.l2(gradients.get(2 * layer));
            biases[layer] = Norms.l2(gradients.get(2 * layer + 1));
        }
        double[] dead =
                largest.stream().mapToDouble(one -> DeadUnitFraction.of(one, one.length)).toArray();
        return new MemberState(loss, weights, biases, dead);
    }

    /** Share of distinct units of each hidden layer; 1 of a single unit. */
    double[] distinctShares() {
        double[] shares = new double[largest.size()];
        for (int layer = 0; layer < shares.length; layer++) {
            int units = largest.get(layer).length;
            shares[layer] =
                    (double)
                                    EffectiveWidth.groups(
                                                    units,
                                                    of(parameters, layer),
                                                    of(gradients, layer))
                                            .size()
                            / units;
        }
        return shares;
    }

    /** Weights and biases of a layer, from 0. */
    private static List<float[]> of(List<float[]> tensors, int layer) {
        return tensors.subList(2 * layer, 2 * layer + 2);
    }

    boolean finite() {
        return Float.isFinite(loss) && parameters.stream().allMatch(MemberObservation::finite);
    }

    private static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
