package io.gradlab.health.watch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.gradlab.health.quantity.ParameterSample;
import java.util.ArrayList;
import java.util.List;

/** Copies parameters and gradients to the host. */
public final class ParameterReader {

    private ParameterReader() {}

    /** Every parameter that has a gradient: frozen ones and running statistics have none. */
    static List<ParameterSample> samples(BlockTree tree, NDManager scratch) {
        List<ParameterSample> samples = new ArrayList<>();
        for (BlockTree.Named named : tree.parameters()) {
            Parameter parameter = named.parameter();
            if (!parameter.isInitialized() || !parameter.getArray().hasGradient()) {
                continue;
            }
            samples.add(sample(named, parameter.getArray(), scratch));
        }
        return samples;
    }

    /**
     * Copies a parameter and its gradient.
     *
     * @param named which
     * @param array its values, or a copy of them that has the gradient
     * @param scratch owner of the gradient's handle, which else stays with the parameter's manager,
     *     one more at every reading
     * @return both on the host
     */
    public static ParameterSample sample(BlockTree.Named named, NDArray array, NDManager scratch) {
        NDArray gradient = array.getGradient();
        gradient.attach(scratch);
        return new ParameterSample(
                named.name(),
                named.layer(),
                array.getShape().getShape(),
                Host.floats(array),
                Host.floats(gradient));
    }

    /** The values of a parameter now. */
    static float[] values(BlockTree.Named named) {
        return Host.floats(named.parameter().getArray());
    }
}
