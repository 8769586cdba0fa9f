package io.gradlab.cli;

import io.gradlab.report.HtmlComparison;
import io.gradlab.result.Table;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Two runs, claim by claim. */
@Command(
        name = "compare",
        description =
                "Puts two runs of the laboratory side by side in compare.html in --out, and prints the"
                        + " claims whose numbers differ.")
final class CompareCommand extends StandardOptions {

    @Mixin private OutOption outOption = new OutOption();
    @Mixin private LanguageOption language = new LanguageOption();

    @Parameters(index = "0", paramLabel = "DIR1", description = "The --out folder of a run.")
    private Path left = Path.of("");

    @Parameters(index = "1", paramLabel = "DIR2", description = "That of another.")
    private Path right = Path.of("");

    @Override
    public Integer call() throws IOException {
        Path out = outOption.directory();
        Table differences =
                HtmlComparison.write(
                        left, right, ReportCommand.ids(), out, language.ofPages(), Terminal::warn);
        console().table(differences);
        console().line("written to " + out.resolve(HtmlComparison.FILE));
        return ExitCode.OK;
    }
}
