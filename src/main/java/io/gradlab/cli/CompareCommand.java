package io.gradlab.cli;

import io.gradlab.report.HtmlComparison;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Several runs, claim by claim. */
@Command(
        name = "compare",
        description = {
            "Puts runs of the laboratory, two or those of a class, side by side in compare.html in"
                    + " --out, writes every claim of each to claims.csv there, and prints the claims"
                    + " whose numbers differ."
        })
final class CompareCommand extends StandardOptions {

    @Mixin private OutOption outOption = new OutOption();
    @Mixin private LanguageOption language = new LanguageOption();

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description = "The --out folders of 2 to 100 runs.")
    private List<Path> folders = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Path out = outOption.directory();
        HtmlComparison comparison = new HtmlComparison(language.ofPages(), Terminal::warn);
        console().table(comparison.write(folders, ReportCommand.ids(), out));
        console()
                .line(
                        "written to %s and %s"
                                .formatted(
                                        out.resolve(HtmlComparison.FILE),
                                        out.resolve(HtmlComparison.CLAIMS)));
        return ExitCode.OK;
    }
}
