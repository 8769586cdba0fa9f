package io.gradlab.cli;

import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import io.gradlab.data.CsvInput;
import io.gradlab.data.CsvOptions;
import io.gradlab.data.DataDescription;
import io.gradlab.data.Separator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A data set in a file, and which of its columns is the label. */
final class DataFileOption {

    private static final String DEFAULT = "notebooks-data/moon1000.csv";

    private static final String STANDARD_INPUT = "-";

    @Option(
            names = "--data",
            paramLabel = "FILE.csv",
            description =
                    "Data set: a CSV file of features, a label and if you like a split; - is standard"
                            + " input (default: Moon1000).")
    private @Nullable Path file;

    @Option(
            names = "--label",
            paramLabel = "NAME",
            description = "Column of the labels (default: label).")
    private @Nullable String label;

    @Option(
            names = "--drop",
            paramLabel = "NAME,...",
            description = "Columns that are not read, such as ids and text.")
    private @Nullable String drop;

    @Option(
            names = "--sep",
            paramLabel = "SIGN",
            description =
                    "What separates values: , ; or tab (default: as the header shows). Between ;"
                            + " and tabs numbers may have decimal commas.")
    private @Nullable String separator;

    /** The given file, or null. */
    @Nullable Path given() {
        return file;
    }

    /** What is read: the given file, standard input or the committed Moon1000. */
    CsvInput input() {
        if (file == null) {
            return CsvInput.of(committed());
        }
        return file.toString().equals(STANDARD_INPUT)
                ? CsvInput.of(System.in, "standard input")
                : CsvInput.of(file);
    }

    private static Path committed() {
        Path home = Path.of(System.getProperty("gradlab.home", ""));
        Path committed = home.resolve(DEFAULT);
        Require.that(
                Files.exists(committed),
                "the default data set %s is not there; run in the project's folder, or give --data FILE.csv",
                committed);
        return committed;
    }

    /** What the options say of the columns. */
    CsvOptions options() {
        return CsvOptions.usual()
                .withLabel(label == null ? CsvOptions.LABEL : label.strip())
                .withDrop(drop == null ? List.of() : CsvOptions.names(drop))
                .withSeparator(separator());
    }

    /**
     * What a parameter file says of the columns, or where it says nothing the options; refuses
     * those that it makes idle.
     */
    CsvOptions options(@Nullable DataDescription known, StandardOptions command) {
        if (known == null) {
            return options();
        }
        Idle.refuse(
                command.spec,
                "the parameter file names the label column, '%s'".formatted(known.label().column()),
                "--label");
        Idle.refuse(command.spec, "the parameter file names the features", "--drop");
        return CsvOptions.usual()
                .withLabel(known.label().column())
                .withFeatures(known.features())
                .withSeparator(separator());
    }

    private @Nullable Separator separator() {
        String sign = separator;
        return sign == null
                ? null
                : Separator.of(sign)
                        .orElseThrow(
                                () ->
                                        new UserMistake(
                                                "--sep '%s' is unknown; use , ; or tab"
                                                        .formatted(sign)));
    }
}
