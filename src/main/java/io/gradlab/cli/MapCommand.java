package io.gradlab.cli;

import io.gradlab.console.Console;
import io.gradlab.core.Language;
import io.gradlab.core.Require;
import io.gradlab.core.Text;
import io.gradlab.core.UserMistake;
import io.gradlab.data.DataSplits;
import io.gradlab.data.MoonsConfig;
import io.gradlab.files.OutputFolder;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.study.MapAxis;
import io.gradlab.study.MapAxis.Setting;
import io.gradlab.study.MapTraining;
import io.gradlab.study.PhaseMap;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The phase map of two settings. */
@Command(
        name = "map",
        description = {
            "Trains a population for each pair of two settings; says where training succeeds, and what"
                    + " becomes of the failures elsewhere.",
            "Writes map.csv, result.json, cells/ and the figures map-success and map-pathology to --out."
                    + " Stopped, the same command goes on where it was.",
            "An axis is NAME=V1,V2,... or NAME=FROM:TO:log|lin:N, with NAME learning-rate, hidden, depth,"
                    + " weight-std, bias, noise, activation, slope or clip-norm."
        })
final class MapCommand extends PopulationOptions {

    private static final int DEFAULT_MEMBERS = 200;

    private static final ActivationFunction LEAKY =
            ActivationFunction.leakyRelu(ActivationFunction.DEFAULT_SLOPE);

    private static final List<String> SETTINGS =
            Stream.of(Setting.values()).map(Setting::id).toList();

    @Option(
            names = "--x",
            paramLabel = "AXIS",
            required = true,
            description = "Columns, for example learning-rate=0.1:30:log:12.")
    private String x = "";

    @Option(
            names = "--y",
            paramLabel = "AXIS",
            required = true,
            description = "Rows, for example hidden=1,2,3,4,5,6,8,10.")
    private String y = "";

    @Override
    public Integer call() throws IOException {
        MapAxis columns = axis(x);
        MapAxis rows = axis(y);
        requireNotVaried(columns);
        requireNotVaried(rows);
        ActivationFunction function = function(columns, rows);
        requireUse(function);
        Language figures = language.ofFigures();
        String deviceName = device.name();
        Console console = console();
        boolean noise = columns.setting() == Setting.NOISE || rows.setting() == Setting.NOISE;
        MoonsConfig moons = noise ? data.moonsOfAnyNoise(this) : MoonsConfig.standard();
        DataSplits examples = data.dataset(this);
        PhaseMap map =
                new PhaseMap(
                        columns,
                        rows,
                        examples,
                        moons,
                        member(examples.width(), function),
                        members(DEFAULT_MEMBERS),
                        seed.seed(),
                        success,
                        epochs.orDefault());
        map.check();
        Require.that(
                !Files.exists(out().resolve("members.csv")),
                "--out '%s' holds a population; choose another folder",
                out());
        OutputFolder folder = out.open("cells");
        console.line(
                noise
                        ? Text.of("data     two moons, seed %d", moons.seed())
                        : Text.of("data     %s", examples.name()));
        MapTraining training = new MapTraining(map, folder, deviceName, console);
        return training.run(CommandText.of(spec), figures, Interruption::requested)
                ? ExitCode.OK
                : ExitCode.INTERRUPTED;
    }

    private static MapAxis axis(String text) {
        int at = text.indexOf('=');
        String name = text.substring(0, Math.max(0, at));
        if (at > 0 && !SETTINGS.contains(name)) {
            meant(name)
                    .ifPresent(
                            setting -> {
                                throw new UserMistake(
                                        "there is no axis %s; did you mean %s%s?"
                                                .formatted(name, setting, text.substring(at)));
                            });
        }
        return MapAxis.parse(text);
    }

    /** Settings are called as their options are. */
    private static Optional<String> meant(String name) {
        return OptionNames.of(Spelling.plain(name)).stream()
                .map(option -> option.equals("--weights") ? "weight-std" : option.substring(2))
                .filter(SETTINGS::contains)
                .findFirst()
                .or(() -> Spelling.nearest(name, SETTINGS));
    }

    /** Of a setting that varies, its own option has no effect. */
    private void requireNotVaried(MapAxis axis) {
        Setting setting = axis.setting();
        Idle.refuse(
                spec,
                "axis " + setting.id() + " gives other values",
                setting == Setting.WEIGHT_STD ? "--weights" : "--" + setting.id());
        if (setting == Setting.WEIGHT_STD
                && axis.values().stream().mapToDouble(Double::parseDouble).allMatch(v -> v == 0)) {
            Idle.refuse(spec, "axis weight-std has 0 alone, which draws nothing", "--seed");
        }
        Require.that(
                setting != Setting.CLIP_NORM || !Idle.given(spec, "--clip-value"),
                "axis clip-norm and --clip-value exclude each other; give one");
        if (setting == Setting.ACTIVATION && !axis.values().contains(LEAKY.id())) {
            Idle.refuse(spec, "no value of axis activation is " + LEAKY.id(), "--slope");
        }
    }

    /** The one that the options complete: {@code --slope} is of the leaky one of the axis. */
    private static ActivationFunction function(MapAxis columns, MapAxis rows) {
        return Stream.of(columns, rows)
                        .filter(axis -> axis.setting() == Setting.ACTIVATION)
                        .anyMatch(axis -> axis.values().contains(LEAKY.id()))
                ? LEAKY
                : ActivationFunction.SIGMOID;
    }
}
