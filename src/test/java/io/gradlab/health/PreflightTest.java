package io.gradlab.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.SigmoidBinaryCrossEntropyLoss;
import io.gradlab.engine.Torch;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.diagnosis.Threshold;
import io.gradlab.health.diagnosis.Thresholds;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The start looked at with other limits, and a block that fails under the look. */
class PreflightTest {

    private static final float[] INPUTS = {1, -1, -1, 1, 1, 1, -1, -1};
    private static final float[] LABELS = {1, 0, 1, 0};

    /** The features above have a standard deviation of 1. */
    private static final Thresholds STRICT =
            Thresholds.defaults().with(Threshold.INPUT_STD_LARGE, 0.9);

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    private static <T> T start(LambdaBlock last, Function<Trainer, T> use) {
        return new TrainedBlock(
                        () ->
                                new SequentialBlock()
                                        .add(Linear.builder().setUnits(1).build())
                                        .add(last),
                        new SigmoidBinaryCrossEntropyLoss(),
                        PreflightTest::inputs,
                        PreflightTest::labels)
                .with(new TrainingListener[0], use);
    }

    private static NDList inputs(NDManager manager) {
        return new NDList(manager.create(INPUTS, new Shape(4, 2)));
    }

    private static NDList labels(NDManager manager) {
        return new NDList(manager.create(LABELS, new Shape(4, 1)));
    }

    private static LambdaBlock nothing() {
        return new LambdaBlock(arrays -> arrays);
    }

    private static boolean unscaled(HealthReport report) {
        return report.diagnosis().findings().stream()
                .anyMatch(finding -> finding.pathology() == Pathology.UNSCALED_INPUTS);
    }

    @Test
    void thresholds_ofTheBuilder_areThoseOfTheReport() {
        start(
                nothing(),
                trainer -> {
                    NDManager manager = trainer.getManager();
                    HealthReport report =
                            Preflight.builder()
                                    .optThresholds(STRICT)
                                    .check(
                                            trainer.getModel().getBlock(),
                                            trainer.getLoss(),
                                            inputs(manager),
                                            labels(manager));
                    assertThat(unscaled(report)).isTrue();
                    assertThat(report.thresholds()).isSameAs(STRICT);
                    assertThat(
                                    unscaled(
                                            Preflight.builder()
                                                    .optThresholds(STRICT)
                                                    .check(trainer, INPUTS, LABELS)))
                            .isTrue();
                    return report;
                });
    }

    @Test
    void builder_withoutSettings_isTheStaticCheck() {
        start(
                nothing(),
                trainer -> {
                    HealthReport report = Preflight.check(trainer, INPUTS, LABELS);
                    assertThat(unscaled(report)).isFalse();
                    assertThat(Preflight.builder().check(trainer, INPUTS, LABELS).toJson())
                            .isEqualTo(report.toJson());
                    return report;
                });
    }

    @Test
    void builder_refusesWhatTheStaticCheckRefuses() {
        start(
                nothing(),
                trainer -> {
                    assertThatThrownBy(
                                    () -> Preflight.builder().check(trainer, INPUTS, new float[3]))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageStartingWith(
                                    "8 input values are no whole rows for 3 labels");
                    assertThatThrownBy(
                                    () ->
                                            Preflight.builder()
                                                    .check(
                                                            trainer.getModel().getBlock(),
                                                            trainer.getLoss(),
                                                            new NDList(),
                                                            labels(trainer.getManager())))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageStartingWith("the batch is empty");
                    return trainer;
                });
    }

    /** The block cannot be trained either: that is the diagnosis, and nothing is left open. */
    @Test
    void error_ofTheBlock_isTheDiagnosisAndLeavesNothingOpen() {
        LambdaBlock failing =
                new LambdaBlock(
                        arrays -> {
                            throw new AssertionError("odd");
                        }) {
                    @Override
                    public Shape[] getOutputShapes(Shape[] inputShapes) {
                        return inputShapes;
                    }
                };
        start(
                failing,
                trainer -> {
                    int before = OpenResources.of(trainer.getManager());
                    for (int i = 0; i < 2; i++) {
                        HealthReport report = Preflight.check(trainer, INPUTS, LABELS);
                        assertThat(report.diagnosis().healthy()).isFalse();
                        assertThat(report.diagnosis().causes())
                                .singleElement()
                                .returns(
                                        Pathology.NOTHING_SEEN,
                                        cause -> cause.finding().pathology());
                        assertThat(report.toString())
                                .contains(
                                        "measured: the first batch cannot be trained on:"
                                                + " java.lang.AssertionError: odd");
                    }
                    assertThat(OpenResources.of(trainer.getManager())).isEqualTo(before);
                    try (GradientCollector one = trainer.newGradientCollector()) {
                        assertThat(one).as("DJL allows one at a time").isNotNull();
                    }
                    return trainer;
                });
    }
}
