package io.gradlab.cli;

import io.gradlab.core.Require;
import io.gradlab.data.DataSplits;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpBlock;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times runs in one process, for {@code scripts/compare-pytorch}. */
@Command(
        name = "bench",
        hidden = true,
        description = "Prints the seconds of each of several runs of 2-5-1.")
final class BenchCommand extends StandardOptions {

    @Mixin private TrainingDataOptions dataOptions = new TrainingDataOptions();
    @Mixin private EpochsOption epochs = new EpochsOption();
    @Mixin private SeedOption seed = new SeedOption();

    @Option(
            names = "--repeats",
            paramLabel = "N",
            defaultValue = "10",
            description = "Number of runs (default: ${DEFAULT-VALUE}).")
    private int repeats;

    @Override
    public Integer call() throws IOException {
        Require.that(repeats >= 1, "--repeats %d must be at least 1; use for example 10", repeats);
        RunnerConfig config = RunnerConfig.epochs(epochs.orDefault());
        DataSplits data = dataOptions.dataset(this);
        for (int i = 0; i < repeats && !Interruption.requested(); i++) {
            MlpBlock network =
                    MlpBlock.twoLayer(data.width(), 5)
                            .withInitialValues(InitialWeights.normal(1), 0, seed.seed() + i);
            try (Runner runner = new Runner(network, Runner.sgd(0.2f))) {
                System.out.printf("seconds: %.6f%n", runner.train(data, config).seconds());
            }
        }
        return ExitCode.OK;
    }
}
