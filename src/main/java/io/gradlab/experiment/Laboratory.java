package io.gradlab.experiment;

import ai.djl.Device;
import io.gradlab.console.Console;
import io.gradlab.console.Progress;
import io.gradlab.core.UserMistake;
import io.gradlab.data.Dataset;
import io.gradlab.files.OutputFolder;
import io.gradlab.population.Member;
import io.gradlab.population.MemberResult;
import io.gradlab.population.Population;
import io.gradlab.population.PopulationConfig;
import io.gradlab.population.PopulationResult;
import io.gradlab.result.Language;
import io.gradlab.train.RunnerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What the experiments of one sitting share: data, seeds, device, where to print and write, and the
 * runs done so far, so that a run which two experiments need is trained once.
 *
 * <p>Not safe for several threads.
 */
public final class Laboratory {

    /** Most seeds: each is dozens of trainings. */
    public static final int MAX_SEEDS = 1000;

    /** Seeds of trainings one after another, where the user does not say. */
    private static final int FEW_SEEDS = 5;

    private final Path out;
    private final long seed;
    private final @Nullable Integer seeds;
    private final Dataset data;
    private final @Nullable Integer epochs;
    private final Device device;
    private final Console console;
    private final BooleanSupplier stop;
    private final Trainings trainings;
    private Language language = Language.EN;
    private List<String> options = List.of();
    private @Nullable String command;
    private @Nullable OutputFolder folder;

    /**
     * A laboratory.
     *
     * @param out directory of the results; an experiment writes under {@code out/id}
     * @param seed first seed of initial weights; the others follow by ones
     * @param seeds how many initialisations, 1 to {@value #MAX_SEEDS}, or null for each
     *     experiment's own number
     * @param data the data set
     * @param epochs epochs of every run, or null for each experiment's own number
     * @param device where the tensors live
     * @param console where to print
     * @param stop asked before every epoch; true abandons the experiment
     * @throws IllegalArgumentException if seeds or epochs are out of range, there is no room above
     *     the first seed, or a part of the data set is empty
     */
    public Laboratory(
            Path out,
            long seed,
            @Nullable Integer seeds,
            Dataset data,
            @Nullable Integer epochs,
            Device device,
            Console console,
            BooleanSupplier stop) {
        int most = seeds == null ? MAX_SEEDS : seeds;
        if (most < 1 || most > MAX_SEEDS) {
            throw new UserMistake(
                    "seeds " + most + " are outside 1 to " + MAX_SEEDS + "; use for example 5");
        }
        if (seed > Long.MAX_VALUE - most) {
            throw new UserMistake(
                    "seed "
                            + seed
                            + " leaves no room for "
                            + most
                            + " seeds from there on; use a smaller one");
        }
        if (epochs != null) {
            RunnerConfig.epochs(epochs); // refuses what is out of range
        }
        this.out = out;
        this.seed = seed;
        this.seeds = seeds;
        this.data = data;
        this.epochs = epochs;
        this.device = device;
        this.console = console;
        this.stop = stop;
        trainings = new Trainings(data, device, stop);
    }

    /**
     * Directory of the results.
     *
     * @return the directory, which need not exist yet
     */
    public Path out() {
        return out;
    }

    /**
     * Makes the directory of the results before any work is done, and frees it and those of the
     * experiments from the temporary files of killed processes.
     *
     * @param warning told one line if the directory is removed while experiments run
     * @throws IllegalArgumentException if it cannot be created or written to
     * @throws IOException if it cannot be listed
     */
    public void open(Consumer<String> warning) throws IOException {
        List<String> ids = ExperimentRegistry.all().stream().map(Experiment::id).toList();
        folder = OutputFolder.open(out, ids, warning);
    }

    /** Before something is written, which would make the directory again. */
    void tellIfRemoved() {
        if (folder != null) {
            folder.wasRemoved();
        }
    }

    /**
     * First seed.
     *
     * @return any number
     */
    public long seed() {
        return seed;
    }

    /**
     * The data set.
     *
     * @return training, validation and test examples
     */
    public Dataset data() {
        return data;
    }

    /**
     * Epochs of every run, if the user chose.
     *
     * @return their number, or null
     */
    public @Nullable Integer epochs() {
        return epochs;
    }

    /**
     * Where the tensors live.
     *
     * @return the device
     */
    public Device device() {
        return device;
    }

    /**
     * Where to print.
     *
     * @return the console
     */
    public Console console() {
        return console;
    }

    /**
     * Whether to abandon the work.
     *
     * @return asked before every epoch
     */
    public BooleanSupplier stop() {
        return stop;
    }

    /**
     * Draws every figure in a language too, besides English.
     *
     * @param figures language of their labels
     */
    public void drawIn(Language figures) {
        language = figures;
    }

    Language language() {
        return language;
    }

    /**
     * Keeps the command in the results of the next experiment.
     *
     * @param text runs it again
     * @param words its options that differ from the defaults, as they were given
     */
    public void keepCommand(String text, List<String> words) {
        command = text;
        options = List.copyOf(words);
    }

    @Nullable String command() {
        return command;
    }

    List<String> options() {
        return options;
    }

    /** The user's number of epochs, or the experiment's own. */
    int epochsOr(int own) {
        return epochs == null ? own : epochs;
    }

    /** The same on other data: for an experiment that those of the user do not concern. */
    Laboratory on(Dataset other) {
        Laboratory lab = new Laboratory(out, seed, seeds, other, epochs, device, console, stop);
        lab.language = language;
        lab.options = options;
        lab.command = command;
        lab.folder = folder;
        return lab;
    }

    /** seed, seed + 1, ...: as many as the user chose, or the experiment's own number. */
    long[] seedsOr(int own) {
        return LongStream.range(seed, seed + (seeds == null ? own : seeds)).toArray();
    }

    /** The same for trainings one after another. */
    long[] fewSeeds() {
        return seedsOr(FEW_SEEDS);
    }

    Trainings trainings() {
        return trainings;
    }

    /**
     * Trains every setup from every seed, or takes what was trained before.
     *
     * @param task for the progress
     * @param setups what to train
     * @param runEpochs epochs of each run
     * @return the runs of each setup, in the order of the seeds
     */
    Runs train(String task, List<Setup> setups, int runEpochs) {
        Map<Setup, List<Run>> runs = new LinkedHashMap<>();
        long[] runSeeds = fewSeeds();
        try (Progress progress = console.progress(task, (long) setups.size() * runSeeds.length)) {
            for (Setup setup : setups) {
                List<Run> ofSetup = new ArrayList<>();
                for (long one : runSeeds) {
                    ofSetup.add(trainings.run(setup, one, runEpochs));
                    progress.step();
                }
                runs.put(setup, ofSetup);
            }
        }
        return new Runs(runs);
    }

    /**
     * The same with hand-derived gradients, on every core at once.
     *
     * @param task for the progress
     * @param setups what to train, without clipping
     * @param runSeeds seeds of each setup
     * @param runEpochs epochs of each run
     * @return the runs of each setup, in the order of the seeds
     */
    Runs trainByHand(String task, List<Setup> setups, long[] runSeeds, int runEpochs) {
        int each = runSeeds.length;
        try (Progress progress = console.progress(task, (long) setups.size() * each)) {
            List<Run> runs = trainings.byHand(setups, runSeeds, runEpochs, progress);
            Map<Setup, List<Run>> bySetup = new LinkedHashMap<>();
            for (int i = 0; i < setups.size(); i++) {
                bySetup.put(setups.get(i), runs.subList(i * each, (i + 1) * each));
            }
            return new Runs(bySetup);
        }
    }

    /**
     * Trains setups from many seeds as one population.
     *
     * @param task for the progress
     * @param setups what to train, clipped by norm or not at all
     * @param runSeeds seeds of each setup
     * @param runEpochs epochs of each member
     * @return the members of each setup, in the order of the seeds
     */
    Map<Setup, List<MemberResult>> population(
            String task, List<Setup> setups, long[] runSeeds, int runEpochs) {
        List<Member> members = new ArrayList<>();
        for (Setup setup : setups) {
            for (long one : runSeeds) {
                members.add(setup.member(one));
            }
        }
        PopulationResult result;
        try (Progress progress = console.progress(task, members.size())) {
            result =
                    Population.train(
                            data,
                            members,
                            PopulationConfig.epochs(runEpochs).watched(progress::step, stop),
                            device);
        }
        Trainings.requireNotStopped(result.stopped());
        Map<Setup, List<MemberResult>> bySetup = new LinkedHashMap<>();
        for (int i = 0; i < setups.size(); i++) {
            bySetup.put(
                    setups.get(i),
                    result.members().subList(i * runSeeds.length, (i + 1) * runSeeds.length));
        }
        return bySetup;
    }

    /** Trains one setup from every seed, or takes what was trained before. */
    List<Run> train(String task, Setup setup, int runEpochs) {
        return train(task, List.of(setup), runEpochs).of(setup);
    }
}
