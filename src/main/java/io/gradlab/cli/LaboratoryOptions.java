package io.gradlab.cli;

import io.gradlab.core.Require;
import io.gradlab.data.TrainingData;
import io.gradlab.experiment.Experiment;
import io.gradlab.experiment.Experiment.Factor;
import io.gradlab.experiment.ExperimentRegistry;
import io.gradlab.experiment.Laboratory;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** What experiments share. */
abstract class LaboratoryOptions extends WorkOptions {

    private static final Map<Factor, List<String>> NAMES =
            new EnumMap<>(
                    Map.of(
                            Factor.SEED, List.of("--seed"),
                            Factor.SEEDS, List.of("--seeds"),
                            Factor.DATA, TrainingDataOptions.NAMES,
                            Factor.EPOCHS, List.of("--epochs"),
                            Factor.DEVICE, List.of("--device")));

    private static final String QUICK = "--quick";

    @Mixin LanguageOption language = new LanguageOption();
    @Mixin private EpochsOption epochs = new EpochsOption();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description =
                    "How many starts stand behind each share, from --seed on. Without it "
                            + Laboratory.SEEDS
                            + ", and "
                            + Laboratory.MAX_SEEDS
                            + " behind a share of step 1 or of 100 epochs, which stay from "
                            + Laboratory.SEEDS
                            + " on. Trainings one after another take 5 at most.")
    private @Nullable Integer seeds;

    @Option(
            names = QUICK,
            description =
                    "A shorter look: "
                            + Laboratory.QUICK_SEEDS
                            + " and "
                            + Laboratory.QUICK_MANY_SEEDS
                            + " starts instead of "
                            + Laboratory.SEEDS
                            + " and "
                            + Laboratory.MAX_SEEDS
                            + ", one training instead of "
                            + Laboratory.FEW_SEEDS
                            + " one after another.")
    private boolean quick;

    boolean quick() {
        return quick;
    }

    /** Of experiments whose options were checked. */
    Laboratory laboratory(List<Experiment> experiments) throws IOException {
        Require.that(
                !quick || seeds == null,
                "--quick and --seeds %d both say how many starts are taken; leave one out",
                seeds);
        TrainingData examples = data.read(this);
        Laboratory laboratory =
                new Laboratory(
                        out(),
                        seed.seed(),
                        seeds,
                        examples.splits(),
                        epochs.chosen(),
                        device.name(),
                        console(),
                        Interruption::requested);
        laboratory.describe(examples.description());
        if (quick) {
            laboratory.beQuick();
        }
        return laboratory;
    }

    /** Refuses options that none of the experiments uses. */
    void requireUse(List<Experiment> experiments) {
        String ids = experiments.stream().map(Experiment::id).collect(Collectors.joining(", "));
        for (Map.Entry<Factor, List<String>> uses : NAMES.entrySet()) {
            Factor input = uses.getKey();
            for (String name : uses.getValue()) {
                Require.that(
                        !Idle.given(spec, name) || !users(experiments, input).isEmpty(),
                        "%s %s not use %s, but %s; leave it out",
                        ids,
                        experiments.size() == 1 ? "does" : "do",
                        name,
                        UnknownOption.does(users(ExperimentRegistry.all(), input)));
            }
        }
    }

    private static List<String> users(List<Experiment> experiments, Factor input) {
        return experiments.stream()
                .filter(one -> one.inputs().contains(input))
                .map(Experiment::id)
                .toList();
    }

    /** Those that an experiment uses and that differ from the defaults, as a shell takes them. */
    List<String> given(Experiment experiment, Laboratory laboratory) {
        Stream<String> values =
                experiment.inputs().stream()
                        .map(NAMES::get)
                        .flatMap(Collection::stream)
                        .map(spec::findOption)
                        .filter(option -> option.getValue() != null && !isDefault(option))
                        .flatMap(CommandText::words);
        return Stream.concat(Stream.of(QUICK).filter(name -> quick), values).toList();
    }

    private static boolean isDefault(OptionSpec option) {
        return option.getValue().toString().equals(option.defaultValue())
                || option.getValue().equals(false);
    }
}
