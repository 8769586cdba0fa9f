package io.gradlab.experiment;

import io.gradlab.data.Examples;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.train.StateDict;

/**
 * Dead unit fraction: the share of units of a hidden layer whose activation is exactly 0 on every
 * example of a probe set, in float32.
 *
 * <p>A ReLU is dead when z &lt;= 0 on every example: its activation and its derivative are 0, so no
 * gradient passes. Leaky ReLU with a slope, ELU and tanh give exactly 0 at z = 0 alone, so their
 * fraction is 0 unless all incoming values are 0. A sigmoid is 0 below z = -104, where float32 has
 * no smaller number: such a unit, dead for every purpose of float32, is counted. A small activation
 * is not a dead one: see the gradient norms for how much passes.
 *
 * <p>Activations are rounded to float32 after each layer, as the engine stores them. NaN is not 0.
 */
public final class DeadUnits {

    private DeadUnits() {}

    /**
     * The dead unit fraction of every hidden layer.
     *
     * @param parameters the network's parameters
     * @param activation activation function of the hidden layers
     * @param probe examples; with none, every unit would be dead, so at least one
     * @return one fraction in [0, 1] for each hidden layer, fc1 first
     * @throws IllegalArgumentException if widths do not fit or there is no example
     */
    public static double[] fractions(
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
            activations = forward(parameters, layer, activation, activations);
            fractions[layer - 1] = deadFraction(activations, architecture.unitsOf(layer));
        }
        return fractions;
    }

    private static float[] forward(
            StateDict parameters, int layer, ActivationFunction activation, float[] below) {
        float[] weights = parameters.get("fc" + layer + ".weight").values();
        float[] biases = parameters.get("fc" + layer + ".bias").values();
        int units = biases.length;
        int inputs = weights.length / units;
        float[] above = new float[below.length / inputs * units];
        for (int at = 0; at < above.length; at++) {
            int row = at / units * inputs;
            int unit = at % units;
            float z = biases[unit];
            for (int i = 0; i < inputs; i++) {
                z += weights[unit * inputs + i] * below[row + i];
            }
            above[at] = (float) activation.value(z);
        }
        return above;
    }

    private static double deadFraction(float[] activations, int units) {
        boolean[] alive = new boolean[units];
        for (int at = 0; at < activations.length; at++) {
            alive[at % units] |= activations[at] != 0;
        }
        int dead = units;
        for (boolean one : alive) {
            dead -= one ? 1 : 0;
        }
        return (double) dead / units;
    }
}
