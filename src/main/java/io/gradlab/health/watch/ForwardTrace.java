package io.gradlab.health.watch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.gradlab.health.observation.Layer;
import io.gradlab.health.quantity.ActivationSample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One forward pass in which every layer is watched. A layer begins when its parameters are asked
 * for; its activation function is the first one that is applied before the next layer begins; z is
 * what the function is applied to, or where there is none the last array of the layer.
 */
final class ForwardTrace {

    /** Activation functions, as the engine calls them and as they are named here. */
    private static final Map<String, String> FUNCTIONS =
            Map.ofEntries(
                    Map.entry("relu", "relu"),
                    Map.entry("sigmoid", "sigmoid"),
                    Map.entry("tanh", "tanh"),
                    Map.entry("softPlus", "softplus"),
                    Map.entry("softSign", "softsign"),
                    Map.entry("leakyRelu", "leaky_relu"),
                    Map.entry("elu", "elu"),
                    Map.entry("selu", "selu"),
                    Map.entry("gelu", "gelu"),
                    Map.entry("swish", "swish"),
                    Map.entry("mish", "mish"),
                    Map.entry("softmax", "softmax"),
                    Map.entry("logSoftmax", "log_softmax"));

    /** Other operations that are no linear ones: they keep the engine's name. */
    private static final Set<String> NON_LINEAR =
            Set.of(
                    WatchedArray.PRODUCT,
                    "abs",
                    "acos",
                    "asin",
                    "atan",
                    "atan2",
                    "ceil",
                    "clip",
                    "cos",
                    "cosh",
                    "erf",
                    "exp",
                    "floor",
                    "gammaln",
                    "globalMaxPool",
                    "log",
                    "log10",
                    "log2",
                    "lpPool",
                    "globalLpPool",
                    "max",
                    "maxPool",
                    "maximum",
                    "min",
                    "minimum",
                    "norm",
                    "pow",
                    "powi",
                    "prod",
                    "round",
                    "sign",
                    "sin",
                    "sinh",
                    "sqrt",
                    "square",
                    "tan",
                    "trunc",
                    "where");

    private final Map<String, Watched> layers = new LinkedHashMap<>();
    private @Nullable Watched current;

    private ForwardTrace() {}

    /** What was seen of a layer. */
    private static final class Watched {
        private final boolean channelsFirst;
        private String function = Layer.LINEAR;
        private @Nullable NDArray before;
        private @Nullable NDArray after;

        Watched(boolean channelsFirst) {
            this.channelsFirst = channelsFirst;
        }
    }

    /** Hands out parameters, and tells the trace of the layer that asks. */
    private final class Store extends ParameterStore {

        private final BlockTree tree;

        Store(BlockTree tree, NDManager manager) {
            super(manager, false);
            this.tree = tree;
        }

        @Override
        public NDArray getValue(Parameter parameter, Device device, boolean training) {
            NDArray value = super.getValue(parameter, device, training);
            if (parameter == null) {
                return value;
            }
            String layer = tree.layerOf(parameter);
            if (!layer.isEmpty()) {
                begin(layer, parameter);
            }
            // A handle of its own: what a block computes from a parameter alone, a transpose for
            // example, belongs to the handle's manager and would stay with the parameter.
            NDArray handle = value.stopGradient();
            handle.attach(getManager());
            return handle;
        }
    }

    /**
     * The forward pass of inference: no dropout, no update of running statistics.
     *
     * @param tree the layers of an initialised block
     * @param inputs what the block takes; everything is computed in their manager
     * @param scratch the manager of the inputs
     * @return layers and outputs
     */
    static Seen run(BlockTree tree, NDList inputs, NDManager scratch) {
        ForwardTrace trace = new ForwardTrace();
        NDList watched = WatchedArray.watch(inputs, trace::operation);
        NDList outputs = tree.root().forward(trace.new Store(tree, scratch), watched, false);
        NDArray head = WatchedArray.unwatch(outputs.head());
        return new Seen(trace.samples(tree, scratch), Outputs.of(head));
    }

    /**
     * What a forward pass shows.
     *
     * @param layers in the order in which they took part
     * @param outputs of the block, the first array
     */
    record Seen(List<ActivationSample> layers, Outputs outputs) {}

    private void begin(String layer, Parameter parameter) {
        Watched seen = layers.get(layer);
        if (seen == null || seen.after != null) {
            // A layer that takes part twice, shared weights, shows its first pass.
            seen = seen == null ? new Watched(channelsFirst(parameter)) : new Watched(false);
            layers.putIfAbsent(layer, seen);
        }
        current = seen;
    }

    /** Weights of a convolution: (filters, channels, size...). */
    private static boolean channelsFirst(Parameter parameter) {
        Shape shape = parameter.getArray().getShape();
        return parameter.getType() == Parameter.Type.WEIGHT && shape.dimension() >= 3;
    }

    private void operation(String name, NDArray operand, NDArray result) {
        if (current == null
                || !current.function.equals(Layer.LINEAR)
                || !result.getDataType().isFloating()) {
            return;
        }
        String function = FUNCTIONS.getOrDefault(name, NON_LINEAR.contains(name) ? name : null);
        if (function == null) {
            current.before = result;
        } else {
            current.function = function;
            current.before = operand;
        }
        current.after = result;
    }

    private List<ActivationSample> samples(BlockTree tree, NDManager scratch) {
        List<ActivationSample> samples = new ArrayList<>();
        layers.forEach(
                (layer, seen) -> {
                    if (seen.before != null && seen.after != null && isOpen(seen.after)) {
                        ActivationSample sample =
                                sample(layer, seen, seen.before, seen.after, scratch);
                        samples.add(tree.isRecurrent(layer) ? sample.ofRecurrent() : sample);
                    }
                });
        return samples;
    }

    private static boolean isOpen(NDArray array) {
        return !array.isReleased();
    }

    private static ActivationSample sample(
            String layer, Watched seen, NDArray before, NDArray after, NDManager scratch) {
        boolean channels = seen.channelsFirst || after.getShape().dimension() >= 4;
        float[] values = rows(after, channels, scratch);
        boolean function = !seen.function.equals(Layer.LINEAR);
        return new ActivationSample(
                layer,
                seen.function,
                units(after.getShape(), channels),
                // The function may have been applied in place.
                function && isOpen(before) ? rows(before, channels, scratch) : values,
                values);
    }

    private static int units(Shape shape, boolean channels) {
        int dimensions = shape.dimension();
        if (dimensions == 0) {
            return 1;
        }
        return Math.toIntExact(
                channels && dimensions > 2 ? shape.get(1) : shape.get(dimensions - 1));
    }

    /** One row of units for each example and position. */
    private static float[] rows(NDArray array, boolean channels, NDManager scratch) {
        if (!channels || array.getShape().dimension() < 3) {
            return Host.floats(array);
        }
        int[] axes = IntStream.range(0, array.getShape().dimension()).toArray();
        System.arraycopy(axes, 2, axes, 1, axes.length - 2);
        axes[axes.length - 1] = 1;
        NDArray channelsLast = array.transpose(axes);
        channelsLast.attach(scratch);
        return Host.floats(channelsLast);
    }
}
