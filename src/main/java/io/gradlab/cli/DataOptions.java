package io.gradlab.cli;

import io.gradlab.core.Require;
import io.gradlab.data.CsvDataset;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Moons;
import io.gradlab.data.MoonsConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A data set in a file, or generated moons. */
final class DataOptions {

    @Mixin private DataFileOption file = new DataFileOption();

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

    /** Reads or generates the data set that these options name, while the engine loads. */
    DataSplits dataset() throws IOException {
        Require.that(
                file.given() == null || noise == null,
                "--data %s and --noise %s exclude each other; give one",
                file.given(),
                noise);
        return WhileEngineLoads.get(this::readOrGenerate);
    }

    private DataSplits readOrGenerate() throws IOException {
        if (file.given() != null && seed != null) {
            return CsvDataset.readUnsplit(file.file(), seed);
        }
        if (noise == null && seed == null) {
            return CsvDataset.read(file.file(), 0);
        }
        return Moons.generate(noise == null ? moons() : moons().withNoise(noise));
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
