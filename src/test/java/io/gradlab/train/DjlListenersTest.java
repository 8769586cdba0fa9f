package io.gradlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.TrainingDivergedException;
import ai.djl.metric.Metrics;
import ai.djl.training.evaluator.BinaryAccuracy;
import ai.djl.training.listener.DivergenceCheckTrainingListener;
import ai.djl.training.listener.EpochTrainingListener;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.listener.LoggingTrainingListener;
import ai.djl.training.listener.MemoryTrainingListener;
import ai.djl.training.listener.TrainingListener;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The listeners that come with DJL, on a Runner. */
class DjlListenersTest {

    @Test
    void djlsOwnListeners_allTogether_seeTheRun() {
        EvaluatorTrainingListener evaluator = new EvaluatorTrainingListener();
        var config =
                Runner.sgd(0.5f)
                        .addEvaluator(new BinaryAccuracy("accuracy", 0))
                        .addTrainingListeners(
                                new EpochTrainingListener(),
                                new MemoryTrainingListener(),
                                evaluator,
                                new DivergenceCheckTrainingListener(),
                                new LoggingTrainingListener());
        try (Runner runner = new Runner(Tiny.network(), config)) {
            runner.trainer().setMetrics(new Metrics());
            RunnerResult result = runner.train(Tiny.data(), RunnerConfig.epochs(4));

            History history = result.history();
            var latest = evaluator.getLatestEvaluations();
            assertThat(latest)
                    .containsAllEntriesOf(
                            Map.of(
                                    "train_loss", (float) history.trainLoss()[3],
                                    "train_accuracy", (float) history.trainAccuracy()[3],
                                    "validate_loss", (float) history.validationLoss()[3],
                                    "validate_accuracy", (float) history.validationAccuracy()[3]));
            assertThat(runner.trainer().getTrainingResult().getEpoch()).isEqualTo(4);
        }
    }

    @Test
    void djlsOwnListeners_withoutMetrics_doNotBreakTheRun() {
        var config =
                Runner.sgd(0.5f)
                        .addTrainingListeners(TrainingListener.Defaults.logging())
                        .addTrainingListeners(new DivergenceCheckTrainingListener());
        try (Runner runner = new Runner(Tiny.network(), config)) {
            assertThat(runner.train(Tiny.data(), RunnerConfig.epochs(3)).history().epochs())
                    .isEqualTo(3);
        }
    }

    /** DJL's listener ends a run by an exception, before ours can name layer and tensor. */
    @Test
    void divergenceCheckListener_nan_throwsAndTheNextRunnerTrains() {
        var config =
                Runner.sgd(0.5f)
                        .addTrainingListeners(
                                new EvaluatorTrainingListener(),
                                new DivergenceCheckTrainingListener());
        DataSplits nan =
                Tiny.data(
                        new Examples(2, new float[] {Float.NaN, 1}, Tiny.labels(1)),
                        Tiny.data().validation());
        try (Runner runner = new Runner(Tiny.network(), config)) {
            assertThatThrownBy(() -> runner.train(nan, RunnerConfig.epochs(3)))
                    .isInstanceOf(TrainingDivergedException.class);
        }
        RunnerListenerTest.assertTrains();
    }
}
