package io.gradlab.experiment;

import io.gradlab.console.Console;
import io.gradlab.console.TaskProgress;
import io.gradlab.core.Language;
import io.gradlab.core.Require;
import io.gradlab.data.DataDescription;
import io.gradlab.data.DataSplits;
import io.gradlab.files.OutputFolder;
import io.gradlab.nn.MlpConfiguration;
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

    /**
     * Most seeds, and the starts behind a share of step 1 or of runs of at most 100 epochs: it is
     * known within 0.03.
     */
    public static final int MAX_SEEDS = 1000;

    /** Starts behind a share of runs of the book's 1000 epochs: it is known within 0.06. */
    public static final int SEEDS = 300;

    /** Most seeds of trainings one after another. */
    public static final int FEW_SEEDS = 5;

    /** In a quick look, instead of {@value #SEEDS}: a share is known within 0.18. */
    public static final int QUICK_SEEDS = 30;

    /** In a quick look, instead of {@value #MAX_SEEDS}: a share is known within 0.1. */
    public static final int QUICK_MANY_SEEDS = 100;

    private final Path out;
    private final long seed;
    private final @Nullable Integer seeds;
    private final int manySeeds;
    private final DataSplits data;
    private final @Nullable Integer epochs;
    private final String device;
    private final Console console;
    private final BooleanSupplier stop;
    private final Trainings trainings;
    private @Nullable DataDescription description;
    private boolean quick;
    private boolean cures;
    private Language language = Language.EN;
    private List<String> options = List.of();
    private @Nullable String command;
    private @Nullable OutputFolder folder;

    /**
     * A laboratory.
     *
     * @param out directory of the results; an experiment writes under {@code out/id}
     * @param seed first seed of initial weights; the others follow by ones
     * @param seeds how many starts stand behind each share, 1 to {@value #MAX_SEEDS}; null for
     *     {@value #MAX_SEEDS} where the experiment's question is about step 1 or at most 100
     *     epochs, and for {@value #SEEDS} where it is about more. From {@value #SEEDS} on the
     *     former stay {@value #MAX_SEEDS}. Trainings one after another take the first five at most
     * @param data the data set
     * @param epochs epochs of every run, or null for each experiment's own number
     * @param device where the tensors live, by a name that {@code Torch.device} takes
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
            String device,
            Console console,
            BooleanSupplier stop) {
        int most = seeds == null || seeds >= SEEDS ? MAX_SEEDS : seeds;
        Require.that(
                seeds == null || (seeds >= 1 && seeds <= MAX_SEEDS),
                "seeds %d are outside 1 to %d; use for example 30",
                seeds,
                MAX_SEEDS);
        Require.that(
                seed <= Long.MAX_VALUE - most,
                "seed %d leaves no room for %d seeds from there on; use a smaller one",
                seed,
                most);
        if (epochs != null) {
            RunnerConfig.epochs(epochs); // refuses what is out of range
        }
        this.out = out;
        this.seed = seed;
        this.seeds = seeds;
        manySeeds = most;
        this.data = data;
        this.epochs = epochs;
        this.device = device;
        this.console = console;
        this.stop = stop;
        trainings = new Trainings(data, device, stop);
    }

    Path out() {
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

    long seed() {
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
     * What the parameter files have to know of the data.
     *
     * @param known of the data set
     */
    public void describe(DataDescription known) {
        description = known;
    }

    @Nullable DataDescription description() {
        return description;
    }

    String device() {
        return device;
    }

    Console console() {
        return console;
    }

    /** Asked before every epoch: true abandons the experiment. */
    BooleanSupplier stop() {
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

    /**
     * Takes fewer starts where the user has not said how many: {@value #QUICK_SEEDS} and {@value
     * #QUICK_MANY_SEEDS} behind a share, one in trainings one after another, and fewer of what else
     * an experiment counts; draws figures for the page alone.
     */
    public void beQuick() {
        quick = true;
    }

    /** Looks for the change that helps where something of an experiment fails. */
    public void lookForCures() {
        cures = true;
    }

    /** Whether it was asked for. */
    boolean looksForCures() {
        return cures;
    }

    boolean isQuick() {
        return quick;
    }

    /** How many of what an experiment counts besides starts. */
    int number(int own, int inAQuickLook) {
        return quick ? inAQuickLook : own;
    }

    /** The user's number of epochs, or the experiment's own. */
    int epochsOr(int own) {
        return epochs == null ? own : epochs;
    }

    /** seed, seed + 1, ...: as many as the user chose, or another number. */
    long[] seedsOr(int own) {
        return seeds(seeds == null ? own : seeds);
    }

    /** For a share of runs of the book's 1000 epochs. */
    long[] seeds() {
        return seedsOr(number(SEEDS, QUICK_SEEDS));
    }

    /** For a share of step 1, or of runs of at most 100 epochs. */
    long[] manySeeds() {
        return seeds == null ? seeds(number(MAX_SEEDS, QUICK_MANY_SEEDS)) : seeds(manySeeds);
    }

    /** For trainings one after another. */
    long[] fewSeeds() {
        int most = number(FEW_SEEDS, 1);
        return seeds(Math.min(seedsOr(most).length, most));
    }

    private long[] seeds(int number) {
        return LongStream.range(seed, seed + number).toArray();
    }

    Trainings trainings() {
        return trainings;
    }

    /** A training, or what is known of it. */
    interface Training<R> {
        R of(MlpConfiguration setup, long seed);
    }

    /** Of each setup by its name, one for each seed in their order. */
    <N, R> Map<N, List<R>> each(
            String task, Map<N, MlpConfiguration> setups, long[] ofEach, Training<R> training) {
        Map<N, List<R>> all = new LinkedHashMap<>();
        try (TaskProgress progress = console.progress(task, (long) setups.size() * ofEach.length)) {
            setups.forEach(
                    (name, setup) -> {
                        List<R> ofSetup = new ArrayList<>();
                        for (long one : ofEach) {
                            ofSetup.add(training.of(setup, one));
                            progress.step();
                        }
                        all.put(name, ofSetup);
                    });
        }
        return all;
    }

    /** Trains every setup from a few seeds by the Runner, or takes what was trained before. */
    <N> Map<N, List<Run>> train(String task, Map<N, MlpConfiguration> setups, int runEpochs) {
        return each(task, setups, fewSeeds(), (setup, one) -> trainings.run(setup, one, runEpochs));
    }

    /** Trains one setup from a few seeds, or takes what was trained before. */
    List<Run> train(String task, MlpConfiguration setup, int runEpochs) {
        return List.copyOf(train(task, Map.of("", setup), runEpochs).values()).get(0);
    }
}
