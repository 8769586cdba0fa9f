package io.gradlab.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.loss.SigmoidBinaryCrossEntropyLoss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Moons;
import io.gradlab.data.MoonsConfig;
import io.gradlab.engine.Torch;
import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Reading;
import io.gradlab.health.watch.Schedule;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpBlock;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import io.gradlab.train.RunnerResult;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which events of a training become which entries, under DJL's own loop and under the Runner. */
class ListenerEventsTest {

    private static final DataSplits MOONS = Moons.generate(MoonsConfig.standard());

    /** The listener evaluates the loss on its own copies: one rounding of float32 apart. */
    private static final double SAME_LOSS = 1e-6;

    private static final int ROWS = 64;
    private static final int BATCH = 16;

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    private static List<Long> steps(List<LossPoint> points) {
        return points.stream().map(LossPoint::step).toList();
    }

    private static List<Long> readings(Observations observations) {
        return observations.readings().stream().map(Reading::step).toList();
    }

    private static RunnerResult runner(HealthListener health, int epochs) {
        MlpBlock network =
                MlpBlock.twoLayer(2, 5).withInitialValues(InitialWeights.normal(1), 0, 1);
        try (Runner runner = new Runner(network, Runner.sgd(1).addTrainingListeners(health))) {
            return runner.train(MOONS, RunnerConfig.epochs(epochs));
        }
    }

    @Test
    void runner_isReadBySchedule_withBurstsAndTheLastLoss() {
        HealthListener health = HealthListener.builder().build();

        RunnerResult result = runner(health, 40);

        Observations seen = health.observations();
        assertThat(seen.steps()).isEqualTo(40);
        assertThat(readings(seen))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 15L, 23L, 35L);
        // Four losses in a row from each reading on, and that of the last step.
        assertThat(steps(seen.losses()))
                .containsExactly(
                        1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 15L, 16L, 17L, 18L,
                        23L, 24L, 25L, 26L, 35L, 36L, 37L, 38L, 40L);
        // Of the validation set each reading's and that of the end.
        assertThat(steps(seen.validation()))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 15L, 23L, 35L, 40L);
        assertThat(steps(seen.judged())).isEqualTo(steps(seen.validation()));
        for (LossPoint loss : seen.losses()) {
            assertThat(loss.loss())
                    .isCloseTo(
                            result.history().trainLoss()[(int) loss.step() - 1], within(SAME_LOSS));
        }
        for (LossPoint loss : seen.validation()) {
            assertThat(loss.loss())
                    .isCloseTo(
                            result.history().validationLoss()[(int) loss.step() - 1],
                            within(SAME_LOSS));
        }
    }

    @Test
    void schedule_everyNSteps() {
        HealthListener health = HealthListener.builder().optSchedule(Schedule.every(20)).build();

        runner(health, 60);

        assertThat(readings(health.observations()))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 30L, 50L);
    }

    @Test
    void secondTraining_startsAnew() {
        HealthListener health = HealthListener.builder().build();

        runner(health, 30);
        runner(health, 3);

        assertThat(health.observations().steps()).isEqualTo(3);
        assertThat(readings(health.observations())).containsExactly(1L, 2L, 3L);
    }

    @Test
    void report_beforeTheFirstStep_saysSo() {
        assertThat(HealthListener.builder().build().report().toString())
                .startsWith("Diagnosis: nothing was seen");
    }

    @Test
    void report_duringTheTraining_isOfWhatWasSeenSoFar() {
        HealthListener health = HealthListener.builder().build();
        MlpBlock network =
                MlpBlock.twoLayer(2, 5).withInitialValues(InitialWeights.normal(1), 0, 1);
        try (Runner runner = new Runner(network, Runner.sgd(1).addTrainingListeners(health))) {
            long[] seen = new long[1];
            runner.train(
                    MOONS,
                    RunnerConfig.epochs(20)
                            .withObserver(
                                    epoch -> {
                                        if (epoch.epoch() == 11) {
                                            seen[0] = health.report().observations().steps();
                                        }
                                    }));
            assertThat(seen[0]).isEqualTo(12);
        }
        assertThat(steps(health.observations().losses())).endsWith(15L, 16L, 17L, 18L, 20L);
    }

    /** Batches of a data set: a step is a batch, validation comes at the end of an epoch. */
    @Test
    void easyTrain_countsBatchesAndValidatesByEpoch() throws IOException, TranslateException {
        HealthListener health = HealthListener.builder().build();
        DefaultTrainingConfig config =
                new DefaultTrainingConfig(new SigmoidBinaryCrossEntropyLoss())
                        .optDevices(new Device[] {Device.cpu()})
                        .optOptimizer(
                                Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.5f)).build())
                        .addTrainingListeners(health);
        try (Model model = Model.newInstance("mlp", Device.cpu());
                NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            model.setBlock(
                    new SequentialBlock()
                            .add(Linear.builder().setUnits(4).build())
                            .add(Activation::tanh)
                            .add(Linear.builder().setUnits(1).build()));
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(BATCH, 2));
                EasyTrain.fit(trainer, 3, data(manager), data(manager));
            }
        }

        Observations seen = health.observations();
        assertThat(seen.steps()).isEqualTo(3L * ROWS / BATCH);
        assertThat(readings(seen)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(steps(seen.validation())).containsExactly(4L, 8L, 12L);
        assertThat(seen.layers()).extracting(Layer::function).containsExactly("tanh", "linear");
        assertThat(seen.notes()).isEmpty();
    }

    private static ArrayDataset data(NDManager manager) {
        float[] features = java.util.Arrays.copyOf(MOONS.train().features(), 2 * ROWS);
        float[] labels = java.util.Arrays.copyOf(MOONS.train().labels(), ROWS);
        return new ArrayDataset.Builder()
                .setData(manager.create(features, new Shape(ROWS, 2)))
                .optLabels(manager.create(labels, new Shape(ROWS, 1)))
                .setSampling(BATCH, false)
                .build();
    }
}
