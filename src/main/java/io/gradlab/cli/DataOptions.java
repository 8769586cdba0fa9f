package io.gradlab.cli;

import io.gradlab.core.Require;
import io.gradlab.data.CsvInput;
import io.gradlab.data.CsvOptions;
import io.gradlab.data.DataDescription;
import io.gradlab.data.MoonsConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A data set in a file, or generated moons. */
final class DataOptions {

    private static final String POSITIVE = "--positive";

    /** What is said of the file's columns; without a file of one's own they say nothing. */
    private static final String[] COLUMNS = {"--label", POSITIVE, "--drop", "--sep"};

    @Mixin private DataFileOption file = new DataFileOption();

    @Option(
            names = POSITIVE,
            paramLabel = "VALUE",
            description =
                    "The value of the label that counts as 1, against all others; without it labels"
                            + " are 0 and 1.")
    private @Nullable String positive;

    @Option(
            names = "--noise",
            paramLabel = "S",
            description = "Generate two moons with noise of this standard deviation.")
    private @Nullable Double noise;

    @Option(
            names = "--data-seed",
            paramLabel = "N",
            description =
                    "Seed of generated moons, or of the split of a file without split column.")
    private @Nullable Long seed;

    /** The moons to generate; null to read a file. Refuses what excludes each other. */
    @Nullable MoonsConfig generated(StandardOptions command) {
        Require.that(
                file.given() == null || noise == null,
                "--data %s and --noise %s exclude each other; give one",
                file.given(),
                noise);
        if (file.given() != null || (noise == null && seed == null)) {
            return null;
        }
        refuseColumns(command, "moons are generated and no file is read");
        return noise == null ? moons() : moons().withNoise(noise);
    }

    /** Refuses what is said of columns where no file is read. */
    void refuseColumns(StandardOptions command, String because) {
        Idle.refuse(command.spec, because, COLUMNS);
    }

    /** What the options say of the file's columns. */
    CsvOptions columns() {
        return file.options().withPositive(positive == null ? null : positive.strip());
    }

    /** What a parameter file says of them, or where it says nothing the options. */
    CsvOptions columns(@Nullable DataDescription known, StandardOptions command) {
        if (known == null) {
            return columns();
        }
        CsvOptions columns = file.options(known, command);
        Idle.refuse(command.spec, "the parameter file names the label", POSITIVE);
        return columns.withPositive(known.label().positive());
    }

    /** What is read where nothing is generated. */
    CsvInput input() {
        return file.input();
    }

    /** The seed that was given; null for none. */
    @Nullable Long seed() {
        return seed;
    }

    /** Generated moons of the usual noise. */
    private MoonsConfig moons() {
        MoonsConfig moons = MoonsConfig.standard();
        return seed == null ? moons : moons.withSeed(seed);
    }

    /** Moons whose noise is chosen elsewhere; refuses other data, or a noise. */
    MoonsConfig moonsOfAnyNoise() {
        Path given = file.given();
        Require.that(
                given == null && noise == null,
                "axis noise generates two moons; leave out %s",
                given != null ? "--data " + given : "--noise " + noise);
        return moons();
    }

    /** Refuses a seed that only splits, for who takes every row. */
    void requireNoSplitSeed(String because) {
        if (file.given() != null && seed != null) {
            throw Idle.refusal(because, "--data-seed " + seed);
        }
    }
}
