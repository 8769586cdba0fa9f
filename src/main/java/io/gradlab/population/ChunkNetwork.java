package io.gradlab.population;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gradlab.data.Examples;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.MlpArchitecture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The networks of a chunk as one batched tensor program: forward pass, hand-derived backward pass,
 * update. With K members, n examples and layers of u units:
 *
 * <ul>
 *   <li>parameters: (K, u, inputs + 1) of the first layer, whose last column is the bias and whose
 *       inputs have a row of ones; (K, u, inputs) and (K, u, 1) of the others
 *   <li>activations: (K, u, n), examples last, so that a member's are next to one another
 *   <li>the gradient of the logits, (p - y) / n, is scaled by the learning rate at once, where no
 *       member clips and the update rule is linear in the gradients: everything behind it is too
 * </ul>
 *
 * The members' numbers never meet: a member that diverges does not disturb another. A member comes
 * out the same up to rounding in every chunk: on an AMD EPYC its last bits depend on its place and
 * on the chunk's size. A batch of one takes other kernels, with larger differences, so that a chunk
 * of one is trained with a copy.
 */
final class ChunkNetwork implements AutoCloseable {

    /** Most units of a layer whose weight gradient is made a unit at a time. */
    private static final int NARROW = 6;

    private final MlpArchitecture architecture;
    private final NDManager manager;
    private final int members;
    private final NDList parameters = new NDList();
    private final NDArray slopes;
    private final NDArray rates;
    private final NDArray valueLimits;
    private final NDArray normLimits;
    private final boolean clipsValues;
    private final boolean clipsNorms;
    private final ChunkUpdate update;

    /**
     * A set on the engine. The examples are filled up to a multiple of {@value #FULL}: the engine
     * computes what is left over of an array by other instructions, so that a member's last bits
     * would depend on its place in the chunk on every processor.
     *
     * @param inputs (features + 1, columns), the last row ones
     * @param labels (1, 1, columns)
     * @param mask 1 for an example, 0 for what is filled up, (1, 1, columns)
     * @param rows number of examples
     */
    record EngineSet(NDArray inputs, NDArray labels, NDArray mask, int rows) {

        /** Two vector registers of 16 float32. */
        private static final int FULL = 32;

        static EngineSet of(Examples examples, NDManager manager) {
            int rows = examples.size();
            int columns = (rows + FULL - 1) / FULL * FULL;
            int width = examples.width();
            float[] inputs = new float[(width + 1) * columns];
            float[] mask = new float[columns];
            for (int row = 0; row < rows; row++) {
                for (int feature = 0; feature < width; feature++) {
                    inputs[feature * columns + row] = examples.features()[row * width + feature];
                }
                inputs[width * columns + row] = 1;
                mask[row] = 1;
            }
            NDArray array = manager.create(inputs, new Shape(width + 1, columns));
            Shape line = new Shape(1, 1, columns);
            float[] labels = Arrays.copyOf(examples.labels(), columns);
            return new EngineSet(
                    array, manager.create(labels, line), manager.create(mask, line), rows);
        }

        int columns() {
            return (int) mask.getShape().get(2);
        }

        boolean filledUp() {
            return columns() > rows;
        }

        void tempAttach(NDManager scratch) {
            inputs.tempAttach(scratch);
            labels.tempAttach(scratch);
            mask.tempAttach(scratch);
        }
    }

    /** Activations of the hidden layers, and logits (K, 1, n). */
    record Pass(List<NDArray> hidden, NDArray logits) {}

    ChunkNetwork(List<Member> chunk, ChunkParameters values, NDManager parent) {
        architecture = chunk.get(0).architecture();
        members = chunk.size();
        manager = parent.newSubManager();
        for (int i = 0; i < values.count(); i++) {
            parameters.add(manager.create(values.values(i), values.shape(i)));
        }
        slopes = each(chunk, member -> member.architecture().activation().slope());
        rates = each(chunk, member -> member.configuration().learningRate());
        valueLimits = each(chunk, member -> member.limit(Clipping.Kind.VALUE));
        normLimits = each(chunk, member -> member.limit(Clipping.Kind.NORM));
        clipsValues = anyClips(chunk, Clipping.Kind.VALUE);
        clipsNorms = anyClips(chunk, Clipping.Kind.NORM);
        update = new ChunkUpdate(chunk.get(0).configuration().updateRule(), rates, parameters);
    }

    private static boolean anyClips(List<Member> chunk, Clipping.Kind way) {
        return chunk.stream().anyMatch(member -> Float.isFinite(member.limit(way)));
    }

    private interface Value {
        float of(Member member);
    }

    private NDArray each(List<Member> chunk, Value value) {
        float[] values = new float[members];
        for (int i = 0; i < members; i++) {
            values[i] = value.of(chunk.get(i));
        }
        return manager.create(values, new Shape(members, 1, 1));
    }

    /** Lets everything computed from here on belong to scratch. Once for each scratch manager. */
    void tempAttach(NDManager scratch) {
        parameters.tempAttach(scratch);
        slopes.tempAttach(scratch);
        rates.tempAttach(scratch);
        valueLimits.tempAttach(scratch);
        normLimits.tempAttach(scratch);
        update.tempAttach(scratch);
    }

    private Activations function() {
        return new Activations(architecture.activation().kind(), slopes);
    }

    private NDArray weight(int layer) {
        return parameters.get(layer == 0 ? 0 : 2 * layer - 1);
    }

    Pass forward(EngineSet set) {
        List<NDArray> hidden = new ArrayList<>();
        NDArray z = weight(0).matMul(set.inputs);
        for (int layer = 1; layer < architecture.layers(); layer++) {
            NDArray a = function().apply(z);
            hidden.add(a);
            z = weight(layer).matMul(a).addi(parameters.get(2 * layer));
        }
        return new Pass(hidden, z);
    }

    /** Mean cross-entropy of each member: mean of softplus(z) - y z. */
    float[] losses(Pass pass, EngineSet set) {
        NDArray z = pass.logits;
        NDArray loss = NDArrays.maximum(z, 0).sub(z.mul(set.labels));
        NDArray each = loss.add(z.abs().negi().exp().addi(1).log()).muli(set.mask);
        return each.sum(new int[] {2}).divi(set.rows).toFloatArray();
    }

    /**
     * Gradients of the parameters in their order.
     *
     * @param scaled whether times the learning rate
     */
    NDList gradients(Pass pass, EngineSet set, boolean scaled) {
        NDArray delta = pass.logits.getNDArrayInternal().sigmoid().subi(set.labels);
        delta = scaled ? delta.muli(rates.div(set.rows)) : delta.divi(set.rows);
        delta = set.filledUp() ? delta.muli(set.mask) : delta;
        NDArray[] gradients = new NDArray[parameters.size()];
        int last = architecture.layers() - 1;
        for (int layer = last; layer > 0; layer--) {
            NDArray below = pass.hidden.get(layer - 1);
            gradients[2 * layer - 1] = products(delta, below.swapAxes(1, 2));
            gradients[2 * layer] = delta.sum(new int[] {2}, true);
            NDArray back = weight(layer).swapAxes(1, 2);
            NDArray outgoing = function().sign() < 0 ? back.neg() : back;
            NDArray through = function().derivative(below);
            if (layer == last && layer == 1) {
                gradients[0] = first(through.muli(delta), set).muli(outgoing);
                return new NDList(gradients);
            }
            delta =
                    layer == last
                            ? through.muli(delta).muli(outgoing)
                            : function().back(through, outgoing.matMul(delta));
        }
        gradients[0] = first(delta, set);
        return new NDList(gradients);
    }

    /**
     * delta times below of each member, of narrow layers a unit at a time: at three units a product
     * of one row goes ten times as fast as one of three with the same numbers, at eight no longer.
     */
    private static NDArray products(NDArray delta, NDArray below) {
        long units = delta.getShape().get(1);
        if (units == 1 || units > NARROW) {
            return delta.matMul(below);
        }
        NDList rows = new NDList();
        for (NDArray unit : delta.split(units, 1)) {
            rows.add(unit.matMul(below));
        }
        return NDArrays.concat(rows, 1);
    }

    /**
     * The same for the first layer, whose inputs are the same for all members. In this order the
     * engine takes half the time.
     */
    private NDArray first(NDArray delta, EngineSet set) {
        Shape shape = delta.getShape();
        NDArray examples = delta.reshape(-1, shape.get(2)).transpose();
        NDArray gradients = set.inputs.matMul(examples).transpose();
        return gradients.reshape(members, shape.get(1), set.inputs.getShape().get(0));
    }

    /** One update. */
    void step(Pass pass, EngineSet set) {
        boolean clips = clipsValues || clipsNorms;
        NDList gradients = gradients(pass, set, !clips && update.linear());
        if (clips) {
            gradients = clipsValues ? clipped(gradients) : gradients;
            scale(gradients);
        }
        update.apply(parameters, gradients);
    }

    /** Each element to the member's limits; NaN stays NaN. */
    private NDList clipped(NDList gradients) {
        NDArray lowest = valueLimits.neg();
        NDList clipped = new NDList(gradients.size());
        gradients.forEach(g -> clipped.add(g.minimum(valueLimits).maximum(lowest)));
        return clipped;
    }

    /**
     * Times c / norm where the norm of a member's gradients is above c, and times the learning rate
     * where the update rule is linear.
     */
    private void scale(NDList gradients) {
        @Nullable NDArray squares = null;
        for (NDArray gradient : gradients) {
            NDArray sum = gradient.square().sum(new int[] {1, 2}, true);
            squares = squares == null ? sum : squares.addi(sum);
        }
        if (squares != null) {
            // An infinite limit over any norm, 0 too, is above 1; NaN stays NaN.
            NDArray factor = normLimits.div(squares.sqrt()).minimum(1);
            NDArray factors = update.linear() ? factor.muli(rates) : factor;
            gradients.forEach(gradient -> gradient.muli(factors));
        }
    }

    /** The parameters as they are. */
    ChunkParameters parameters() {
        return ChunkParameters.read(architecture, members, parameters);
    }

    @Override
    public void close() {
        manager.close();
    }
}
