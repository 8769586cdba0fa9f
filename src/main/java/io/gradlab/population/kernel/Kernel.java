package io.gradlab.population.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    private final float[] slope = new float[1];
    private final float[] parameters;
    private final float[] gradients;
    private final float[] sums;
    private final float[] lossSums = new float[Loops.LANES];

    /** Of the tiles so far: float32 alone would lose a digit at 200,000 rows. */
    private final double[] totals;

    private final Plane features;
    private final Plane labels;
    private final Plane mask;

    /** Of each hidden layer. */
    private final List<Plane> activations = new ArrayList<>();

    private final Plane logits;
    private final Loop[] forward;
    private final Loop[] backward;
    private final Loop losses;

    /** Which examples the features, labels and mask are of. */
    private ExampleColumns.@Nullable Tile loaded;

    /** Space for networks of a shape, with the parameters 0. */
    public Kernel(NetworkShape shape) {
        this(shape, FastestLoops.INSTANCE);
    }

    Kernel(NetworkShape shape, Loops loops) {
        this.shape = shape;
        int tile = shape.tile();
        parameters = new float[shape.parameters()];
        gradients = new float[shape.parameters()];
        sums = new float[shape.parameters() * Loops.LANES];
        totals = new double[shape.parameters()];
        features = new Plane(shape.inputs(), tile);
        labels = new Plane(1, tile);
        mask = new Plane(1, tile);
        logits = new Plane(1, tile);
        // First the functions' derivatives, then the loss's by the weighted inputs.
        List<Plane> deltas = new ArrayList<>();
        for (int units : shape.hidden()) {
            activations.add(new Plane(units, tile));
            deltas.add(new Plane(units, tile));
        }
        deltas.add(logits);
        forward = forward(loops, deltas);
        backward = backward(loops, deltas);
        losses = loops.addLosses(logits, labels, mask, lossSums);
    }

    private Loop[] forward(Loops loops, List<Plane> deltas) {
        List<Loop> program = new ArrayList<>();
        for (int layer = 1; layer <= shape.layers(); layer++) {
            int n = shape.inputs(layer);
            Plane out = layer == shape.layers() ? logits : activations.get(layer - 1);
            for (int unit = 0; unit < shape.units(layer); unit++) {
                int at = shape.start(layer) + unit * (n + 1);
                Weights weights = new Weights(parameters, at, 1, n, at + n);
                program.addAll(loops.weigh(below(layer), weights, out.unit(unit)));
                if (layer < shape.layers()) {
                    Plane derivatives = deltas.get(layer - 1).unit(unit);
                    program.add(
                            loops.activate(shape.function(), slope, out.unit(unit), derivatives));
                }
            }
        }
        return program.toArray(Loop[]::new);
    }

    private Loop[] backward(Loops loops, List<Plane> deltas) {
        List<Loop> program = new ArrayList<>();
        program.add(loops.difference(logits, labels, mask));
        Plane terms = new Plane(1, shape.tile());
        boolean gated = shape.function() == HiddenFunction.RELU;
        for (int layer = shape.layers(); layer > 0; layer--) {
            int n = shape.inputs(layer);
            int units = shape.units(layer);
            int start = shape.start(layer);
            Plane delta = deltas.get(layer - 1);
            program.addAll(
                    loops.addProducts(delta, units, below(layer), n, sums, start * Loops.LANES));
            if (layer == 1) {
                break;
            }
            Plane factors = deltas.get(layer - 2);
            Weights weights = new Weights(parameters, start, n + 1, units, -1);
            if (layer == 2 && !gated) {
                program.addAll(
                        loops.finish(
                                new FirstLayer(
                                        delta,
                                        weights,
                                        terms,
                                        factors,
                                        n,
                                        features,
                                        shape.inputs(),
                                        sums)));
                break;
            }
            for (int unit = 0; unit < n; unit++) {
                Plane own = factors.unit(unit);
                program.addAll(loops.propagate(delta, weights.ofUnit(unit), terms, own));
                if (gated) {
                    program.add(loops.gate(activations.get(layer - 2).unit(unit), own));
                }
            }
        }
        return program.toArray(Loop[]::new);
    }

    /** What a layer reads. */
    private Plane below(int layer) {
        return layer == 1 ? features : activations.get(layer - 2);
    }

    /**
     * Turns to another network.
     *
     * @param initial its parameters, in the order of {@link NetworkShape}, which are copied
     * @param newSlope of leaky ReLU; of no concern to the others
     */
    public void start(float[] initial, float newSlope) {
        System.arraycopy(initial, 0, parameters, 0, parameters.length);
        slope[0] = newSlope;
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
        Arrays.fill(totals, 0);
        double loss = 0;
        for (ExampleColumns.Tile tile : examples.tiles()) {
            forward(tile);
            loss += withLoss ? loss(tile) : 0;
            Arrays.fill(sums, 0);
            for (Loop loop : backward) {
                loop.run(tile.rows());
            }
            for (int i = 0; i < totals.length; i++) {
                totals[i] += total(sums, i * Loops.LANES);
            }
        }
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] = (float) (totals[i] / examples.rows());
        }
        return (float) (loss / examples.rows());
    }

    /** The sum of a tile that has gone forward. */
    private float loss(ExampleColumns.Tile tile) {
        Arrays.fill(lossSums, 0);
        losses.run(tile.rows());
        return total(lossSums, 0);
    }

    @SuppressWarnings("ReferenceEquality") // the same object holds the same examples
    private void forward(ExampleColumns.Tile tile) {
        if (loaded != tile) {
            tile.copy(features, labels, mask);
            loaded = tile;
        }
        for (Loop loop : forward) {
            loop.run(tile.rows());
        }
    }

    private static float total(float[] sums, int at) {
        return ((sums[at] + sums[at + 1]) + (sums[at + 2] + sums[at + 3]))
                + ((sums[at + 4] + sums[at + 5]) + (sums[at + 6] + sums[at + 7]));
    }

    /** Mean loss, in nats. */
    public float loss(ExampleColumns examples) {
        double loss = 0;
        for (ExampleColumns.Tile tile : examples.tiles()) {
            forward(tile);
            loss += loss(tile);
        }
        return (float) (loss / examples.rows());
    }

    /**
     * The logits.
     *
     * @param into one for each example
     */
    public void logits(ExampleColumns examples, float[] into) {
        int from = 0;
        for (ExampleColumns.Tile tile : examples.tiles()) {
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
        for (ExampleColumns.Tile tile : examples.tiles()) {
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
}
