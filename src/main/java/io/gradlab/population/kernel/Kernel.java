package io.gradlab.population.kernel;

import java.util.Arrays;

/**
 * Logits, loss and gradients of one network at a time: mean binary cross-entropy on the logit over
 * all examples, in float32. One step of gradient descent:
 *
 * <pre>{@code
 * NetworkShape shape = new NetworkShape(2, List.of(5), HiddenFunction.SIGMOID);
 * ExampleColumns train = new ExampleColumns(shape, features, labels);
 * Kernel kernel = new Kernel(shape);
 * kernel.start(initial, 0);
 * float[] gradients = kernel.gradients(train);
 * for (int i = 0; i < gradients.length; i++) {
 *     kernel.parameters()[i] -= 0.2f * gradients[i];
 * }
 * }</pre>
 *
 * <p>The bits of a result depend on the network and the examples alone, not on the processor, the
 * JVM or whether its Vector API is there. What is not finite stays so: NaN in a weight is NaN in
 * the loss. Nothing is allocated but by the constructor. One thread at a time.
 */
public final class Kernel {

    private final NetworkShape shape;
    private final RowLoops loops;

    /** Of each hidden layer. */
    private final Plane[] activations;

    /** Of each hidden layer: the function's derivatives, then the loss's by the weighted inputs. */
    private final Plane[] deltas;

    private final Plane logits;
    private final float[] terms;
    private final float[] outgoing;
    private final float[] parameters;
    private final float[] gradients;
    private final float[] sums;
    private final float[] lossSums = new float[RowLoops.LANES];
    private float slope;

    /** Space for networks of a shape, with the parameters 0. */
    public Kernel(NetworkShape shape) {
        this(shape, Loops.OF_THIS_JVM);
    }

    Kernel(NetworkShape shape, RowLoops loops) {
        this.shape = shape;
        this.loops = loops;
        int tile = shape.tile();
        int hidden = shape.layers() - 1;
        activations = new Plane[hidden];
        deltas = new Plane[hidden];
        int widest = 1;
        for (int layer = 0; layer < hidden; layer++) {
            int units = shape.units(layer + 1);
            activations[layer] = new Plane(new float[units * tile], 0, tile);
            deltas[layer] = new Plane(new float[units * tile], 0, tile);
            widest = Math.max(widest, units);
        }
        logits = new Plane(new float[tile], 0, tile);
        terms = new float[tile];
        outgoing = new float[widest + 1];
        parameters = new float[shape.parameters()];
        gradients = new float[shape.parameters()];
        sums = new float[shape.parameters() * RowLoops.LANES];
    }

    /**
     * Turns to another network.
     *
     * @param initial its parameters, in the order of {@link NetworkShape}, which are copied
     * @param newSlope of leaky ReLU; of no concern to the others
     */
    public void start(float[] initial, float newSlope) {
        System.arraycopy(initial, 0, parameters, 0, parameters.length);
        slope = newSlope;
    }

    /** The network's parameters: the caller changes them in place. */
    public float[] parameters() {
        return parameters;
    }

    /**
     * Gradients of the mean loss, in the order of the parameters; the same array at every call,
     * which the caller may change.
     */
    public float[] gradients(ExampleColumns examples) {
        pass(examples, false);
        return gradients;
    }

    /**
     * Mean loss, in nats, and in the same pass the gradients.
     *
     * @see #lastGradients
     */
    public float lossAndGradients(ExampleColumns examples) {
        return pass(examples, true);
    }

    /** The gradients of the last call that computed them; the same array at every call. */
    public float[] lastGradients() {
        return gradients;
    }

    private float pass(ExampleColumns examples, boolean withLoss) {
        Arrays.fill(sums, 0);
        Arrays.fill(lossSums, 0);
        for (int i = 0; i < examples.tiles().size(); i++) {
            ExampleColumns.Tile tile = examples.tiles().get(i);
            forward(tile);
            if (withLoss) {
                loops.addLosses(logits.values(), tile.labels(), tile.mask(), lossSums, tile.rows());
            }
            loops.difference(logits.values(), tile.labels(), tile.mask(), tile.rows());
            backward(tile);
        }
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] = total(sums, i * RowLoops.LANES) / examples.rows();
        }
        return total(lossSums, 0) / examples.rows();
    }

    /** Mean loss, in nats. */
    public float loss(ExampleColumns examples) {
        Arrays.fill(lossSums, 0);
        for (int i = 0; i < examples.tiles().size(); i++) {
            ExampleColumns.Tile tile = examples.tiles().get(i);
            forward(tile);
            loops.addLosses(logits.values(), tile.labels(), tile.mask(), lossSums, tile.rows());
        }
        return total(lossSums, 0) / examples.rows();
    }

    /**
     * The logits.
     *
     * @param into one for each example
     */
    public void logits(ExampleColumns examples, float[] into) {
        int from = 0;
        for (int i = 0; i < examples.tiles().size(); i++) {
            ExampleColumns.Tile tile = examples.tiles().get(i);
            forward(tile);
            int rows = Math.min(tile.rows(), examples.rows() - from);
            System.arraycopy(logits.values(), 0, into, from, rows);
            from += rows;
        }
    }

    /**
     * The largest |activation| of each hidden unit over the examples; NaN if one is.
     *
     * @param into one for each unit, layer after layer
     */
    public void largestActivations(ExampleColumns examples, float[] into) {
        Arrays.fill(into, 0);
        for (int i = 0; i < examples.tiles().size(); i++) {
            ExampleColumns.Tile tile = examples.tiles().get(i);
            forward(tile);
            int at = 0;
            for (Plane layer : activations) {
                for (int from = 0; from < layer.values().length; from += layer.stride()) {
                    for (int row = from; row < from + tile.rows(); row++) {
                        into[at] = Math.max(into[at], Math.abs(layer.values()[row]));
                    }
                    at++;
                }
            }
        }
    }

    private void forward(ExampleColumns.Tile tile) {
        Plane in = tile.features();
        int at = 0;
        for (int layer = 1; layer < shape.layers(); layer++) {
            Plane out = activations[layer - 1];
            int n = shape.inputs(layer);
            for (int unit = 0; unit < shape.units(layer); unit++) {
                int row = unit * out.stride();
                loops.weigh(in, n, parameters, at, out.values(), row, tile.rows());
                loops.activate(
                        shape.function(),
                        slope,
                        out.values(),
                        deltas[layer - 1].values(),
                        row,
                        tile.rows());
                at += n + 1;
            }
            in = out;
        }
        loops.weigh(
                in, shape.inputs(shape.layers()), parameters, at, logits.values(), 0, tile.rows());
    }

    private void backward(ExampleColumns.Tile tile) {
        Plane delta = logits;
        for (int layer = shape.layers(); layer > 0; layer--) {
            int start = shape.start(layer);
            int n = shape.inputs(layer);
            int units = shape.units(layer);
            Plane in = layer == 1 ? tile.features() : activations[layer - 2];
            for (int unit = 0; unit < units; unit++) {
                int to = (start + unit * (n + 1)) * RowLoops.LANES;
                loops.addProducts(
                        delta.values(), unit * delta.stride(), in, n, sums, to, tile.rows());
            }
            if (layer > 1) {
                Plane below = deltas[layer - 2];
                outgoing[units] = 0;
                for (int j = 0; j < n; j++) {
                    for (int unit = 0; unit < units; unit++) {
                        outgoing[unit] = parameters[start + unit * (n + 1) + j];
                    }
                    loops.propagate(
                            delta,
                            units,
                            outgoing,
                            terms,
                            below.values(),
                            j * below.stride(),
                            tile.rows());
                }
                delta = below;
            }
        }
    }

    private static float total(float[] sums, int at) {
        return ((sums[at] + sums[at + 1]) + (sums[at + 2] + sums[at + 3]))
                + ((sums[at + 4] + sums[at + 5]) + (sums[at + 6] + sums[at + 7]));
    }
}
