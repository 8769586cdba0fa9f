package io.gradlab.data;

import io.gradlab.core.Require;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvWriteOptions;

/** A data set as the text of a CSV file. */
final class CsvText {

    /** No control or format characters, such as a byte order mark, and no line breaks. */
    private static final Pattern PLAIN = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]+");

    private static final Set<String> RESERVED = Set.of(CsvOptions.LABEL, CsvOptions.SPLIT);

    private CsvText() {}

    static byte[] of(DataSplits dataset) {
        checkNames(dataset.featureNames());
        Table table = emptyTable(dataset.featureNames());
        append(table, dataset.train(), Parts.TRAIN);
        append(table, dataset.validation(), Parts.VALIDATION);
        append(table, dataset.test(), Parts.TEST);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header(dataset.featureNames()).getBytes(StandardCharsets.UTF_8));
        table.write()
                .usingOptions(
                        CsvWriteOptions.builder(
                                        new OutputStreamWriter(bytes, StandardCharsets.UTF_8))
                                .header(false)
                                .lineEnd("\n")
                                .build());
        return bytes.toByteArray();
    }

    private static void checkNames(List<String> names) {
        Require.that(
                names.size() <= CsvHeader.MAX_WIDTH,
                "%s features are more than %s; take fewer",
                names.size(),
                CsvHeader.MAX_WIDTH);
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            boolean plain = PLAIN.matcher(name).matches() && name.equals(CsvCells.strip(name));
            Require.that(
                    plain && !RESERVED.contains(name) && seen.add(name),
                    "feature name %s cannot head a column: it must be printable, without spaces"
                            + " around it, unique, and not label or split; rename it",
                    CsvErrors.show(name));
        }
    }

    /** Not by Tablesaw, which leaves a quote inside a name as it is. */
    private static String header(List<String> names) {
        return names.stream().map(CsvText::quoted).collect(Collectors.joining(","))
                + ","
                + CsvOptions.LABEL
                + ","
                + CsvOptions.SPLIT
                + "\n";
    }

    /** A name as a line of a CSV file holds it. */
    static String quoted(String name) {
        return name.contains(",") || name.contains("\"")
                ? "\"" + name.replace("\"", "\"\"") + "\""
                : name;
    }

    private static Table emptyTable(List<String> names) {
        Table table = Table.create();
        // Without Tablesaw's check of names, which ignores case and takes the square of the width.
        names.forEach(name -> table.internalAddWithoutValidation(FloatColumn.create(name)));
        table.internalAddWithoutValidation(IntColumn.create(CsvOptions.LABEL));
        table.internalAddWithoutValidation(StringColumn.create(CsvOptions.SPLIT));
        return table;
    }

    private static void append(Table table, Examples examples, String part) {
        Require.that(
                examples.size() > 0,
                "the %s set has no examples; a file needs all three parts",
                part);
        int width = examples.width();
        for (int row = 0; row < examples.size(); row++) {
            for (int column = 0; column < width; column++) {
                float value = finite(examples.features()[row * width + column]);
                ((FloatColumn) table.column(column)).append(value);
            }
            table.intColumn(width).append(label(examples.labels()[row]));
            table.stringColumn(width + 1).append(part);
        }
    }

    private static float finite(float value) {
        Require.that(
                Float.isFinite(value),
                "feature value %s is not finite; a file takes finite values only",
                value);
        return value;
    }

    private static int label(float label) {
        Require.that(
                label == 0 || label == 1, "label %s is neither 0 nor 1; use one of them", label);
        return (int) label;
    }
}
