package io.gradlab.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Norms;
import io.gradlab.nn.StateDict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a listener of DJL's sees of a run: order, gradients, parameters; and what if it throws. */
class RunnerListenerTest {

    /** Writes down every event. */
    private static final class Recorder implements TrainingListener {

        private final List<String> events = new ArrayList<>();

        @Override
        public void onTrainingBegin(Trainer trainer) {
            events.add("begin");
        }

        @Override
        public void onTrainingBatch(Trainer trainer, BatchData batchData) {
            events.add("trainingBatch " + describe(trainer, batchData));
        }

        @Override
        public void onValidationBatch(Trainer trainer, BatchData batchData) {
            events.add("validationBatch " + describe(trainer, batchData));
        }

        @Override
        public void onEpoch(Trainer trainer) {
            events.add("epoch");
        }

        @Override
        public void onTrainingEnd(Trainer trainer) {
            events.add("end");
        }

        private static String describe(Trainer trainer, BatchData data) {
            var device = trainer.getDevices()[0];
            return data.getBatch().getData().head().getShape()
                    + " "
                    + requireNonNull(data.getLabels().get(device)).head().getShape()
                    + " "
                    + requireNonNull(data.getPredictions().get(device)).head().getShape();
        }
    }

    private static final String TRAINING = "trainingBatch (8, 2) (8, 1) (8, 1)";
    private static final String VALIDATION = "validationBatch (4, 2) (4, 1) (4, 1)";

    @Test
    void events_threeEpochs_areInDjlsOrder() {
        Recorder recorder = new Recorder();
        var config = Runner.sgd(0.1f).addTrainingListeners(recorder);

        try (Runner runner = new Runner(Tiny.network(), config)) {
            assertThat(recorder.events).containsExactly("begin");
            runner.train(Tiny.data(), RunnerConfig.epochs(3));
            runner.evaluate(Tiny.data().test());
            runner.predict(2, new float[] {1, 2});
        }

        assertThat(recorder.events)
                .containsExactly(
                        "begin",
                        TRAINING,
                        VALIDATION,
                        "epoch",
                        TRAINING,
                        VALIDATION,
                        "epoch",
                        TRAINING,
                        VALIDATION,
                        "epoch",
                        "end");
    }

    @Test
    void events_closedTwice_endOnce() {
        Recorder recorder = new Recorder();
        Runner runner = new Runner(Tiny.network(), Runner.sgd(0.1f).addTrainingListeners(recorder));

        runner.close();
        runner.close();

        assertThat(recorder.events).containsExactly("begin", "end");
    }

    /** The observer and the stop are asked after the epoch's listeners. */
    @Test
    void observer_everyEpoch_comesAfterTheListeners() {
        Recorder recorder = new Recorder();
        var config = Runner.sgd(0.1f).addTrainingListeners(recorder);
        try (Runner runner = new Runner(Tiny.network(), config)) {
            runner.train(
                    Tiny.data(),
                    RunnerConfig.epochs(2)
                            .withObserver(epoch -> recorder.events.add("observer " + epoch.epoch()))
                            .withStop(() -> !recorder.events.add("stop?")));
        }

        assertThat(recorder.events)
                .containsExactly(
                        "begin",
                        TRAINING,
                        VALIDATION,
                        "epoch",
                        "observer 0",
                        "stop?",
                        TRAINING,
                        VALIDATION,
                        "epoch",
                        "observer 1",
                        "end");
    }

    @Test
    void onTrainingBatch_gradientsAreThere_parametersAreThoseBeforeTheUpdate() {
        List<StateDict> seen = new ArrayList<>();
        List<float[]> gradients = new ArrayList<>();
        var config =
                Runner.sgd(0.5f)
                        .addTrainingListeners(
                                new TrainingListenerAdapter() {
                                    @Override
                                    public void onTrainingBatch(Trainer trainer, BatchData data) {
                                        seen.add(Tiny.mlp(trainer).stateDict());
                                        GradientNorms.forEachGradient(
                                                trainer,
                                                (name, shape, values) -> gradients.add(values));
                                    }
                                });
        try (Runner runner = new Runner(Tiny.network(), config)) {
            StateDict initial = runner.parameters();
            StateDict last = runner.train(Tiny.data(), RunnerConfig.epochs(2)).last();

            assertThat(seen).hasSize(2);
            assertThat(seen.get(0)).isEqualTo(initial);
            assertThat(seen.get(1)).isNotEqualTo(initial).isNotEqualTo(last);
            assertThat(gradients).hasSize(8);
            assertThat(gradients).allSatisfy(values -> assertThat(Norms.l2(values)).isPositive());
            assertStep(seen.get(0), gradients.subList(0, 4), seen.get(1), 0.5f);
            assertStep(seen.get(1), gradients.subList(4, 8), last, 0.5f);
        }
    }

    /** Gradient descent in float32: w - lr g, with or without a fused multiply-add. */
    private static void assertStep(
            StateDict before, List<float[]> gradients, StateDict after, float learningRate) {
        for (int i = 0; i < gradients.size(); i++) {
            float[] w = before.tensors().get(i).values();
            float[] moved = after.tensors().get(i).values();
            float[] g = gradients.get(i);
            for (int k = 0; k < w.length; k++) {
                assertThat(moved[k])
                        .isIn(w[k] - learningRate * g[k], Math.fma(-learningRate, g[k], w[k]));
            }
        }
    }

    /** The run keeps its hold of the gradients, though loading freezes the parameters meanwhile. */
    @Test
    void observerLoadsParameters_theRunGoesOnFromThem() {
        try (Runner runner = new Runner(Tiny.network(), Runner.sgd(0.5f))) {
            StateDict start = runner.parameters();
            StateDict twoStepsOn = runner.train(Tiny.data(), RunnerConfig.epochs(2)).last();

            RunnerConfig config =
                    RunnerConfig.epochs(5)
                            .withObserver(
                                    epoch ->
                                            runner.load(
                                                    epoch.epoch() < 3
                                                            ? start
                                                            : runner.parameters()));

            assertThat(runner.train(Tiny.data(), config).last()).isEqualTo(twoStepsOn);
        }
    }

    @Test
    void listenerThrows_everyEvent_leavesTheJvmUsable() {
        for (String event : List.of("training", "validation", "epoch")) {
            try (Runner runner =
                    new Runner(
                            Tiny.network(),
                            Runner.sgd(0.1f).addTrainingListeners(throwing(event)))) {
                assertThatThrownBy(() -> runner.train(Tiny.data(), RunnerConfig.epochs(2)))
                        .hasMessage("from the listener: " + event);
                // Nothing of the broken epoch stays behind.
                assertThat(runner.trainer().getManager().getManagedArrays()).isEmpty();
                assertThat(runner.evaluate(Tiny.data().test()).loss()).isFinite();
            }
            assertTrains();
        }
    }

    /** A backward pass without its update must not add to the next run's gradients. */
    @Test
    void listenerThrowsBeforeTheUpdate_nextRunIsAsIfNothingHadBeen() {
        StateDict undisturbed;
        try (Runner runner = new Runner(Tiny.network(), Runner.sgd(0.5f))) {
            undisturbed = runner.train(Tiny.data(), RunnerConfig.epochs(5)).last();
        }
        boolean[] thrown = {false};
        var config =
                Runner.sgd(0.5f)
                        .addTrainingListeners(
                                new TrainingListenerAdapter() {
                                    @Override
                                    public void onTrainingBatch(Trainer trainer, BatchData data) {
                                        if (!thrown[0]) {
                                            thrown[0] = true;
                                            throw new IllegalStateException("once");
                                        }
                                    }
                                });
        try (Runner runner = new Runner(Tiny.network(), config)) {
            assertThatThrownBy(() -> runner.train(Tiny.data(), RunnerConfig.epochs(5)))
                    .hasMessage("once");
            assertThat(runner.train(Tiny.data(), RunnerConfig.epochs(5)).last())
                    .isEqualTo(undisturbed);
        }
    }

    private static TrainingListener throwing(String event) {
        return new TrainingListenerAdapter() {
            @Override
            public void onTrainingBatch(Trainer trainer, BatchData batchData) {
                throwOn("training");
            }

            @Override
            public void onValidationBatch(Trainer trainer, BatchData batchData) {
                throwOn("validation");
            }

            @Override
            public void onEpoch(Trainer trainer) {
                throwOn("epoch");
            }

            private void throwOn(String now) {
                if (event.equals(now)) {
                    throw new IllegalStateException("from the listener: " + now);
                }
            }
        };
    }

    @Test
    void observerOrStopThrows_leavesTheRunnerUsable() {
        try (Runner runner = new Runner(Tiny.network(), Runner.sgd(0.1f))) {
            RunnerConfig config = RunnerConfig.epochs(2);
            assertThatThrownBy(
                            () ->
                                    runner.train(
                                            Tiny.data(),
                                            config.withObserver(
                                                    epoch -> {
                                                        throw new IllegalStateException("observer");
                                                    })))
                    .hasMessage("observer");
            assertThatThrownBy(
                            () ->
                                    runner.train(
                                            Tiny.data(),
                                            config.withStop(
                                                    () -> {
                                                        throw new IllegalStateException("stop");
                                                    })))
                    .hasMessage("stop");
            assertThat(runner.trainer().getManager().getManagedArrays()).isEmpty();
            assertThat(runner.train(Tiny.data(), config).history().epochs()).isEqualTo(2);
        }
        assertTrains();
    }

    static void assertTrains() {
        try (Runner next = new Runner(Tiny.network(ActivationFunction.TANH, 1), Runner.sgd(0.1f))) {
            assertThat(next.train(Tiny.data(), RunnerConfig.epochs(2)).history().epochs())
                    .isEqualTo(2);
        }
    }
}
