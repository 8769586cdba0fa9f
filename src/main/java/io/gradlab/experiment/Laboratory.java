package io.gradlab.experiment;

import ai.djl.Device;
import io.gradlab.console.Console;
import io.gradlab.console.TaskProgress;
import io.gradlab.core.UserMistake;
import io.gradlab.data.DataSplits;
import io.gradlab.files.OutputFolder;
import io.gradlab.nn.MlpConfiguration;
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
    private final DataSplits data;
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
            DataSplits data,
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
     * @param ids of the experiments that may have results there
     * @param warning told one line if the directory is removed while experiments run
     * @throws IllegalArgumentException if it cannot be created or written to
     * @throws IOException if it cannot be listed
     */
    public void open(List<String> ids, Consumer<String> warning) throws IOException {
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
    public DataSplits data() {
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
    Laboratory on(DataSplits other) {
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
     * Trains every setup from a few seeds by the Runner, or takes what was trained before.
     *
     * @param task for the progress
     * @param setups what to train, by name
     * @param runEpochs epochs of each run
     * @return the runs of each setup, in the order of the seeds
     */
    Map<String, List<Run>> train(String task, Map<String, MlpConfiguration> setups, int runEpochs) {
        Map<String, List<Run>> runs = new LinkedHashMap<>();
        long[] runSeeds = fewSeeds();
        try (TaskProgress progress =
                console.progress(task, (long) setups.size() * runSeeds.length)) {
            setups.forEach(
                    (name, setup) -> {
                        List<Run> ofSetup = new ArrayList<>();
                        for (long one : runSeeds) {
                            ofSetup.add(trainings.run(setup, one, runEpochs));
                            progress.step();
                        }
                        runs.put(name, ofSetup);
                    });
        }
        return runs;
    }

    /** Trains one setup from a few seeds, or takes what was trained before. */
    List<Run> train(String task, MlpConfiguration setup, int runEpochs) {
        return List.copyOf(train(task, Map.of("", setup), runEpochs).values()).get(0);
    }
}
