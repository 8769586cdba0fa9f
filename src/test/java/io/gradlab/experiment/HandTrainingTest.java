package io.gradlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.gradlab.ReferenceTrace;
import io.gradlab.data.Dataset;
import io.gradlab.data.Examples;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.train.Divergence;
import io.gradlab.train.GradientNorms;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HandTrainingTest {

    /** float32 against float64 over 200 epochs, as the parity tests allow for 1000. */
    private static final Offset<Double> LOSS = within(1e-6);

    /** Norms of gradients, relatively, as the parity tests allow for elements. */
    private static final double NORM = 1e-5;

    private static final Dataset MOONS = ReferenceTrace.moons();

    private static Setup setup(List<Integer> hidden, InitialWeights weights, double bias) {
        return Setup.standard(new MlpArchitecture(2, hidden, ActivationFunction.SIGMOID), 0.2)
                .withWeights(weights, bias);
    }

    @Test
    void run_sameSetupAndSeed_sameCourseAsRunner() {
        Setup setup = setup(List.of(5, 3), InitialWeights.normal(1), 0.5);
        Run byHand = HandTraining.run(setup, 7, 200, MOONS, () -> false);
        Run byRunner = new Trainings(MOONS, Device.cpu(), () -> false).run(setup, 7, 200);

        assertThat(byHand.result().history().trainLoss())
                .containsExactly(byRunner.result().history().trainLoss(), LOSS);
        assertThat(byHand.result().history().validationLoss())
                .containsExactly(byRunner.result().history().validationLoss(), LOSS);
        assertThat(byHand.result().history().validationAccuracy())
                .isEqualTo(byRunner.result().history().validationAccuracy());
        assertThat(byHand.result().bestEpoch()).isEqualTo(byRunner.result().bestEpoch());
        assertThat(byHand.test().accuracy()).isEqualTo(byRunner.test().accuracy());
        assertThat(byHand.test().loss()).isCloseTo(byRunner.test().loss(), LOSS);
        assertSameNorms(byHand.gradientNorms(), byRunner.gradientNorms());
    }

    private static void assertSameNorms(List<GradientNorms.Row> one, List<GradientNorms.Row> two) {
        assertThat(one).hasSameSizeAs(two);
        for (int i = 0; i < one.size(); i++) {
            assertThat(one.get(i).step()).isEqualTo(two.get(i).step());
            assertThat(one.get(i).parameter()).isEqualTo(two.get(i).parameter());
            double l2 = two.get(i).l2();
            assertThat(one.get(i).l2()).isCloseTo(l2, within(NORM * l2));
        }
    }

    @Test
    void initial_everyKindOfWeights_sameAsRunner() {
        Trainings trainings = new Trainings(MOONS, Device.cpu(), () -> false);
        for (String weights : List.of("normal:1", "uniform:1", "zeros", "constant:0.5", "he")) {
            Setup setup = setup(List.of(4, 3), InitialWeights.parse(weights), -8);
            try (var runner = trainings.runner(setup, 11)) {
                assertThat(setup.initial(11)).as(weights).isEqualTo(runner.parameters());
            }
        }
    }

    @Test
    void run_lossOverflows_endsWithWhatWasBest() {
        Examples huge = new Examples(2, new float[] {3e38f, 3e38f, 1, 1}, new float[] {1, 0});
        Dataset data = new Dataset("huge", List.of("x1", "x2"), huge, huge, huge);
        Setup setup =
                Setup.standard(
                                new MlpArchitecture(
                                        2, Collections.nCopies(9, 1), ActivationFunction.RELU),
                                1)
                        .withWeights(InitialWeights.constant(1e38), 0);
        Run run = HandTraining.run(setup, 0, 50, data, () -> false);

        Divergence divergence = Objects.requireNonNull(run.result().divergence());
        assertThat(divergence.tensor()).isEqualTo("loss");
        assertThat(divergence.value()).isNotFinite();
        assertThat(run.result().history().epochs()).isEqualTo(divergence.step());
    }

    @Test
    void run_stopped_cancelled() {
        Setup setup = setup(List.of(5), InitialWeights.normal(1), 0);
        assertThatThrownBy(() -> HandTraining.run(setup, 0, 10, MOONS, () -> true))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void run_clipping_refused() {
        Setup setup =
                setup(List.of(5), InitialWeights.normal(1), 0).withClipping(Clipping.byNorm(1));
        assertThatThrownBy(() -> HandTraining.run(setup, 0, 10, MOONS, () -> false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use the Runner");
    }
}
