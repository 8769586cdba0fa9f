package io.gradlab.result;

import io.gradlab.core.Grid;
import io.gradlab.core.Language;
import io.gradlab.core.Require;
import io.gradlab.core.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of measured values.
 *
 * @param title one line above it
 * @param columns the heads
 * @param rows rows of cells, each a String, a {@link Text}, an Integer, Long, Double or Boolean, or
 *     a list of numbers
 */
public record Table(Text title, List<Text> columns, List<List<Object>> rows) {

    /**
     * Checks the shape and the cells, and copies them.
     *
     * @throws IllegalArgumentException if there is no title or column, a row has more or fewer
     *     cells than there are columns, or a cell is of another type
     */
    @SuppressWarnings("ConstantValue") // Gson passes null for what a file lacks
    public Table {
        Require.argument(
                title != null && columns != null && rows != null,
                "table '%s' lacks its title, columns or rows; give all three",
                title);
        columns = List.copyOf(columns);
        Require.argument(!columns.isEmpty(), "table '%s' has no columns; name at least one", title);
        List<List<Object>> copies = new ArrayList<>();
        for (List<Object> row : rows) {
            requireRow(title, columns, row);
            copies.add(List.copyOf(row));
        }
        rows = List.copyOf(copies);
    }

    /** The same of a title and heads without values. */
    public Table(String title, List<String> columns, List<List<Object>> rows) {
        this(Text.of(title), columns.stream().map(Text::of).toList(), rows);
    }

    private static void requireRow(Text title, List<Text> columns, List<Object> row) {
        Require.argument(
                row.size() == columns.size(),
                "table '%s': row %s has %d cells, but there are %d columns; give each column one cell",
                title,
                row,
                row.size(),
                columns.size());
        for (Object cell : row) {
            Require.argument(
                    isWord(cell) || isNumber(cell) || isNumbers(cell),
                    "table '%s': cell %s of row %s is no text, integer, double, boolean or list of numbers; convert it",
                    title,
                    cell,
                    row);
        }
    }

    private static boolean isWord(Object cell) {
        return cell instanceof String || cell instanceof Text || cell instanceof Boolean;
    }

    private static boolean isNumbers(Object cell) {
        return cell instanceof List<?> numbers && numbers.stream().allMatch(Table::isNumber);
    }

    private static boolean isNumber(Object cell) {
        return cell instanceof Integer || cell instanceof Long || cell instanceof Double;
    }

    /**
     * The lines, each ended by \n, of title, heads, a rule and rows, aligned: numbers to the right,
     * everything else to the left. Doubles have at most five decimals, the same number of them in a
     * whole column; below 1e-3 and from 1e6 three significant digits and an exponent. Exact 0 is
     * "0", so that it cannot be taken for a rounded number; NaN is "NaN". A list has six digits of
     * each double.
     */
    public String toText(Language language) {
        return toText(language, Grid.ENDLESS, "");
    }

    /**
     * The same for a terminal: columns too wide for it are folded, then left out from the right.
     *
     * @param language of the text
     * @param width cells of a line
     * @param file that has the columns that are left out
     */
    public String toText(Language language, int width, String file) {
        Grid all =
                new Grid(
                        IntStream.range(0, columns.size())
                                .mapToObj(column -> column(column, language))
                                .toList());
        Grid fitted = all.fitted(width);
        List<String> lines = new ArrayList<>(Grid.fold(title.in(language), 0, width));
        lines.addAll(fitted.lines(true));
        all.leftOut(fitted, file).ifPresent(more -> lines.add(more.in(language)));
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private Grid.Column column(int column, Language language) {
        List<String> cells = new ArrayList<>(List.of(columns.get(column).in(language)));
        cells.addAll(texts(column, language));
        return new Grid.Column(cells, hasNumbers(column));
    }

    /**
     * The cells of a column, from 0, as {@link #toText} writes them, without blanks around them.
     */
    public List<String> texts(int column, Language language) {
        List<Object> cells = rows.stream().map(row -> row.get(column)).toList();
        List<Double> doubles =
                cells.stream().filter(Double.class::isInstance).map(Double.class::cast).toList();
        List<String> formatted = new ArrayList<>(NumberText.ofColumn(doubles));
        return cells.stream()
                .map(cell -> cell instanceof Double ? formatted.remove(0) : text(cell, language))
                .toList();
    }

    private static String text(Object cell, Language language) {
        if (cell instanceof List<?> numbers) {
            return numbers.stream()
                    .map(one -> one instanceof Double real ? NumberText.six(real) : one.toString())
                    .collect(Collectors.joining(", "));
        }
        Text text = cell instanceof Text already ? already : Text.of(cell.toString());
        return text.in(language);
    }

    /** Whether there is a number in a column, from 0, which then stands to the right. */
    public boolean hasNumbers(int column) {
        return rows.stream().anyMatch(row -> isNumber(row.get(column)));
    }
}
