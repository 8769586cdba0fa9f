package io.gradlab;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.DefaultTrainingConfig;
import io.gradlab.console.Console;
import io.gradlab.console.Screen;
import io.gradlab.core.Language;
import io.gradlab.data.DataSplits;
import io.gradlab.engine.Torch;
import io.gradlab.engine.Versions;
import io.gradlab.experiment.ExperimentRegistry;
import io.gradlab.experiment.Laboratory;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.LogitsLoss;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpBlock;
import io.gradlab.population.Member;
import io.gradlab.population.Population;
import io.gradlab.population.PopulationConfig;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that comes to the engine by one public entry, and prints the settings it then has.
 * Arguments: entries, in order.
 */
final class EngineEntry {

    private EngineEntry() {}

    public static void main(String[] arguments) throws IOException {
        for (String entry : arguments) {
            enter(entry);
        }
        System.out.printf(
                "engine threads %d, told %d, offline %s, untracked %s%n",
                JniUtils.getNumThreads(),
                Torch.threads(),
                System.getProperty("ai.djl.offline"),
                System.getProperty("OPT_OUT_TRACKING"));
    }

    private static void enter(String entry) throws IOException {
        DataSplits moons = ReferenceTrace.moons();
        // Wide enough that a population needs the engine.
        MlpArchitecture network = new MlpArchitecture(2, List.of(201), ActivationFunction.RELU);
        List<Member> members = List.of(Member.of(network, InitialWeights.he(), 0, 1, 0.1));
        switch (entry) {
            case "somebody else" -> Engine.getInstance();
            case "Torch.configure" -> Torch.configure();
            case "Torch.load" -> Torch.load();
            case "Torch.gpus" -> Torch.gpus();
            case "Torch.newBaseManager" -> Torch.newBaseManager(Device.cpu()).close();
            case "Torch.newModel" -> Torch.newModel("any", Device.cpu()).close();
            case "Versions.current" -> Versions.current();
            case "Population.train" -> Population.train(moons, members, PopulationConfig.epochs(2));
            case "Population.train on a device" ->
                    Population.train(moons, members, PopulationConfig.epochs(2), Device.cpu());
            case "Runner" -> {
                try (Runner runner = new Runner(new MlpBlock(network), Runner.sgd(0.1f))) {
                    runner.train(moons, RunnerConfig.epochs(2));
                }
            }
            case "Runner, configured without devices" -> {
                DefaultTrainingConfig ordinary =
                        new DefaultTrainingConfig(new LogitsLoss())
                                .optOptimizer(Runner.sgd(0.1f).getOptimizer());
                try (Runner runner = new Runner(new MlpBlock(network), ordinary)) {
                    runner.train(moons, RunnerConfig.epochs(2));
                }
            }
            case "Experiment.run" -> {
                Path out = Files.createTempDirectory("gradlab-test");
                Console nobody =
                        new Console(
                                new PrintStream(
                                        OutputStream.nullOutputStream(),
                                        false,
                                        StandardCharsets.UTF_8),
                                true,
                                Screen.NONE,
                                Language.EN);
                ExperimentRegistry.named("initializers")
                        .run(new Laboratory(out, 0, 1, moons, 2, "cpu", nobody, () -> false));
            }
            default -> throw new AssertionError(entry);
        }
    }
}
