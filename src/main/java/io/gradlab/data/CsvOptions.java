package io.gradlab.data;

import io.gradlab.core.Require;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a CSV file are what.
 *
 * <pre>{@code
 * CsvOptions options = CsvOptions.usual().withLabel("diagnosis").withPositive("M").withDrop(List.of("id"));
 * DataSplits data = CsvDataset.read(Path.of("cancer.csv"), options, 0);
 * }</pre>
 *
 * @param label the column of the labels
 * @param positive the value of label 1, against all others; null where the labels are numbers equal
 *     to 0 and 1
 * @param drop columns that are not read
 * @param separator what stands between values; null to see from the header
 * @param features the columns that are features, in this order, whatever others there are; null for
 *     every column that is nothing else, in the order of the file
 */
public record CsvOptions(
        String label,
        @Nullable String positive,
        List<String> drop,
        @Nullable Separator separator,
        @Nullable List<String> features) {

    /** The name of the column of the labels, where nothing else is said. */
    public static final String LABEL = "label";

    /** The name of the column that says which part a row belongs to. */
    public static final String SPLIT = "split";

    /**
     * Keeps the lists.
     *
     * @throws IllegalArgumentException if the label is dropped, or a feature is
     */
    public CsvOptions {
        drop = List.copyOf(drop);
        features = features == null ? null : List.copyOf(features);
        Require.that(
                !drop.contains(label),
                "column %s is the label and cannot be dropped; leave it out of one of them",
                CsvErrors.show(label));
    }

    /** Labels 0 and 1 in the column {@value #LABEL}, every other column but the split a feature. */
    public static CsvOptions usual() {
        return new CsvOptions(LABEL, null, List.of(), null, null);
    }

    /**
     * Names of columns in a row, for {@link #withDrop}.
     *
     * @param line as a CSV file has it: {@code id,name} or {@code "a, b",c}
     * @throws IllegalArgumentException if a quote is not closed, or a name is empty
     */
    public static List<String> names(String line) {
        Require.that(
                !line.isBlank(), "no name of a column to leave out; write for example id,name");
        int count = CsvCells.count(line, Separator.COMMA);
        Require.that(count > 0, "%s: %s", CsvErrors.show(line), CsvErrors.BAD_QUOTES);
        CsvCells cells = CsvCells.parse(List.of(line), Separator.COMMA, count);
        List<String> names = IntStream.range(0, count).mapToObj(i -> cells.cell(0, i)).toList();
        Require.that(
                names.stream().noneMatch(String::isEmpty),
                "%s has a name without letters; write for example id,name",
                CsvErrors.show(line));
        return names;
    }

    /** The same with the labels in another column. */
    public CsvOptions withLabel(String column) {
        return new CsvOptions(column, positive, drop, separator, features);
    }

    /** The same with the value that is label 1. */
    public CsvOptions withPositive(@Nullable String value) {
        return new CsvOptions(label, value, drop, separator, features);
    }

    /** The same without some columns. */
    public CsvOptions withDrop(List<String> columns) {
        return new CsvOptions(label, positive, columns, separator, features);
    }

    /** The same with another separator; null to see it from the header. */
    public CsvOptions withSeparator(@Nullable Separator other) {
        return new CsvOptions(label, positive, drop, other, features);
    }

    /** The same with these features alone, in this order. */
    public CsvOptions withFeatures(@Nullable List<String> columns) {
        return new CsvOptions(label, positive, drop, separator, columns);
    }
}
