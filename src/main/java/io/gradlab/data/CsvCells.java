package io.gradlab.data;

import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern CELL =
            Pattern.compile("\\s*+(?:\"[^\"]*+(?:\"\"[^\"]*+)*+\"\\s*+|[^\",]*+)");

    private CsvCells() {}

    /** Number of cells of a line; 0 if a quote is not closed on it or stands inside a cell. */
    static int count(String line) {
        Matcher cell = CELL.matcher(line);
        int cells = 0;
        int start = 0;
        while (cell.region(start, line.length()).lookingAt()) {
            cells++;
            if (cell.end() == line.length()) {
                return cells;
            }
            if (line.charAt(cell.end()) != ',') {
                return 0;
            }
            start = cell.end() + 1;
        }
        return 0;
    }

    /** Lines of so many cells each as the rows of a table; an empty cell is an empty string. */
    static Table parse(List<String> lines, int count) {
        ColumnType[] types = new ColumnType[count];
        Arrays.fill(types, ColumnType.STRING);
        Table table =
                Table.read()
                        .usingOptions(
                                CsvReadOptions.builder(new StringReader(String.join("\n", lines)))
                                        .header(false)
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
    static String cell(Table table, int row, int column) {
        return table.stringColumn(column).get(row).strip();
    }
}
