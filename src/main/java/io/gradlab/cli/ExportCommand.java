package io.gradlab.cli;

import io.gradlab.core.Require;
import io.gradlab.params.DjlBlock;
import io.gradlab.params.ParameterFile;
import io.gradlab.params.SavedParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    private static final Map<String, DjlBlock> BLOCKS =
            Map.of("sequential", DjlBlock.SEQUENTIAL, "zoo", DjlBlock.ZOO);

    @Mixin private ParametersOptions parameters = new ParametersOptions();

    @Option(names = "--to", paramLabel = "FILE", required = true, description = "The new file.")
    private Path target = Path.of("");

    @Option(
            names = "--for",
            paramLabel = "BLOCK",
            description =
                    "For a .params: the DJL block that shall load it, sequential (a SequentialBlock of"
                            + " Linear and activation functions) or zoo (the model zoo's Mlp);"
                            + " without it an MlpBlock of this program.")
    private @Nullable String block;

    @Override
    public Integer call() throws IOException {
        Require.that( // a pipe would be replaced
                !Files.exists(target) || Files.isRegularFile(target),
                "--to %s is no regular file; name another one",
                target);
        Require.that(
                block == null || BLOCKS.containsKey(block),
                "--for '%s' is unknown; %suse sequential or zoo",
                block,
                block == null
                        ? ""
                        : Spelling.nearest(block, BLOCKS.keySet())
                                .map("did you mean %s? "::formatted)
                                .orElse(""));
        Require.that(
                block == null || target.toString().toLowerCase(Locale.ROOT).endsWith(".params"),
                "--for %s is the form of a .params, which DJL loads, and --to %s is none; leave --for"
                        + " out, or name a .params",
                block,
                target);
        SavedParameters saved = parameters.read(this);
        if (block == null) {
            ParameterFile.write(target, saved);
        } else {
            ParameterFile.write(target, saved, BLOCKS.getOrDefault(block, DjlBlock.MLP));
        }
        console().line("wrote    " + target);
        return ExitCode.OK;
    }
}
