package io.gradlab.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Words and numbers in the columns of a terminal, where a Chinese character or full-width sign
 * takes two cells.
 *
 * @param columns from the left, each of as many cells
 */
public record Grid(List<Column> columns) {

    /** Of a file or a pipe: nothing is folded or left out. */
    public static final int ENDLESS = Integer.MAX_VALUE;

    private static final String GAP = "  ";

    /** Sentences in narrower columns are hard to read. */
    private static final int NARROWEST = 16;

    /** Nor are heads of a character a line, which Chinese allows. */
    private static final int NARROWEST_NUMBERS = 8;

    /** What never begins a line of Chinese, and what never ends one. */
    private static final String CLOSING = "，。；：、！？）》」』”’";

    private static final String OPENING = "（《「『“‘";

    /**
     * One column.
     *
     * @param cells from above, with \n between the lines of one
     * @param right whether they stand to the right, as numbers do
     */
    public record Column(List<String> cells, boolean right) {

        private int width() {
            return cells.stream().mapToInt(Grid::width).max().orElse(0);
        }

        /** To which it can be folded. */
        private int narrowest() {
            int readable = Math.min(width(), right ? NARROWEST_NUMBERS : NARROWEST);
            return Math.max(readable, folded(1).width());
        }

        private Column folded(int width) {
            return new Column(
                    cells.stream().map(cell -> String.join("\n", fold(cell, 0, width))).toList(),
                    right);
        }

        private List<String> lines(int row) {
            return cells.get(row).lines().toList();
        }

        private String padded(int row, int line) {
            List<String> lines = lines(row);
            return pad(line < lines.size() ? lines.get(line) : "", width(), right);
        }
    }

    /** Copies the list. */
    public Grid {
        columns = List.copyOf(columns);
    }

    /** Cells that a text takes, in the widest of its lines. */
    public static int width(String text) {
        return text.lines()
                .mapToInt(line -> line.codePoints().map(Grid::cells).sum())
                .max()
                .orElse(0);
    }

    private static int cells(int point) {
        return isWide(point) ? 2 : 1;
    }

    private static boolean isWide(int point) {
        return point >= 0x2E80 && point <= 0xFFEF;
    }

    /** A text with blanks, on the left if it stands to the right; as it is where it is wider. */
    public static String pad(String text, int width, boolean right) {
        String blanks = " ".repeat(Math.max(0, width - width(text)));
        return right ? blanks + text : text + blanks;
    }

    /**
     * The lines of a text, broken between words, and between Chinese characters unless punctuation
     * follows. A word that is wider stays whole.
     *
     * @param text a line
     * @param indent blanks before each line but the first
     * @param width cells of a line
     */
    public static List<String> fold(String text, int indent, int width) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        do {
            int end = end(text, start, lines.isEmpty() ? width : width - indent);
            String line = text.substring(start, end).stripTrailing();
            lines.add(lines.isEmpty() ? line : " ".repeat(indent) + line);
            start = end;
            while (start < text.length() && text.charAt(start) == ' ') {
                start++;
            }
        } while (start < text.length());
        return lines;
    }

    private static int end(String text, int start, int room) {
        int cells = 0;
        int best = start;
        for (int at = start; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            if (at > start && isBreak(text, start, at)) {
                best = at;
            }
            cells += cells(text.codePointAt(at));
            if (cells > room && best > start) {
                return best;
            }
        }
        return text.length();
    }

    private static boolean isBreak(String text, int start, int at) {
        int before = text.codePointBefore(at);
        int after = text.codePointAt(at);
        if (after == ' ') {
            return before != ' '
                    && !text.startsWith(" %", at) // 95 %
                    && !text.substring(start, at).isBlank();
        }
        return before != ' '
                && (isWide(before) || isWide(after))
                && CLOSING.indexOf(after) < 0
                && OPENING.indexOf(before) < 0;
    }

    /**
     * The same in a width: the widest columns folded as far as words allow, then whole columns left
     * out from the right, all but the first.
     */
    public Grid fitted(int width) {
        for (int kept = columns.size(); kept > 0; kept--) {
            List<Column> left = columns.subList(0, kept);
            int[] widths = narrowed(left, width - GAP.length() * (kept - 1));
            if (widths.length == kept) {
                return new Grid(
                        IntStream.range(0, kept)
                                .mapToObj(column -> left.get(column).folded(widths[column]))
                                .toList());
            }
        }
        return new Grid(columns.subList(0, 1));
    }

    /** One line that says how many columns another one lacks; empty if it has them all. */
    public Optional<Text> leftOut(Grid other, String file) {
        int number = columns.size() - other.columns.size();
        if (number == 0) {
            return Optional.empty();
        }
        return Optional.of(
                number == 1
                        ? Text.of("1 column more in %s", file)
                        : Text.of("%d columns more in %s", number, file));
    }

    /** Widths of columns that have so much room together; empty if it is not enough. */
    private static int[] narrowed(List<Column> columns, int room) {
        int[] widths = columns.stream().mapToInt(Column::width).toArray();
        int[] narrowest = columns.stream().mapToInt(Column::narrowest).toArray();
        while (IntStream.of(widths).sum() > room) {
            int widest = -1;
            for (int column = 0; column < widths.length; column++) {
                boolean folds = widths[column] > narrowest[column];
                if (folds && (widest < 0 || widths[column] > widths[widest])) {
                    widest = column;
                }
            }
            if (widest < 0) {
                return new int[0];
            }
            widths[widest]--;
        }
        return widths;
    }

    /**
     * The lines from above, with two blanks between columns and none at the end.
     *
     * @param ruled whether a rule stands under the first row
     */
    public List<String> lines(boolean ruled) {
        List<String> lines = new ArrayList<>();
        int rows = columns.isEmpty() ? 0 : columns.get(0).cells().size();
        for (int row = 0; row < rows; row++) {
            lines.addAll(lines(row));
            if (ruled && row == 0) {
                lines.add(joined(columns.stream().map(Grid::rule).toList()));
            }
        }
        return lines;
    }

    private static String rule(Column column) {
        return "-".repeat(column.width());
    }

    private List<String> lines(int row) {
        int height =
                Collections.max(columns.stream().map(column -> column.lines(row).size()).toList());
        return IntStream.range(0, Math.max(1, height))
                .mapToObj(line -> joined(columns.stream().map(c -> c.padded(row, line)).toList()))
                .toList();
    }

    private static String joined(List<String> cells) {
        return cells.stream().collect(Collectors.joining(GAP)).stripTrailing();
    }
}
