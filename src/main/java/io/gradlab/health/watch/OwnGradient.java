package io.gradlab.health.watch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import io.gradlab.health.quantity.ParameterSample;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of one batch, taken on copies of the parameters: neither they, nor their gradients,
 * nor running statistics change.
 */
public final class OwnGradient {

    private final BlockTree tree;
    private final Loss loss;
    private final NDManager scratch;
    private final Copies copies;

    /**
     * Begins with the parameters as they are.
     *
     * @param tree the block
     * @param loss what it is trained with
     * @param scratch owner of everything that is made
     */
    public OwnGradient(BlockTree tree, Loss loss, NDManager scratch) {
        this.tree = tree;
        this.loss = loss;
        this.scratch = scratch;
        copies = new Copies(scratch);
    }

    /**
     * Hands out copies that gradients end at. DJL's own copying store keeps the graph: the backward
     * pass then adds to the gradients of the parameters themselves.
     */
    private static final class Copies extends ParameterStore {

        private final IdentityHashMap<Parameter, NDArray> copies = new IdentityHashMap<>();

        Copies(NDManager scratch) {
            super(scratch, false);
        }

        @Override
        public @Nullable NDArray getValue(
                @Nullable Parameter parameter, Device device, boolean training) {
            return parameter == null ? null : copies.computeIfAbsent(parameter, this::copy);
        }

        private NDArray copy(Parameter parameter) {
            NDArray values = parameter.getArray().stopGradient();
            values.attach(getManager());
            NDArray copy = values.duplicate();
            copy.attach(getManager());
            copy.setRequiresGradient(parameter.requiresGradient());
            return copy;
        }
    }

    /**
     * One forward and one backward pass.
     *
     * @param inputs of the batch
     * @param labels of the batch
     * @param training whether in training mode
     * @return the outputs
     * @throws IllegalStateException if a gradient collector is open: DJL allows one at a time
     */
    public Outputs backward(NDList inputs, NDList labels, boolean training) {
        try (GradientCollector collector = scratch.getEngine().newGradientCollector()) {
            NDList outputs = tree.root().forward(copies, Probe.copy(inputs, scratch), training);
            collector.backward(loss.evaluate(Probe.copy(labels, scratch), outputs));
            return Outputs.of(outputs.head());
        }
    }

    /** Every parameter that took part and may change, with its gradient. */
    public List<ParameterSample> samples() {
        List<ParameterSample> samples = new ArrayList<>();
        for (BlockTree.Named named : tree.parameters()) {
            // A parameter that took no part has neither a copy nor a gradient.
            NDArray copy = copies.copies.get(named.parameter());
            if (named.parameter().requiresGradient() && copy != null) {
                samples.add(ParameterReader.sample(named, copy, scratch));
            }
        }
        return samples;
    }

    /** Norm of all gradients together. */
    static double norm(List<ParameterSample> samples) {
        double squares = 0;
        for (ParameterSample sample : samples) {
            squares += sample.ofGradient().norm() * sample.ofGradient().norm();
        }
        return Math.sqrt(squares);
    }
}
