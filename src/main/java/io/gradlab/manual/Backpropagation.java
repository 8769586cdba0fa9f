package io.gradlab.manual;

import io.gradlab.core.Require;
import io.gradlab.data.Examples;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpArchitecture;
import java.util.Arrays;

/**
 * Gradients derived by hand: forward and backward pass of a multilayer perceptron of any depth, in
 * plain Java and float64. The slow path of the book's section 4.2, against which automatic
 * differentiation is compared.
 *
 * <p>With B examples in the rows of a(0) = X, shapes (B, units) for z(l), a(l) and delta(l),
 * (units, inputs) for W(l), y the labels, f the activation function, N layers:
 *
 * <pre>
 * z(l)     = a(l-1) W(l)^T + b(l)
 * a(l)     = f(z(l))                          l &lt; N
 * L        = mean(softplus(z(N)) - z(N) y)    softplus(z) = log(1 + exp(z))
 * delta(N) = (sigmoid(z(N)) - y) / B
 * delta(l) = (delta(l+1) W(l+1)) * f'(z(l))   elementwise product
 * dW(l)    = delta(l)^T a(l-1)
 * db(l)    = column sums of delta(l)
 * </pre>
 *
 * <p>The loss is exact at |z| = 1000, where the logarithm of a probability is infinite. NaN stays
 * NaN; nothing is thrown for values that are not finite. At the kink of a rectifier the derivative
 * is the one of {@link ActivationFunction#derivative}.
 *
 * <p>All buffers are allocated once, for the examples given: an epoch allocates nothing. Not safe
 * for several threads. Source: Rumelhart, Hinton and Williams 1986, doi:10.1038/323533a0.
 */
public final class Backpropagation {

    private final MlpArchitecture architecture;
    private final int batch;
    private final double[] labels;

    /** a(0) to a(N-1), each (B, units), row by row. */
    private final double[][] activations;

    /** z(1) to z(N); index 0 is empty. */
    private final double[][] weightedInputs;

    /** f'(z(1)) to f'(z(N-1)); index 0 is empty. */
    private final double[][] derivatives;

    /** delta(1) to delta(N); index 0 is empty. */
    private final double[][] deltas;

    /**
     * Prepares the buffers.
     *
     * @param architecture widths and activation function
     * @param examples the whole batch, at least one example
     * @throws IllegalArgumentException if the width is not the network's number of inputs or there
     *     is no example
     */
    public Backpropagation(MlpArchitecture architecture, Examples examples) {
        Require.argument(
                examples.width() == architecture.inputs() && examples.size() > 0,
                "%s examples of width %s do not fit a %s network; give at least one of width %s",
                examples.size(),
                examples.width(),
                architecture.widths(),
                architecture.inputs());
        this.architecture = architecture;
        batch = examples.size();
        labels = widen(examples.labels());
        int layers = architecture.layers();
        activations = new double[layers][];
        weightedInputs = new double[layers + 1][0];
        derivatives = new double[layers][0];
        deltas = new double[layers + 1][0];
        activations[0] = widen(examples.features());
        for (int layer = 1; layer <= layers; layer++) {
            int size = Math.multiplyExact(batch, architecture.unitsOf(layer));
            weightedInputs[layer] = new double[size];
            deltas[layer] = new double[size];
            if (layer < layers) {
                activations[layer] = new double[size];
                derivatives[layer] = new double[size];
            }
        }
    }

    private static double[] widen(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    /**
     * The loss alone.
     *
     * @param parameters of the same architecture
     * @return mean(softplus(z) - z y), in nats
     */
    public double loss(ParameterVector parameters) {
        requireArchitecture(parameters);
        forward(parameters);
        double[] z = weightedInputs[architecture.layers()];
        double sum = 0;
        for (int row = 0; row < batch; row++) {
            sum += softplus(z[row]) - z[row] * labels[row];
        }
        return sum / batch;
    }

    /**
     * The loss and its gradient with respect to every parameter.
     *
     * @param parameters of the same architecture
     * @param gradient overwritten with dL/dparameter
     * @return the loss, in nats
     */
    public double gradient(ParameterVector parameters, ParameterVector gradient) {
        requireArchitecture(gradient);
        double loss = loss(parameters);
        int last = architecture.layers();
        double[] z = weightedInputs[last];
        for (int row = 0; row < batch; row++) {
            deltas[last][row] = (ActivationFunction.SIGMOID.value(z[row]) - labels[row]) / batch;
        }
        for (int layer = last; layer >= 1; layer--) {
            accumulate(layer, gradient);
            if (layer > 1) {
                propagate(layer, parameters);
            }
        }
        return loss;
    }

    /**
     * Full-batch gradient descent: parameters -= learningRate * gradient, {@code epochs} times.
     *
     * @param parameters the start; changed in place to the end
     * @param learningRate any value
     * @param epochs 0 or more
     * @return the loss before each update, one per epoch
     */
    public double[] train(ParameterVector parameters, double learningRate, int epochs) {
        ParameterVector gradient = new ParameterVector(architecture);
        double[] values = parameters.values();
        double[] losses = new double[epochs];
        for (int epoch = 0; epoch < epochs; epoch++) {
            losses[epoch] = gradient(parameters, gradient);
            for (int i = 0; i < values.length; i++) {
                values[i] -= learningRate * gradient.values()[i];
            }
        }
        return losses;
    }

    private void requireArchitecture(ParameterVector vector) {
        Require.argument(
                vector.architecture().equals(architecture),
                "parameters of a %s network do not fit a %s network",
                vector.architecture(),
                architecture);
    }

    /** log(1 + exp(z)) without overflow: max(z, 0) + log(1 + exp(-|z|)). */
    private static double softplus(double z) {
        return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }

    private void forward(ParameterVector parameters) {
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            affine(layer, parameters);
            if (layer < architecture.layers()) {
                activate(weightedInputs[layer], activations[layer], derivatives[layer]);
            }
        }
    }

    /** a(l) = f(z(l)) and f'(z(l)). */
    private void activate(double[] z, double[] a, double[] derivative) {
        ActivationFunction f = architecture.activation();
        if (f.kind() == ActivationFunction.Kind.SIGMOID) {
            sigmoid(z, a, derivative);
            return;
        }
        for (int i = 0; i < z.length; i++) {
            a[i] = f.value(z[i]);
            derivative[i] = f.derivative(z[i]);
        }
    }

    /** Both from one exponential, which is most of the time of an epoch. */
    private static void sigmoid(double[] z, double[] a, double[] derivative) {
        for (int i = 0; i < z.length; i++) {
            double e = Math.exp(-Math.abs(z[i]));
            double inverse = 1 / (1 + e);
            a[i] = z[i] >= 0 ? inverse : e * inverse;
            derivative[i] = e * inverse * inverse;
        }
    }

    /** z(l) = a(l-1) W(l)^T + b(l). */
    private void affine(int layer, ParameterVector parameters) {
        int inputs = architecture.inputsOf(layer);
        int units = architecture.unitsOf(layer);
        double[] p = parameters.values();
        double[] a = activations[layer - 1];
        double[] z = weightedInputs[layer];
        for (int row = 0; row < batch; row++) {
            for (int unit = 0; unit < units; unit++) {
                int w = parameters.weight(layer) + unit * inputs;
                double sum = p[parameters.bias(layer) + unit];
                for (int i = 0; i < inputs; i++) {
                    sum += p[w + i] * a[row * inputs + i];
                }
                z[row * units + unit] = sum;
            }
        }
    }

    /** dW(l) = delta(l)^T a(l-1), db(l) = column sums of delta(l). */
    private void accumulate(int layer, ParameterVector gradient) {
        int inputs = architecture.inputsOf(layer);
        int units = architecture.unitsOf(layer);
        double[] g = gradient.values();
        double[] a = activations[layer - 1];
        double[] delta = deltas[layer];
        int from = gradient.weight(layer);
        Arrays.fill(g, from, gradient.bias(layer) + units, 0);
        for (int row = 0; row < batch; row++) {
            for (int unit = 0; unit < units; unit++) {
                double d = delta[row * units + unit];
                for (int i = 0; i < inputs; i++) {
                    g[from + unit * inputs + i] += d * a[row * inputs + i];
                }
                g[gradient.bias(layer) + unit] += d;
            }
        }
    }

    /** delta(l-1) = (delta(l) W(l)) * f'(z(l-1)). */
    private void propagate(int layer, ParameterVector parameters) {
        int inputs = architecture.inputsOf(layer);
        int units = architecture.unitsOf(layer);
        double[] p = parameters.values();
        double[] delta = deltas[layer];
        double[] below = deltas[layer - 1];
        double[] derivative = derivatives[layer - 1];
        for (int row = 0; row < batch; row++) {
            for (int i = 0; i < inputs; i++) {
                double sum = 0;
                for (int unit = 0; unit < units; unit++) {
                    sum +=
                            delta[row * units + unit]
                                    * p[parameters.weight(layer) + unit * inputs + i];
                }
                int at = row * inputs + i;
                below[at] = sum * derivative[at];
            }
        }
    }
}
