package io.gradlab.population.kernel;

/**
 * What the kernel computes, in float64, an example and a unit at a time, by the functions of the
 * mathematical library.
 */
final class KernelTwin {

    private final NetworkShape shape;
    private final double slope;
    private final double[] parameters;
    private final double[] gradients;
    private double loss;

    /** Over examples, feature after feature of each. */
    KernelTwin(
            NetworkShape shape,
            double slope,
            float[] parameters,
            float[] features,
            float[] labels) {
        this.shape = shape;
        this.slope = slope;
        this.parameters = new double[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            this.parameters[i] = parameters[i];
        }
        gradients = new double[parameters.length];
        for (int example = 0; example < labels.length; example++) {
            double[] x = new double[shape.inputs()];
            for (int j = 0; j < x.length; j++) {
                x[j] = features[example * x.length + j];
            }
            add(x, labels[example], labels.length);
        }
    }

    double loss() {
        return loss;
    }

    double[] gradients() {
        return gradients;
    }

    private void add(double[] x, double y, int examples) {
        double[][] inputs = new double[shape.layers() + 1][];
        double[][] derivatives = new double[shape.layers() + 1][];
        inputs[1] = x;
        double logit = 0;
        for (int layer = 1; layer <= shape.layers(); layer++) {
            double[] z = weighted(layer, inputs[layer]);
            if (layer == shape.layers()) {
                logit = z[0];
                break;
            }
            inputs[layer + 1] = new double[z.length];
            derivatives[layer] = new double[z.length];
            for (int unit = 0; unit < z.length; unit++) {
                inputs[layer + 1][unit] = value(z[unit]);
                derivatives[layer][unit] = derivative(z[unit]);
            }
        }
        loss +=
                (Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - y * logit)
                        / examples;
        double[] delta = {(1 / (1 + Math.exp(-logit)) - y) / examples};
        for (int layer = shape.layers(); layer > 0; layer--) {
            delta = back(layer, inputs[layer], derivatives[layer - 1], delta);
        }
    }

    private double[] weighted(int layer, double[] in) {
        double[] z = new double[shape.units(layer)];
        int at = shape.start(layer);
        for (int unit = 0; unit < z.length; unit++) {
            for (double one : in) {
                z[unit] += parameters[at++] * one;
            }
            z[unit] += parameters[at++];
        }
        return z;
    }

    /** Adds the gradients of a layer; returns the deltas of the layer below. */
    private double[] back(int layer, double[] in, double[] derivatives, double[] delta) {
        double[] below = new double[in.length];
        int at = shape.start(layer);
        for (double of : delta) {
            for (int j = 0; j < in.length; j++) {
                gradients[at] += of * in[j];
                below[j] += of * parameters[at++];
            }
            gradients[at++] += of;
        }
        for (int j = 0; layer > 1 && j < below.length; j++) {
            below[j] *= derivatives[j];
        }
        return below;
    }

    double value(double z) {
        return switch (shape.function()) {
            case SIGMOID -> 1 / (1 + Math.exp(-z));
            case TANH -> Math.tanh(z);
            case RELU -> z > 0 ? z : 0;
            case LEAKY_RELU -> z > 0 ? z : slope * z;
            case ELU -> z > 0 ? z : Math.expm1(z);
        };
    }

    double derivative(double z) {
        return switch (shape.function()) {
            case SIGMOID -> 1 / ((1 + Math.exp(-z)) * (1 + Math.exp(z)));
            case TANH -> 1 / (Math.cosh(z) * Math.cosh(z));
            case RELU -> z > 0 ? 1 : 0;
            case LEAKY_RELU -> z > 0 ? 1 : slope;
            case ELU -> z > 0 ? 1 : Math.exp(z);
        };
    }
}
