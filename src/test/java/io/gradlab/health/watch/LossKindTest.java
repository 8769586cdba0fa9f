package io.gradlab.health.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SigmoidBinaryCrossEntropyLoss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import io.gradlab.engine.Torch;
import io.gradlab.health.HealthListener;
import io.gradlab.health.TrainedBlock;
import io.gradlab.health.diagnosis.Finding;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.nn.LogitsLoss;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a loss takes, told from its values; and the best constant's loss against closed forms. */
class LossKindTest {

    /** Labels of 30 examples: 12 of class 1, 18 of class 0; three classes: 15, 9, 6. */
    private static final int ROWS = 30;

    /** Float32 sums of 30 terms, and a probability of 1e-7 in place of 0. */
    private static final double SAME_LOSS = 1e-5;

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    private static NDArray binary(NDManager manager) {
        float[] labels = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            labels[i] = i % 5 < 2 ? 1 : 0;
        }
        return manager.create(labels, new Shape(ROWS, 1));
    }

    private static float[] classes() {
        float[] classes = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            int place = i % 10;
            classes[i] = place < 5 ? 0 : place < 8 ? 1 : 2;
        }
        return classes;
    }

    private static NDArray sparse(NDManager manager) {
        return manager.create(classes(), new Shape(ROWS, 1));
    }

    private static NDArray dense(NDManager manager) {
        float[] rows = new float[ROWS * 3];
        float[] classes = classes();
        for (int i = 0; i < ROWS; i++) {
            rows[3 * i + (int) classes[i]] = 1;
        }
        return manager.create(rows, new Shape(ROWS, 3));
    }

    private static NDArray numbers(NDManager manager) {
        float[] values = new float[ROWS];
        Random random = new Random(1);
        for (int i = 0; i < ROWS; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, new Shape(ROWS, 1));
    }

    private interface Labels {
        NDArray of(NDManager manager);
    }

    private static double entropy(double... shares) {
        double sum = 0;
        for (double share : shares) {
            sum -= share * Math.log(share);
        }
        return sum;
    }

    static Stream<Arguments> losses() {
        Labels binary = LossKindTest::binary;
        Labels sparse = LossKindTest::sparse;
        Labels dense = LossKindTest::dense;
        double two = entropy(0.4, 0.6);
        double three = entropy(0.5, 0.3, 0.2);
        return Stream.of(
                arguments("ours", new LogitsLoss(), binary, 1, LossKind.LOGITS, two),
                arguments(
                        "binary, logits",
                        new SigmoidBinaryCrossEntropyLoss("loss", 1, false),
                        binary,
                        1,
                        LossKind.LOGITS,
                        two),
                arguments(
                        "binary, probabilities",
                        new BinaryCrossEntropy(),
                        binary,
                        1,
                        LossKind.PROBABILITIES,
                        two),
                // DJL 0.35 leaves out the minus: a mistake costs less than a right answer.
                arguments(
                        "binary, probabilities, as DJL has it",
                        new SigmoidBinaryCrossEntropyLoss("loss", 1, true),
                        binary,
                        1,
                        LossKind.REVERSED,
                        Double.NaN),
                arguments(
                        "softmax, logits, sparse",
                        new SoftmaxCrossEntropyLoss("loss", 1, -1, true, true),
                        sparse,
                        3,
                        LossKind.LOGITS,
                        three),
                arguments(
                        "softmax, logits, dense",
                        new SoftmaxCrossEntropyLoss("loss", 1, -1, false, true),
                        dense,
                        3,
                        LossKind.LOGITS,
                        three),
                arguments(
                        "softmax, log probabilities, sparse",
                        new SoftmaxCrossEntropyLoss("loss", 1, -1, true, false),
                        sparse,
                        3,
                        LossKind.LOG_PROBABILITIES,
                        three),
                // 0.5 mean (y - p)^2 of shares 0.4 and 0.6: p (1 - p) / 2.
                arguments("L2", Loss.l2Loss(), binary, 1, LossKind.DISTANCE, 0.12));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void kindAndConstant_ofALoss(
            String name, Loss loss, Labels labels, int outputs, LossKind kind, double constant) {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            LossPoint point = measure(loss, labels.of(manager), outputs, manager, kind);
            if (Double.isNaN(constant)) {
                assertThat(point.constant()).isNaN();
            } else {
                assertThat(point.constant()).isCloseTo(constant, within(SAME_LOSS));
            }
        }
    }

    /** Of probabilities: -mean(y log p + (1 - y) log(1 - p)). */
    private static final class BinaryCrossEntropy extends Loss {

        BinaryCrossEntropy() {
            super("loss");
        }

        @Override
        public NDArray evaluate(NDList labels, NDList predictions) {
            NDArray p = predictions.singletonOrThrow().clip(1e-7, 1 - 1e-7);
            NDArray y = labels.singletonOrThrow();
            return y.mul(p.log()).add(y.sub(1).neg().mul(p.sub(1).neg().log())).mean().neg();
        }
    }

    private static LossPoint measure(
            Loss loss, NDArray labels, int outputs, NDManager manager, LossKind kind) {
        BatchLabels seen = new BatchLabels(manager);
        seen.see(new NDList(labels));
        LossMeter meter = new LossMeter(loss);
        Outputs zeros = new Outputs(new Shape(ROWS, outputs), new float[ROWS * outputs]);
        try (NDManager scratch = manager.newSubManager()) {
            meter.newLabels(seen, zeros.shape(), scratch, true);
            assertThat(meter.kind()).isEqualTo(kind);
            return meter.point(1, seen, zeros, scratch);
        }
    }

    /**
     * For labels that are no classes the constant is their mean: L2's loss is half the variance.
     */
    @Test
    void constant_ofARegression_isHalfTheVariance() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            NDArray labels = numbers(manager);
            float[] values = labels.toFloatArray();
            double sum = 0;
            for (float a : values) {
                for (float b : values) {
                    sum += Math.pow((double) a - b, 2);
                }
            }
            double variance = sum / (2.0 * ROWS * ROWS);
            LossPoint point = measure(Loss.l2Loss(), labels, 1, manager, LossKind.DISTANCE);
            assertThat(point.constant()).isCloseTo(variance / 2, within(SAME_LOSS));
            assertThat(point.skill()).isNaN();
        }
    }

    private static SequentialBlock network(int outputs) {
        return new SequentialBlock()
                .add(Linear.builder().setUnits(8).build())
                .add(Activation::relu)
                .add(Linear.builder().setUnits(outputs).build());
    }

    static Stream<Arguments> mismatches() {
        return Stream.of(
                arguments(
                        "probabilities into a loss of logits",
                        network(1).add(Activation.sigmoidBlock()),
                        new SigmoidBinaryCrossEntropyLoss("loss", 1, false),
                        true),
                arguments(
                        "logits into a loss of probabilities",
                        network(1),
                        new BinaryCrossEntropy(),
                        true),
                arguments(
                        "a loss that rewards mistakes",
                        network(1).add(Activation.sigmoidBlock()),
                        new SigmoidBinaryCrossEntropyLoss("loss", 1, true),
                        true),
                arguments(
                        "logits into a loss of logits",
                        network(1),
                        new SigmoidBinaryCrossEntropyLoss("loss", 1, false),
                        false),
                arguments(
                        "probabilities into a loss of probabilities",
                        network(1).add(Activation.sigmoidBlock()),
                        new BinaryCrossEntropy(),
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mismatches")
    void mismatch_isNamedFirst(String name, SequentialBlock block, Loss loss, boolean mismatch) {
        HealthListener health = HealthListener.builder().build();
        new TrainedBlock(
                        () -> block,
                        loss,
                        manager -> new NDList(inputs(manager)),
                        manager -> new NDList(binary(manager)))
                .train(12, health);

        List<Pathology> found =
                health.report().diagnosis().findings().stream().map(Finding::pathology).toList();
        assertThat(found.contains(Pathology.LOSS_MISMATCH))
                .as(health.report().toString())
                .isEqualTo(mismatch);
        if (mismatch) {
            assertThat(found.get(0)).isEqualTo(Pathology.LOSS_MISMATCH);
        }
    }

    private static NDArray inputs(NDManager manager) {
        float[] values = new float[ROWS * 3];
        Random random = new Random(2);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, new Shape(ROWS, 3));
    }
}
