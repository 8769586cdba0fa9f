package io.gradlab.experiment;

import io.gradlab.core.Require;
import io.gradlab.data.Examples;
import io.gradlab.health.quantity.DeadUnitFraction;
import io.gradlab.health.quantity.EffectiveWidth;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.HostForward;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.ParameterNames;
import io.gradlab.nn.StateDict;
import java.util.List;

/**
 * Units of stored parameters, by the definitions of {@link EffectiveWidth} and {@link
 * DeadUnitFraction}; without the engine, in float32 as it rounds after each layer.
 */
final class Units {

    private Units() {}

    /**
     * Units of a layer, from 1, whose parameters differ by more than rounding.
     *
     * @throws IllegalArgumentException if there is no such layer
     */
    static int distinct(StateDict parameters, int layer) {
        return distinct(parameters, layer, EffectiveWidth.ROUNDING);
    }

    /** The same for units that differ in any bit but the sign of a zero. */
    static int distinctExactly(StateDict parameters, int layer) {
        return distinct(parameters, layer, 0);
    }

    private static int distinct(StateDict parameters, int layer, double rounding) {
        float[] weights = parameters.get(ParameterNames.weight(layer)).values();
        float[] biases = parameters.get(ParameterNames.bias(layer)).values();
        return EffectiveWidth.groups(biases.length, List.of(weights, biases), List.of(), rounding)
                .size();
    }

    /**
     * The dead unit fraction of every hidden layer.
     *
     * @param probe examples; with none, every unit would be dead, so at least one
     * @return one fraction in [0, 1] for each hidden layer, fc1 first
     * @throws IllegalArgumentException if widths do not fit or there is no example
     */
    static double[] deadFractions(
            StateDict parameters, ActivationFunction activation, Examples probe) {
        MlpArchitecture architecture = parameters.architecture(activation);
        Require.argument(
                probe.width() == architecture.inputs() && probe.size() > 0,
                "%d probe examples of width %d do not fit a %s network; give at least one of width %d",
                probe.size(),
                probe.width(),
                architecture.widths(),
                architecture.inputs());
        double[] fractions = new double[architecture.layers() - 1];
        float[] activations = probe.features();
        for (int layer = 1; layer < architecture.layers(); layer++) {
            activations = HostForward.layer(parameters, architecture, layer, activations);
            fractions[layer - 1] = DeadUnitFraction.of(activations, architecture.unitsOf(layer));
        }
        return fractions;
    }
}
