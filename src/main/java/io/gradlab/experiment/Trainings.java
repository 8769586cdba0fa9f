package io.gradlab.experiment;

import ai.djl.training.listener.TrainingListener;
import io.gradlab.data.DataSplits;
import io.gradlab.health.HealthListener;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.train.Evaluation;
import io.gradlab.train.GradientNorms;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import io.gradlab.train.RunnerResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** Trains setups and remembers the runs. A run of 1000 epochs takes about 100 KB. */
final class Trainings {

    /** Readings of the gradient norms in a training, that of step 1 among them. */
    private static final int READINGS = 10;

    private record Key(MlpConfiguration setup, long seed, int epochs) {}

    /** Told after every epoch, with the network as it is then. */
    interface Observer extends BiConsumer<Integer, Runner> {}

    private final DataSplits data;
    private final String device;
    private final BooleanSupplier stop;
    private final Map<Key, Run> done = new HashMap<>();

    Trainings(DataSplits data, String device, BooleanSupplier stop) {
        this.data = data;
        this.device = device;
        this.stop = stop;
    }

    /**
     * Trains, or returns the run of before.
     *
     * @throws CancellationException if the user stopped it
     */
    Run run(MlpConfiguration setup, long seed, int epochs) {
        Key key = new Key(setup, seed, epochs);
        Run before = done.get(key);
        return before == null ? observed(setup, seed, epochs, (epoch, runner) -> {}) : before;
    }

    /**
     * Trains, while an observer looks on.
     *
     * @param observer told the number of updates so far, 0 before the first
     * @throws CancellationException if the user stopped it
     */
    Run observed(MlpConfiguration setup, long seed, int epochs, Observer observer) {
        GradientNorms norms = new GradientNorms(Math.max(1, epochs / READINGS));
        HealthListener health = HealthListener.builder().build();
        try (Runner runner = runner(setup, seed, norms, health)) {
            observer.accept(0, runner);
            RunnerConfig config =
                    RunnerConfig.epochs(epochs)
                            .withClipping(setup.clipping())
                            .withStop(stop)
                            .withObserver(epoch -> observer.accept(epoch.epoch() + 1, runner));
            RunnerResult result = runner.train(data, config);
            requireNotStopped(result.stopped());
            runner.load(result.best());
            Evaluation test = runner.evaluate(data.test());
            List<GradientNorms.Row> rows = List.copyOf(norms.rows());
            Run run = new Run(setup, seed, result, test, rows, health.report());
            done.put(new Key(setup, seed, epochs), run);
            return run;
        }
    }

    /** A Runner with the setup's initial values. */
    Runner runner(MlpConfiguration setup, long seed, TrainingListener... listeners) {
        requireNotStopped(stop.getAsBoolean());
        MlpBlock network =
                new MlpBlock(setup.architecture())
                        .withInitialValues(setup.weights(), setup.bias(), seed);
        return new Runner(network, Runner.config(setup, device, listeners));
    }

    static void requireNotStopped(boolean stopped) {
        if (stopped) {
            throw new CancellationException(
                    "stopped before the experiment was over; it has no result.json");
        }
    }
}
