package io.gradlab.experiment;

import io.gradlab.data.Examples;
import io.gradlab.health.quantity.DeadUnitFraction;
import io.gradlab.health.quantity.EffectiveWidth;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.HostForward;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.StateDict;
import java.util.List;

/**
 * Units of stored parameters, by the definitions of {@link EffectiveWidth} and {@link
 * DeadUnitFraction}; without the engine, in float32 as it rounds after each layer.
 */
final class Units {

    private Units() {}

    /**
     * Units of a layer whose parameters differ by more than rounding.
     *
     * @param parameters the network's parameters
     * @param layer from 1
     * @return from 1 to the number of units
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
        float[] weights = parameters.get("fc" + layer + ".weight").values();
        float[] biases = parameters.get("fc" + layer + ".bias").values();
        return EffectiveWidth.groups(biases.length, List.of(weights, biases), List.of(), rounding)
                .size();
    }

    /**
     * The dead unit fraction of every hidden layer.
     *
     * @param parameters the network's parameters
     * @param activation activation function of the hidden layers
     * @param probe examples; with none, every unit would be dead, so at least one
     * @return one fraction in [0, 1] for each hidden layer, fc1 first
     * @throws IllegalArgumentException if widths do not fit or there is no example
     */
    static double[] deadFractions(
            StateDict parameters, ActivationFunction activation, Examples probe) {
        MlpArchitecture architecture = parameters.architecture(activation);
        if (probe.width() != architecture.inputs() || probe.size() == 0) {
            throw new IllegalArgumentException(
                    probe.size()
                            + " probe examples of width "
                            + probe.width()
                            + " do not fit a "
                            + architecture.widths()
                            + " network; give at least one of width "
                            + architecture.inputs());
        }
        double[] fractions = new double[architecture.layers() - 1];
        float[] activations = probe.features();
        for (int layer = 1; layer < architecture.layers(); layer++) {
            activations = HostForward.layer(parameters, architecture, layer, activations);
            fractions[layer - 1] = share(activations, architecture.unitsOf(layer));
        }
        return fractions;
    }

    private static double share(float[] activations, int units) {
        int dead = 0;
        for (boolean one : DeadUnitFraction.dead(activations, units)) {
            dead += one ? 1 : 0;
        }
        return (double) dead / units;
    }
}
