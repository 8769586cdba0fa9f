package io.gradlab.cli;

import ai.djl.Device;
import io.gradlab.core.UserMistake;
import io.gradlab.data.Dataset;
import io.gradlab.data.MoonsConfig;
import io.gradlab.data.OutputFolder;
import io.gradlab.experiment.MapAxis;
import io.gradlab.experiment.MapAxis.Setting;
import io.gradlab.experiment.PhaseMap;
import io.gradlab.report.Console;
import io.gradlab.report.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The phase map of two settings. */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a population for each pair of two settings; says where training succeeds, and what"
                    + " becomes of the failures elsewhere.",
            "Writes map.csv, result.json, cells/ and the figures map-success and map-pathology to --out."
                    + " Stopped, the same command goes on where it was.",
            "An axis is NAME=V1,V2,... or NAME=FROM:TO:log|lin:N, with NAME learning-rate, hidden, depth,"
                    + " weight-std, bias, noise, activation, slope or clip-norm."
        })
final class MapCommand implements Callable<Integer> {

    private static final int DEFAULT_MEMBERS = 200;

    @ParentCommand private GradlabCommand parent = new GradlabCommand();
    @Mixin private PopulationOptions options = new PopulationOptions();

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
        CommonOptions common = parent.common();
        Language language = common.figureLanguage();
        Device device = common.device();
        Console console = common.console();
        MapAxis columns = MapAxis.parse(x);
        MapAxis rows = MapAxis.parse(y);
        boolean noise = columns.setting() == Setting.NOISE || rows.setting() == Setting.NOISE;
        MoonsConfig moons = noise ? common.moonsOfAnyNoise() : MoonsConfig.standard();
        Dataset data = common.dataset();
        PhaseMap map =
                new PhaseMap(
                        columns,
                        rows,
                        data,
                        moons,
                        options.member(data.width()),
                        options.members(DEFAULT_MEMBERS),
                        common.seed(),
                        options.success(),
                        common.epochs(PopulationOptions.DEFAULT_EPOCHS));
        map.check();
        if (Files.exists(common.out().resolve("members.csv"))) {
            throw new UserMistake(
                    "--out '" + common.out() + "' holds a population; choose another folder");
        }
        OutputFolder folder = common.open("cells");
        console.line("data     " + (noise ? "two moons, seed " + moons.seed() : data.name()));
        if (!map.run(folder, device, console, language, common.stop())) {
            console.line("stopped; the same command goes on with the cells that are missing");
            return ExitCode.INTERRUPTED;
        }
        return ExitCode.OK;
    }
}
