package io.gradlab.cli;

import io.gradlab.core.UserMistake;
import io.gradlab.params.ParameterFile;
import io.gradlab.params.SavedParameters;
import io.gradlab.params.UnknownWay;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How files of other programs are read, where they do not tell it. */
final class ForeignParameters {

    @Option(
            names = "--transpose",
            description =
                    "The file's weights are (inputs, units), as in Paddle and Keras; =false:"
                            + " (units, inputs), as in PyTorch (default: what the shapes say).")
    private @Nullable Boolean transpose;

    /** A file, its weights as the user says if he says it. */
    SavedParameters read(Path file) throws IOException {
        try {
            return transpose == null
                    ? ParameterFile.read(file)
                    : ParameterFile.read(file, transpose);
        } catch (UserMistake e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof UnknownWay) {
                    throw new UserMistake(
                            e.getMessage()
                                    + ": --transpose for (inputs, units), --transpose=false for"
                                    + " (units, inputs)",
                            e);
                }
            }
            throw e;
        }
    }
}
