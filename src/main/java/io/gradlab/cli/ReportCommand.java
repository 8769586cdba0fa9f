package io.gradlab.cli;

import io.gradlab.core.UserMistake;
import io.gradlab.experiment.Experiment;
import io.gradlab.experiment.ExperimentRegistry;
import io.gradlab.report.HtmlReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** The page again, without training. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Renders report.html in --out again, from the result.json files and figures there; trains"
                    + " nothing.",
            "A missing or damaged file is told in one line, and the rest is rendered."
        })
final class ReportCommand implements Callable<Integer> {

    private static final int MOST_SHOWN = 600;

    @ParentCommand private GradlabCommand parent = new GradlabCommand();

    @Override
    public Integer call() throws IOException {
        requireNothingToTrain("report", parent.common());
        render(parent.common());
        return ExitCode.OK;
    }

    /** Options of a training would have no effect here, and somebody would believe they had. */
    static void requireNothingToTrain(String command, CommonOptions common) {
        if (!common.options().isEmpty()) {
            throw new UserMistake(
                    command
                            + " trains nothing, so that "
                            + String.join(" ", common.options())
                            + " has no effect; leave it out");
        }
    }

    static List<String> ids() {
        return ExperimentRegistry.all().stream().map(Experiment::id).toList();
    }

    /** One line: names from a file that is not ours must neither steer nor fill a terminal. */
    static void warn(String line) {
        String shown = line.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ");
        System.err.println("warning: " + shown.substring(0, Math.min(MOST_SHOWN, shown.length())));
    }

    /** Writes the page of what is in the output folder, and says where. */
    static void render(CommonOptions common) throws IOException {
        Path out = common.out();
        int number = HtmlReport.write(out, ids(), common.language(), ReportCommand::warn);
        common.console()
                .line(
                        "report of "
                                + number
                                + (number == 1 ? " experiment: " : " experiments: ")
                                + out.resolve(HtmlReport.FILE));
    }
}
