package io.gradlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradientNormsTest {

    @ParameterizedTest
    @CsvSource({"1, 5, '1,2,3,4,5'", "2, 6, '1,3,5'", "3, 7, '1,4,7'", "100, 50, '1'"})
    void rows_schedule_isOneThenEverySoMany(int every, int epochs, String steps) {
        GradientNorms norms = new GradientNorms(every);
        try (Runner runner =
                new Runner(Tiny.network(), Runner.sgd(0.1f).addTrainingListeners(norms))) {
            runner.train(Tiny.data(), RunnerConfig.epochs(epochs));
        }

        assertThat(norms.rows().stream().map(GradientNorms.Row::step).distinct())
                .extracting(String::valueOf)
                .containsExactly(steps.split(",", -1));
        assertThat(norms.rows().stream().filter(row -> row.step() == 1))
                .extracting(GradientNorms.Row::parameter)
                .containsExactly("fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias");
    }

    @Test
    void rows_secondTraining_countsOn() {
        GradientNorms norms = new GradientNorms(2);
        try (Runner runner =
                new Runner(Tiny.network(), Runner.sgd(0.1f).addTrainingListeners(norms))) {
            runner.train(Tiny.data(), RunnerConfig.epochs(2));
            runner.train(Tiny.data(), RunnerConfig.epochs(2));
        }

        assertThat(norms.rows().stream().map(GradientNorms.Row::step).distinct())
                .containsExactly(1, 3);
    }

    @Test
    void l2_isTheNormOfTheGradientInDouble() {
        GradientRecorder recorder = new GradientRecorder();
        GradientNorms norms = new GradientNorms(1);
        var config = Runner.sgd(0.1f).addTrainingListeners(recorder, norms);
        try (Runner runner = new Runner(Tiny.network(), config)) {
            runner.train(Tiny.data(), RunnerConfig.epochs(1));
        }

        assertThat(norms.rows()).hasSize(4);
        for (GradientNorms.Row row : norms.rows()) {
            double sum = 0;
            for (float g : recorder.first().orElseThrow().get(row.parameter()).values()) {
                sum = Math.hypot(sum, g);
            }
            assertThat(row.l2()).isPositive().isCloseTo(sum, within(1e-12));
        }
    }

    @Test
    void recorder_keepsTheFirstStep() {
        GradientRecorder once = new GradientRecorder();
        GradientRecorder longer = new GradientRecorder();
        assertThat(once.first()).isEmpty();
        try (Runner runner =
                new Runner(Tiny.network(), Runner.sgd(0.1f).addTrainingListeners(once))) {
            runner.train(Tiny.data(), RunnerConfig.epochs(1));
        }
        try (Runner runner =
                new Runner(Tiny.network(), Runner.sgd(0.1f).addTrainingListeners(longer))) {
            runner.train(Tiny.data(), RunnerConfig.epochs(9));
        }

        assertThat(longer.first()).isPresent().isEqualTo(once.first());
        once.first().orElseThrow().requireFits(Tiny.network().architecture());
    }

    /** In float32 the squares of 3e-24 and 4e-24 are 0. */
    @Test
    void rows_areACopyNobodyCanChange() {
        List<GradientNorms.Row> rows = new GradientNorms(1).rows();
        assertThat(rows).isEmpty();
        assertThat(rows).isUnmodifiable();
    }

    @Test
    void forEachGradient_manyTimes_leavesNoArray() {
        try (Runner runner = new Runner(Tiny.network(), Runner.sgd(0.1f));
                NDManager base = NDManager.newBaseManager()) {
            runner.train(Tiny.data(), RunnerConfig.epochs(1));
            int before = base.getParentManager().getManagedArrays().size();
            for (int i = 0; i < 50; i++) {
                GradientNorms.forEachGradient(runner.trainer(), (name, shape, values) -> {});
            }
            assertThat(base.getParentManager().getManagedArrays()).hasSize(before);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void every_lessThanOne_isRefused(int every) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GradientNorms(every))
                .withMessage("log interval %s must be at least 1; use for example 100", every);
    }
}
