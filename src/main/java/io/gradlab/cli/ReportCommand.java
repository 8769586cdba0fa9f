package io.gradlab.cli;

import io.gradlab.console.Console;
import io.gradlab.core.Language;
import io.gradlab.experiment.Experiment;
import io.gradlab.experiment.ExperimentRegistry;
import io.gradlab.report.HtmlReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The page again, without training. */
@Command(
        name = "report",
        description = {
            "Renders report.html in --out again, from the result.json files and figures there; trains"
                    + " nothing.",
            "A missing or damaged file is told in one line, and the rest is rendered."
        })
final class ReportCommand extends StandardOptions {

    @Mixin private OutOption out = new OutOption();
    @Mixin private LanguageOption language = new LanguageOption();

    @Override
    public Integer call() throws IOException {
        render(out.directory(), language.ofPages(), console());
        return ExitCode.OK;
    }

    static List<String> ids() {
        return ExperimentRegistry.all().stream().map(Experiment::id).toList();
    }

    /** Writes the page of what is in the output folder, and says where. */
    static void render(Path out, Language language, Console console) throws IOException {
        int number = HtmlReport.write(out, ids(), language, Terminal::warn);
        console.line(
                "report of %d %s: %s"
                        .formatted(
                                number,
                                number == 1 ? "experiment" : "experiments",
                                out.resolve(HtmlReport.FILE)));
    }
}
