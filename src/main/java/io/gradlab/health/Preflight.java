package io.gradlab.health;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import io.gradlab.core.Require;
import io.gradlab.core.Text;
import io.gradlab.health.diagnosis.Thresholds;
import io.gradlab.health.diagnosis.UnscaledInputs;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.watch.BlockTree;
import io.gradlab.health.watch.Examiner;
import io.gradlab.health.watch.Outputs;
import io.gradlab.health.watch.OwnGradient;
import io.gradlab.health.watch.Probe;
import io.gradlab.health.watch.RunRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at the start of a training without training: one forward and one backward pass.
 *
 * <pre>{@code
 * HealthReport report = Preflight.check(block, loss, new NDList(inputs), new NDList(labels));
 * if (!report.diagnosis().healthy()) {
 *     System.out.println(report);
 * }
 * }</pre>
 *
 * <p>{@link #builder()} takes limits other than the calibrated ones, and names of the features.
 *
 * <p>Both passes work on copies of the parameters: neither they, nor their gradients, nor running
 * statistics change. Gradients are those of the training mode, activations those of inference.
 */
public final class Preflight {

    private final NDManager scratch;

    private Preflight(NDManager scratch) {
        this.scratch = scratch;
    }

    /**
     * The first thing that a diagnosis would measure of features that are unscaled, without any
     * network, by the calibrated thresholds.
     *
     * @param features example after example, a value for each name
     * @param names of the features
     * @return for example {@code std of feature 'area', the largest: 352 > 5}; empty where a
     *     diagnosis would find nothing
     */
    public static Optional<Text> unscaled(float[] features, List<String> names) {
        return UnscaledInputs.of(features, names);
    }

    /**
     * A builder with the defaults: calibrated thresholds.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Settings of a preflight, all optional. */
    public static final class Builder {

        private Thresholds thresholds = Thresholds.defaults();
        private List<String> featureNames = List.of();

        private Builder() {}

        /**
         * Limits other than the calibrated ones.
         *
         * @param newThresholds the limits
         * @return this builder
         */
        public Builder optThresholds(Thresholds newThresholds) {
            thresholds = newThresholds;
            return this;
        }

        /**
         * Names of the data's columns, as {@link HealthListener.Builder#optFeatureNames} takes
         * them.
         *
         * @param names of the features, in order
         * @return this builder
         */
        public Builder optFeatureNames(List<String> names) {
            featureNames = List.copyOf(names);
            return this;
        }

        /**
         * Diagnoses the start, as {@link Preflight#check(Block, Loss, NDList, NDList)} does.
         *
         * @param block an initialised block
         * @param loss the loss it is to be trained with
         * @param inputs a batch as the block takes it, a few hundred examples
         * @param labels its labels as the loss takes them
         * @return the report
         * @throws IllegalArgumentException if the block is not initialised or the batch is empty
         * @throws IllegalStateException if a gradient collector is open
         */
        public HealthReport check(Block block, Loss loss, NDList inputs, NDList labels) {
            requireStart(block, inputs);
            inputs.head().getManager().getEngine().newGradientCollector().close();
            try (NDManager scratch = inputs.head().getManager().newSubManager()) {
                Observations seen = new Preflight(scratch).observe(block, loss, inputs, labels);
                return HealthReport.of(seen.named(featureNames), thresholds);
            }
        }

        /**
         * Diagnoses the start of a trainer, as {@link Preflight#check(Trainer, float[], float[])}
         * does.
         *
         * @param trainer with an initialised block
         * @param inputs the features, row after row
         * @param labels one for each row
         * @return the report
         * @throws IllegalArgumentException if the block is not initialised, there is no example, or
         *     the inputs make no whole rows
         */
        public HealthReport check(Trainer trainer, float[] inputs, float[] labels) {
            int rows = labels.length;
            Require.argument(
                    rows > 0 && inputs.length % rows == 0,
                    "%d input values are no whole rows for %d labels; give at least one example and"
                            + " a multiple of their number",
                    inputs.length,
                    rows);
            try (NDManager scratch = trainer.getManager().newSubManager()) {
                NDArray x = scratch.create(inputs, new Shape(rows, inputs.length / rows));
                NDArray y = scratch.create(labels, new Shape(rows, 1));
                return check(
                        trainer.getModel().getBlock(),
                        trainer.getLoss(),
                        new NDList(x),
                        new NDList(y));
            }
        }
    }

    private static void requireStart(Block block, NDList inputs) {
        Require.argument(
                block.isInitialized(),
                "block %s is not initialised and has no start to look at; call its initialize, or"
                        + " that of its trainer, first",
                block.getClass().getSimpleName());
        Require.argument(
                !inputs.isEmpty() && !inputs.head().isEmpty(),
                "the batch is empty; give at least one example to look at");
    }

    /**
     * Diagnoses the start with the default thresholds.
     *
     * @param block an initialised block
     * @param loss the loss it is to be trained with
     * @param inputs a batch as the block takes it, a few hundred examples
     * @param labels its labels as the loss takes them
     * @return the report; update ratios and all that needs several steps are not in it
     * @throws IllegalArgumentException if the block is not initialised or the batch is empty
     * @throws IllegalStateException if a gradient collector is open: DJL allows one at a time
     */
    public static HealthReport check(Block block, Loss loss, NDList inputs, NDList labels) {
        return builder().check(block, loss, inputs, labels);
    }

    /**
     * Diagnoses the start of a trainer on examples whose features and labels are rows of numbers.
     *
     * @param trainer with an initialised block
     * @param inputs the features, row after row
     * @param labels one for each row
     * @return the report
     * @throws IllegalArgumentException if the block is not initialised, there is no example, or the
     *     inputs make no whole rows
     */
    public static HealthReport check(Trainer trainer, float[] inputs, float[] labels) {
        return builder().check(trainer, inputs, labels);
    }

    private Observations observe(Block block, Loss loss, NDList inputs, NDList labels) {
        BlockTree tree = new BlockTree(block);
        Examiner examiner = new Examiner(tree, loss, scratch);
        RunRecord record = examiner.record();
        record.steps(1);
        examiner.probe(() -> Probe.of(inputs, labels, scratch));
        OwnGradient own = new OwnGradient(tree, loss, scratch);
        Outputs outputs;
        try {
            outputs = own.backward(inputs, labels, true);
        } catch (Throwable e) { // a block and a loss may throw anything: that is what was seen
            record.failure(Text.of("the first batch cannot be trained on"), e);
            record.layers(tree.unwatchedLayers(), Map.of());
            alone(examiner, block, inputs, labels);
            return record.observations();
        }
        Examiner.SeenStep step = new Examiner.SeenStep(1, inputs, labels, outputs);
        record.reading(examiner.read(step, own.samples(), scratch).build());
        return record.observations();
    }

    /** What the labels alone tell where the loss throws and the block does not. */
    private void alone(Examiner examiner, Block block, NDList inputs, NDList labels) {
        try {
            NDList outputs =
                    block.forward(
                            new ParameterStore(scratch, false), Probe.copy(inputs, scratch), false);
            examiner.labelsAlone(labels, outputs.head().getShape(), scratch);
        } catch (Throwable e) {
            examiner.record().failure(Text.of("outputs and labels cannot be compared"), e);
        }
    }
}
