package io.gradlab.experiment;

import static java.util.Objects.requireNonNull;

import ai.djl.training.listener.TrainingListener;
import io.gradlab.console.TaskProgress;
import io.gradlab.data.DataSplits;
import io.gradlab.engine.Torch;
import io.gradlab.health.HealthListener;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.population.Member;
import io.gradlab.population.MemberResult;
import io.gradlab.population.Population;
import io.gradlab.population.PopulationConfig;
import io.gradlab.population.PopulationResult;
import io.gradlab.train.Evaluation;
import io.gradlab.train.GradientNorms;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import io.gradlab.train.RunnerResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Trains setups and remembers the runs. A run of 1000 epochs takes about 100 KB, a member of a
 * population 2 KB.
 */
final class Trainings {

    /** Readings of the gradient norms in a training, that of step 1 among them. */
    private static final int READINGS = 10;

    private record Key(MlpConfiguration setup, long seed, int epochs) {}

    /**
     * Members of one setup.
     *
     * @param seeds how many, from the laboratory's first on
     */
    private record Members(MlpConfiguration setup, int seeds, int epochs) {}

    /** Told after every epoch, with the network as it is then. */
    interface Observer extends BiConsumer<Integer, Runner> {}

    private final DataSplits data;
    private final String device;
    private final BooleanSupplier stop;
    private final Map<Key, Run> done = new HashMap<>();
    private final Map<Members, List<MemberResult>> members = new HashMap<>();

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

    /**
     * Trains every setup from every seed as members of one population, or returns those of before;
     * the parameters at the end are kept.
     *
     * @param setups each once
     * @param seeds from the laboratory's first on
     * @param progress of so many members
     * @return the members of each setup in the order of the seeds; the setups in theirs
     * @throws CancellationException if the user stopped it
     */
    Map<MlpConfiguration, List<MemberResult>> members(
            Collection<MlpConfiguration> setups,
            long[] seeds,
            int epochs,
            IntFunction<TaskProgress> progress) {
        Function<MlpConfiguration, Members> key = setup -> new Members(setup, seeds.length, epochs);
        List<Member> missing = new ArrayList<>();
        for (MlpConfiguration setup : setups) {
            if (!members.containsKey(key.apply(setup))) {
                Arrays.stream(seeds).forEach(seed -> missing.add(new Member(setup, seed)));
            }
        }
        List<MemberResult> trained =
                missing.isEmpty() ? List.of() : population(missing, epochs, progress);
        for (int from = 0; from < trained.size(); from += seeds.length) {
            MlpConfiguration setup = missing.get(from).configuration();
            members.put(key.apply(setup), trained.subList(from, from + seeds.length));
        }
        Map<MlpConfiguration, List<MemberResult>> bySetup = new LinkedHashMap<>();
        setups.forEach(setup -> bySetup.put(setup, requireNonNull(members.get(key.apply(setup)))));
        return bySetup;
    }

    private List<MemberResult> population(
            List<Member> population, int epochs, IntFunction<TaskProgress> progress) {
        try (TaskProgress members = progress.apply(population.size())) {
            PopulationConfig config =
                    PopulationConfig.epochs(epochs)
                            .withParametersAt(epochs)
                            .watched(members::step, stop);
            PopulationResult result =
                    Population.train(data, population, config, Torch.device(device));
            requireNotStopped(result.stopped());
            return result.members();
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
