package io.gradlab.cli;

import io.gradlab.core.Require;
import io.gradlab.params.ParameterFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Parameters from one format to another. */
@Command(
        name = "export",
        description =
                "Writes saved parameters in the format that the extension names: .params, .npz or"
                        + " .safetensors.")
final class ExportCommand extends StandardOptions {

    @Mixin private ParametersOptions parameters = new ParametersOptions();

    @Option(names = "--to", paramLabel = "FILE", required = true, description = "The new file.")
    private Path target = Path.of("");

    @Override
    public Integer call() throws IOException {
        Require.that( // a pipe would be replaced
                !Files.exists(target) || Files.isRegularFile(target),
                "--to %s is no regular file; name another one",
                target);
        ParameterFile.write(target, parameters.read());
        console().line("wrote    " + target);
        return ExitCode.OK;
    }
}
