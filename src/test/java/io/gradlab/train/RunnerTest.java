package io.gradlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.StateDict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training, loading, closing and the edges of each. */
class RunnerTest {

    private static Runner runner(MlpBlock network) {
        return new Runner(network, Runner.sgd(0.5f));
    }

    @Test
    void history_lossesAreBeforeAndAfterTheUpdate() {
        try (Runner runner = runner(Tiny.network())) {
            Evaluation trainBefore = runner.evaluate(Tiny.data().train());
            RunnerResult result = runner.train(Tiny.data(), RunnerConfig.epochs(1));
            Evaluation validationAfter = runner.evaluate(Tiny.data().validation());

            History history = result.history();
            assertThat(history.trainLoss()).containsExactly(trainBefore.loss());
            assertThat(history.trainAccuracy()).containsExactly(trainBefore.accuracy());
            assertThat(history.validationLoss()).containsExactly(validationAfter.loss());
            assertThat(history.validationAccuracy()).containsExactly(validationAfter.accuracy());
            assertThat(result.last()).isEqualTo(runner.parameters());
        }
    }

    @Test
    void best_isTheFirstEpochOfTheBestValidationAccuracy() {
        try (Runner runner = runner(Tiny.network())) {
            List<StateDict> after = new ArrayList<>();
            RunnerResult result =
                    runner.train(
                            Tiny.data(),
                            RunnerConfig.epochs(30)
                                    .withObserver(epoch -> after.add(runner.parameters())));

            double[] accuracy = result.history().validationAccuracy();
            int best = 0;
            for (int epoch = 1; epoch < accuracy.length; epoch++) {
                if (accuracy[epoch] > accuracy[best]) {
                    best = epoch;
                }
            }
            assertThat(result.bestEpoch()).isEqualTo(best).isLessThan(29);
            assertThat(result.bestStep()).isEqualTo(best + 1);
            assertThat(result.bestValidationAccuracy()).isEqualTo(accuracy[best]);
            assertThat(result.best()).isEqualTo(after.get(best)).isNotEqualTo(result.last());
            runner.load(result.best());
            assertThat(runner.evaluate(Tiny.data().validation()).accuracy())
                    .isEqualTo(accuracy[best]);
        }
    }

    @Test
    void stop_afterThreeEpochs_keepsWhatWasDone() {
        try (Runner runner = runner(Tiny.network())) {
            int[] asked = {0};
            RunnerResult result =
                    runner.train(
                            Tiny.data(), RunnerConfig.epochs(10).withStop(() -> ++asked[0] == 3));

            assertThat(result.stopped()).isTrue();
            assertThat(result.history().epochs()).isEqualTo(3);
            assertThat(result.divergence()).isNull();
            assertThat(runner.train(Tiny.data(), RunnerConfig.epochs(1)).stopped()).isFalse();
        }
    }

    @Test
    void train_twice_continues() {
        StateDict twice;
        StateDict once;
        try (Runner runner = runner(Tiny.network())) {
            runner.train(Tiny.data(), RunnerConfig.epochs(5));
            twice = runner.train(Tiny.data(), RunnerConfig.epochs(5)).last();
        }
        try (Runner runner = runner(Tiny.network())) {
            once = runner.train(Tiny.data(), RunnerConfig.epochs(10)).last();
        }
        assertThat(twice).isEqualTo(once);
    }

    /** DJL's gradient mode is on in new threads and off in the one that loaded the engine. */
    @ParameterizedTest
    @ValueSource(strings = {"sgd", "momentum", "adam"})
    void train_inANewThread_isTheSame(String optimizer) throws Exception {
        StateDict here = trainLoadTrain(optimizer);

        FutureTask<StateDict> task = new FutureTask<>(() -> trainLoadTrain(optimizer));
        Thread thread = new Thread(task);
        thread.start();
        StateDict there = task.get();
        thread.join();

        assertThat(there).isEqualTo(here);
    }

    private static StateDict trainLoadTrain(String optimizer) {
        var config = Runner.sgd(1).optOptimizer(optimizer(optimizer));
        try (Runner runner = new Runner(Tiny.network(), config)) {
            RunnerResult result =
                    runner.train(
                            Tiny.data(),
                            RunnerConfig.epochs(20).withClipping(Clipping.byNorm(0.1)));
            runner.load(result.best());
            runner.evaluate(Tiny.data().test());
            runner.predict(2, new float[] {1, 2});
            return runner.train(Tiny.data(), RunnerConfig.epochs(20)).last();
        }
    }

    static Optimizer optimizer(String name) {
        Tracker rate = Tracker.fixed(0.1f);
        return switch (name) {
            case "sgd" -> Optimizer.sgd().setLearningRateTracker(rate).build();
            case "momentum" ->
                    Optimizer.sgd().setLearningRateTracker(rate).optMomentum(0.9f).build();
            case "adam" -> Optimizer.adam().optLearningRateTracker(rate).build();
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Test
    void load_wrongShapesOrNames_changesNothing() {
        try (Runner runner = runner(Tiny.network());
                Runner other = runner(MlpBlock.twoLayer(2, 4));
                Runner deeper = runner(MlpBlock.threeLayer(2, 3, 3))) {
            StateDict before = runner.parameters();
            List<StateDict.Tensor> renamed = new ArrayList<>(before.tensors());
            StateDict.Tensor last = renamed.remove(3);
            renamed.add(new StateDict.Tensor("fc2.offset", last.shape(), last.values()));

            for (StateDict bad :
                    List.of(
                            other.parameters(),
                            deeper.parameters(),
                            new StateDict(renamed),
                            new StateDict(List.of()))) {
                assertThatIllegalArgumentException().isThrownBy(() -> runner.load(bad));
                assertThat(runner.parameters()).isEqualTo(before);
            }
        }
    }

    @Test
    void load_thenTrain_startsFromTheLoadedValues() {
        try (Runner runner = runner(MlpBlock.twoLayer(2, 1))) {
            runner.load(RunnerScoresTest.byHand());
            assertThat(runner.parameters()).isEqualTo(RunnerScoresTest.byHand());
            double loss = runner.evaluate(Tiny.data().train()).loss();
            double[] trained =
                    runner.train(Tiny.data(), RunnerConfig.epochs(2)).history().trainLoss();
            assertThat(trained[0]).isEqualTo(loss);
            assertThat(trained[1]).isLessThan(loss);
        }
    }

    @Test
    void train_anotherWidth_isRefused() {
        Examples three = new Examples(3, new float[6], Tiny.labels(0, 1));
        DataSplits data = new DataSplits("three", List.of("a", "b", "c"), three, three, three);
        try (Runner runner = runner(Tiny.network())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> runner.train(data, RunnerConfig.epochs(1)))
                    .withMessage(
                            "data with 3 features do not fit a 2-3-1 network; give data with 2");
            assertThatIllegalArgumentException().isThrownBy(() -> runner.evaluate(three));
            for (int width : new int[] {3, 1, 0, -2}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> runner.predict(width, new float[6]))
                        .withMessageStartingWith("data with " + width + " features");
            }
        }
    }

    @Test
    void train_emptyPart_isRefused() {
        Examples none = new Examples(2, new float[0], new float[0]);
        Examples some = Tiny.data().train();
        try (Runner runner = runner(Tiny.network())) {
            RunnerConfig config = RunnerConfig.epochs(1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> runner.train(Tiny.data(none, some), config))
                    .withMessageStartingWith("no training examples");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> runner.train(Tiny.data(some, none), config))
                    .withMessageStartingWith("no validation examples");
            assertThatIllegalArgumentException().isThrownBy(() -> runner.evaluate(none));
        }
    }

    @Test
    void train_oneExampleEach_works() {
        Examples one = new Examples(2, new float[] {1, 2}, Tiny.labels(1));
        try (Runner runner = runner(Tiny.network(ActivationFunction.TANH, 2))) {
            RunnerResult result = runner.train(Tiny.data(one, one), RunnerConfig.epochs(50));
            assertThat(result.history().trainLoss()[49])
                    .isLessThan(result.history().trainLoss()[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -0.1f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void learningRate_notPositiveAndFinite_isRefused(float rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Runner.sgd(rate))
                .withMessageStartingWith("learning rate " + rate);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, RunnerConfig.MAX_EPOCHS + 1, Integer.MIN_VALUE})
    void epochs_outsideTheirRange_areRefused(int epochs) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunnerConfig.epochs(epochs))
                .withMessageStartingWith("epochs " + epochs + " are outside 1 to 10000000");
    }

    @Test
    void close_twice_doesNothingTheSecondTime() {
        Runner runner = runner(Tiny.network());
        runner.train(Tiny.data(), RunnerConfig.epochs(2));

        runner.close();
        runner.close();

        try (Runner next = runner(Tiny.network())) {
            assertThat(next.train(Tiny.data(), RunnerConfig.epochs(2)).history().epochs())
                    .isEqualTo(2);
        }
    }

    @Test
    void twoRunners_takingTurns_doNotTouchEachOther() {
        StateDict alone;
        try (Runner runner = runner(Tiny.network())) {
            alone = runner.train(Tiny.data(), RunnerConfig.epochs(6)).last();
        }
        MlpArchitecture deep = new MlpArchitecture(2, List.of(4, 4), ActivationFunction.RELU);
        try (Runner first = runner(Tiny.network());
                Runner second = runner(new MlpBlock(deep))) {
            for (int turn = 0; turn < 6; turn++) {
                first.train(Tiny.data(), RunnerConfig.epochs(1));
                second.train(Tiny.data(), RunnerConfig.epochs(1));
            }
            assertThat(first.parameters()).isEqualTo(alone);
        }
    }
}
