package io.gradlab.data;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * Lines into cells, by Tablesaw, with every column forced to text. Left to itself Tablesaw would
 * turn a number column with one word in it into a text column, read NA, * and other words as
 * missing, and skip lines that start with # or continue a quoted cell on the next line.
 */
final class CsvCells {

    /** Possessive quantifiers, so that a long line cannot overflow the stack. */
    private static final Map<Separator, Pattern> CELLS =
            Stream.of(Separator.values())
                    .collect(Collectors.toMap(one -> one, one -> cell(one.sign())));

    /** No NaN, no Infinity, no hexadecimal and no suffix, all of which Java would read. */
    static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?");

    /** Columns that Tablesaw parses at a time. */
    private static final int GROUP = 256;

    private final List<Table> groups;

    private CsvCells(List<Table> groups) {
        this.groups = groups;
    }

    /** Blanks, which a separator is not, around a quoted text or one without quotes. */
    private static Pattern cell(char sign) {
        String blanks = "[\\s&&[^" + sign + "]]*+";
        String quoted = "\"[^\"]*+(?:\"\"[^\"]*+)*+\"";
        return Pattern.compile(blanks + "(?:" + quoted + blanks + "|[^\"" + sign + "]*+)");
    }

    /** Number of cells of a line; 0 if a quote is not closed on it or stands inside a cell. */
    static int count(String line, Separator separator) {
        Matcher cell = Objects.requireNonNull(CELLS.get(separator)).matcher(line);
        int cells = 0;
        int start = 0;
        while (cell.region(start, line.length()).lookingAt()) {
            cells++;
            if (cell.end() == line.length()) {
                return cells;
            }
            if (line.charAt(cell.end()) != separator.sign()) {
                return 0;
            }
            start = cell.end() + 1;
        }
        return 0;
    }

    /** Whether nothing but separators and blanks stands on a line. */
    static boolean isBlank(String line, Separator separator) {
        return line.chars().allMatch(c -> c == separator.sign() || isBlank((char) c));
    }

    /**
     * Lines of so many cells each as rows; an empty cell is an empty string. Wide lines are parsed
     * in groups of columns, as Tablesaw's set-up takes the square of their number: of 4000 columns
     * 5 s.
     */
    static CsvCells parse(List<String> lines, Separator separator, int count) {
        return parse(lines, separator, count, column -> true);
    }

    /** The same where only some columns are asked for. */
    static CsvCells parse(List<String> lines, Separator separator, int count, IntPredicate needed) {
        List<List<String>> parts = new ArrayList<>();
        for (int first = 0; first < count; first += GROUP) {
            parts.add(new ArrayList<>());
        }
        Matcher cell = Objects.requireNonNull(CELLS.get(separator)).matcher("");
        for (String line : lines) {
            cut(line, cell.reset(line), parts);
        }
        List<Table> groups = new ArrayList<>();
        for (List<String> part : parts) {
            int first = GROUP * groups.size();
            int width = Math.min(GROUP, count - first);
            boolean any = IntStream.range(first, first + width).anyMatch(needed);
            groups.add(any ? table(part, separator, width) : Table.create());
        }
        return new CsvCells(groups);
    }

    /** Adds a line's cells to the groups; without a separator at the end of one. */
    private static void cut(String line, Matcher cell, List<List<String>> parts) {
        int start = 0;
        for (List<String> part : parts) {
            int end = start - 1;
            for (int i = 0; i < GROUP && end < line.length(); i++) {
                cell.region(end + 1, line.length()).lookingAt();
                end = cell.end();
            }
            part.add(line.substring(start, end));
            start = end + 1;
        }
    }

    private static Table table(List<String> lines, Separator separator, int count) {
        ColumnType[] types = new ColumnType[count];
        Arrays.fill(types, ColumnType.STRING);
        // Tablesaw passes over a blank line, which a single empty cell may be.
        String text =
                lines.stream()
                        .map(line -> count == 1 && line.isBlank() ? "\"\"" : line)
                        .collect(Collectors.joining("\n"));
        Table table =
                Table.read()
                        .usingOptions(
                                CsvReadOptions.builder(new StringReader(text))
                                        .header(false)
                                        .separator(separator.sign())
                                        .columnTypes(types)
                                        .missingValueIndicator("")
                                        .commentPrefix('\0')
                                        .maxNumberOfColumns(count)
                                        .maxCharsPerColumn(CsvLines.MAX_CHARACTERS));
        if (table.rowCount() != lines.size()) {
            throw new IllegalStateException(
                    "Tablesaw read %s rows from %s lines"
                            .formatted(table.rowCount(), lines.size()));
        }
        return table;
    }

    /** One cell without the spaces around it. */
    String cell(int row, int column) {
        return strip(groups.get(column / GROUP).stringColumn(column % GROUP).get(row));
    }

    /** A text without blanks of any kind around it, those that do not break a line among them. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (start < end && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** A text without blanks at its end, a separator being none. */
    static String stripEnd(String text, Separator separator) {
        int end = text.length();
        while (end > 0
                && text.charAt(end - 1) != separator.sign()
                && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }
}
