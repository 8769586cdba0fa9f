package io.gradlab.cli;

import ai.djl.Device;
import io.gradlab.core.UserMistake;
import io.gradlab.data.CsvDataset;
import io.gradlab.data.Dataset;
import io.gradlab.data.Moons;
import io.gradlab.data.MoonsConfig;
import io.gradlab.data.OutputFolder;
import io.gradlab.engine.Torch;
import io.gradlab.report.ChineseFont;
import io.gradlab.report.Console;
import io.gradlab.report.Language;
import io.gradlab.train.RunnerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or after its name. */
final class CommonOptions {

    private static final String DEFAULT_DATA = "notebooks-data/moon1000.csv";

    private static final int DEFAULT_SEEDS = 5;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "out",
            scope = ScopeType.INHERIT,
            description = "Where files go (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("out");

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            scope = ScopeType.INHERIT,
            description = "Seed of the initial weights (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "" + DEFAULT_SEEDS,
            scope = ScopeType.INHERIT,
            description =
                    "How many seeds an experiment over seeds takes, from --seed on (default:"
                            + " ${DEFAULT-VALUE}).")
    private int seeds = DEFAULT_SEEDS;

    @Option(
            names = "--data",
            paramLabel = "FILE.csv",
            scope = ScopeType.INHERIT,
            description =
                    "Data set; label 0/1, optional split, numeric features (default: Moon1000).")
    private @Nullable Path data;

    @Option(
            names = "--noise",
            paramLabel = "S",
            scope = ScopeType.INHERIT,
            description = "Generate two moons with noise of this standard deviation.")
    private @Nullable Double noise;

    @Option(
            names = "--data-seed",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            description =
                    "Seed of generated moons, or of the split of a file without split column.")
    private @Nullable Long dataSeed;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            description = "Number of epochs (default: 1000, or what the experiment says).")
    private @Nullable Integer epochs;

    @Option(
            names = "--device",
            paramLabel = "cpu|gpu|gpu:N",
            defaultValue = "cpu",
            scope = ScopeType.INHERIT,
            description = "Where tensors live (default: ${DEFAULT-VALUE}).")
    private String device = "cpu";

    @Option(
            names = "--lang",
            paramLabel = "en|zh",
            defaultValue = "en",
            scope = ScopeType.INHERIT,
            description = "Language of the report and of figures (default: ${DEFAULT-VALUE}).")
    private String language = "en";

    @Option(
            names = "--quiet",
            scope = ScopeType.INHERIT,
            description = "Print nothing but errors and asked-for results.")
    private boolean quiet;

    /**
     * Where files go.
     *
     * @throws IllegalArgumentException if the name is empty, as from an unset variable of a shell
     */
    Path out() {
        if (out.toString().isEmpty()) {
            throw new UserMistake(
                    "--out '' names no directory; use for example --out out, or --out . for this"
                            + " one");
        }
        return out;
    }

    /**
     * Opens the folder where files go, when everything else has been checked.
     *
     * @param parts folders in it that the command writes to
     */
    OutputFolder open(String... parts) throws IOException {
        return OutputFolder.open(out(), List.of(parts), ReportCommand::warn);
    }

    long seed() {
        return seed;
    }

    int seeds() {
        return seeds;
    }

    /**
     * The number of epochs that the user chose, or null.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    @Nullable Integer epochs() {
        return epochs == null ? null : RunnerConfig.epochs(epochs).epochs();
    }

    int epochs(int defaultEpochs) {
        return epochs == null ? defaultEpochs : epochs;
    }

    Device device() {
        return Torch.device(device);
    }

    /**
     * Language of pages.
     *
     * @throws IllegalArgumentException for an unknown one
     */
    Language language() {
        return Language.of(language);
    }

    /**
     * Language of figures, besides English: English where no font has the glyphs, with one line of
     * warning. Boxes tell nobody anything.
     *
     * @throws IllegalArgumentException if there is no such language
     */
    Language figureLanguage() {
        if (language() == Language.EN || ChineseFont.present()) {
            return language();
        }
        ReportCommand.warn(
                "no font here has Chinese glyphs, so that the figure files keep English labels;"
                        + " install one, on Debian: apt-get install fonts-noto-cjk");
        return Language.EN;
    }

    /** Those of the results, not of where and how they are shown, that differ from the defaults. */
    List<String> options() {
        List<String> words = new ArrayList<>();
        add(words, "--seed", seed == 0 ? null : seed);
        add(words, "--seeds", seeds == DEFAULT_SEEDS ? null : seeds);
        add(words, "--data", data);
        add(words, "--noise", noise);
        add(words, "--data-seed", dataSeed);
        add(words, "--epochs", epochs);
        add(words, "--device", device.equals("cpu") ? null : device);
        return words;
    }

    private static void add(List<String> words, String name, @Nullable Object value) {
        if (value != null) {
            words.addAll(List.of(name, value.toString()));
        }
    }

    Console console() {
        return new Console(System.out, quiet, Terminal.present());
    }

    BooleanSupplier stop() {
        return Interruption::requested;
    }

    /** The file that is read: the given one or the committed Moon1000. */
    Path dataFile() {
        if (data != null) {
            return data;
        }
        Path home = Path.of(System.getProperty("gradlab.home", ""));
        Path committed = home.resolve(DEFAULT_DATA);
        if (!Files.exists(committed)) {
            throw new UserMistake(
                    "the default data set "
                            + committed
                            + " is not there; run in the project's folder, or give --data FILE.csv"
                            + " or --noise 0.1");
        }
        return committed;
    }

    /** Reads or generates the data set that these options name, while the engine loads. */
    Dataset dataset() throws IOException {
        return WhileEngineLoads.get(this::readOrGenerate);
    }

    private Dataset readOrGenerate() throws IOException {
        if (noise == null && (data != null || dataSeed == null)) {
            return CsvDataset.read(dataFile(), dataSeed == null ? 0 : dataSeed);
        }
        if (data != null) {
            throw new UserMistake(
                    "--data " + data + " and --noise " + noise + " exclude each other; give one");
        }
        MoonsConfig moons = moons();
        return Moons.generate(noise == null ? moons : moons.withNoise(noise));
    }

    /** Generated moons of the usual noise. */
    private MoonsConfig moons() {
        MoonsConfig moons = MoonsConfig.standard();
        return dataSeed == null ? moons : moons.withSeed(dataSeed);
    }

    /**
     * Moons whose noise is chosen elsewhere.
     *
     * @throws IllegalArgumentException if the options name other data, or a noise
     */
    MoonsConfig moonsOfAnyNoise() {
        if (data != null || noise != null) {
            throw new UserMistake(
                    "axis noise generates two moons; leave out "
                            + (data != null ? "--data " + data : "--noise " + noise));
        }
        return moons();
    }
}
