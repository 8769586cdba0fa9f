package io.gradlab.cli;

import io.gradlab.report.HtmlComparison;
import io.gradlab.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Two runs, claim by claim. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Puts two runs of the laboratory side by side in compare.html in --out, and prints the"
                        + " claims whose numbers differ.")
final class CompareCommand implements Callable<Integer> {

    @ParentCommand private GradlabCommand parent = new GradlabCommand();

    @Parameters(index = "0", paramLabel = "DIR1", description = "The --out folder of a run.")
    private Path left = Path.of("");

    @Parameters(index = "1", paramLabel = "DIR2", description = "That of another.")
    private Path right = Path.of("");

    @Override
    public Integer call() throws IOException {
        CommonOptions common = parent.common();
        ReportCommand.requireNothingToTrain("compare", common);
        Path out = common.out();
        Table differences =
                HtmlComparison.write(
                        left,
                        right,
                        ReportCommand.ids(),
                        out,
                        common.language(),
                        ReportCommand::warn);
        common.console().table(differences);
        common.console().line("written to " + out.resolve(HtmlComparison.FILE));
        return ExitCode.OK;
    }
}
