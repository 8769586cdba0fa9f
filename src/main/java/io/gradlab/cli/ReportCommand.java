package io.gradlab.cli;

import io.gradlab.console.Console;
import io.gradlab.core.Language;
import io.gradlab.experiment.Experiment;
import io.gradlab.experiment.ExperimentRegistry;
import io.gradlab.report.HtmlBrief;
import io.gradlab.report.HtmlReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The page again, without training. */
@Command(
        name = "report",
        description = {
            "Renders report.html in --out again, from the result.json files and figures there; trains"
                    + " nothing. With --brief a hand-out as well: brief.html, a page of A4 for each"
                    + " question.",
            "A missing or damaged file is told in one line, and the rest is rendered."
        })
final class ReportCommand extends StandardOptions {

    @Mixin private OutOption out = new OutOption();
    @Mixin private LanguageOption language = new LanguageOption();

    @Option(
            names = "--brief",
            description = "Write brief.html too: claim, figure, numbers and exercises to hand out.")
    private boolean brief;

    @Override
    public Integer call() throws IOException {
        Path directory = out.directory();
        render(directory, language.ofPages(), console());
        if (brief) {
            // What is missing has been told already.
            int pages = HtmlBrief.write(directory, ids(), language.ofPages(), line -> {});
            console()
                    .line(
                            "hand-out of %d %s: %s"
                                    .formatted(
                                            pages,
                                            pages == 1 ? "page" : "pages",
                                            directory.resolve(HtmlBrief.FILE)));
        }
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
