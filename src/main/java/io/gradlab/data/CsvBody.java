package io.gradlab.data;

import io.gradlab.core.Text;
import io.gradlab.core.UserMistake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lines below the header, checked and as numbers. */
final class CsvBody {

    /** Cells that Tablesaw parses at a time: as text they take about 100 bytes each. */
    private static final int CHUNK_CELLS = 200_000;

    private static final String NO_NUMBER = "is not a finite number; write one such as -0.25";

    /** Words, dates and times; a number with an E is none of them. */
    private static final Pattern TEXT = Pattern.compile("\\p{L}|\\d{1,4}[-/:.]\\d{1,2}[-/:.]");

    /** Words that stand for a number, or for one that is missing. */
    private static final Pattern NO_TEXT =
            Pattern.compile("(?i)na|n/a|nan|null|none|inf|infinity|true|false");

    private final CsvInput source;
    private final CsvHeader header;
    private final CsvOptions options;
    private final long mostBytes;
    private final DecimalSign sign;
    private final LabelColumn labelColumn;

    /** For each column its place among the features, or -1. */
    private final int[] places;

    private final List<float[]> features = new ArrayList<>();
    private final List<int[]> labels = new ArrayList<>();
    private final List<String> split = new ArrayList<>();
    private final List<DistinctWholes> wholes;
    private final Matcher number = CsvCells.NUMBER.matcher("");

    /** For each feature the number of its values so far. */
    private final int[] filled;

    /** For each feature the line of its first empty value; 0 before. */
    private final int[] emptyFrom;

    /** Values of the column that may number the rows. */
    private final Set<String> rowNumbers = new HashSet<>();

    /** Whether features are written as true and false. */
    private boolean words;

    private int rows;

    /** Of the first line. */
    private int cells;

    CsvBody(CsvInput source, CsvHeader header, CsvOptions options, long mostBytes) {
        this.source = source;
        this.header = header;
        this.options = options;
        this.mostBytes = mostBytes;
        sign = new DecimalSign(source);
        labelColumn = new LabelColumn(source, label(), options.features() == null);
        List<String> names = header.featureNames(options);
        places =
                IntStream.range(0, header.columns().size())
                        .map(
                                i ->
                                        header.roles().get(i) == CsvHeader.Role.FEATURE
                                                ? names.indexOf(header.columns().get(i))
                                                : -1)
                        .toArray();
        wholes = Stream.generate(DistinctWholes::new).limit(names.size()).toList();
        emptyFrom = new int[names.size()];
        filled = new int[names.size()];
    }

    private ClassLabel label() {
        return new ClassLabel(options.label(), options.positive());
    }

    void read(CsvLines lines) throws IOException {
        int limit = Math.max(1, CHUNK_CELLS / header.columns().size());
        List<CsvLines.Line> chunk = new ArrayList<>();
        for (CsvLines.Line line = lines.next(); line != null; line = lines.next()) {
            if (CsvCells.isBlank(line.text(), header.separator())) {
                continue;
            }
            chunk.add(whole(line));
            if (chunk.size() == limit) {
                add(chunk);
                chunk.clear();
            }
        }
        if (!chunk.isEmpty()) {
            add(chunk);
        }
        if (rows == 0) {
            throw CsvErrors.in(source, "no rows below the header; add at least one");
        }
    }

    /**
     * A line with as many cells as there are columns. As many empty ones at the end as in the first
     * line may be too many, and such as have no name may be left out.
     */
    private CsvLines.Line whole(CsvLines.Line line) {
        int columns = header.columns().size();
        int count = CsvCells.count(line.text(), header.separator());
        if (count == 0) {
            throw CsvErrors.at(source, line.number(), CsvErrors.BAD_QUOTES);
        }
        cells = rows == 0 ? count : cells;
        String text = line.text();
        String sign = String.valueOf(header.separator().sign());
        int left = count;
        for (; left > columns && endsWith(text, sign); left--) {
            text = text.substring(0, text.lastIndexOf(sign));
        }
        if (count != cells || left > columns || left < columns - header.trailing()) {
            throw ragged(line, count);
        }
        rows++;
        if (rows * bytesOfRow() > mostBytes) {
            throw CsvErrors.at(
                    source,
                    line.number(),
                    "too much data: %d rows of %d features take more than %d MB, a sixth of what Java may use; take fewer, or give Java more memory, for example JAVA_TOOL_OPTIONS=-Xmx8g"
                            .formatted(rows, emptyFrom.length, mostBytes >> 20));
        }
        return new CsvLines.Line(line.number(), text + sign.repeat(columns - left));
    }

    private boolean endsWith(String text, String sign) {
        return CsvCells.stripEnd(text, header.separator()).endsWith(sign);
    }

    /** A float for each feature; codes and references of label and split. */
    private long bytesOfRow() {
        return (long) Float.BYTES * emptyFrom.length + Integer.BYTES + Long.BYTES;
    }

    private UserMistake ragged(CsvLines.Line line, int count) {
        int columns = header.columns().size();
        return CsvErrors.at(
                source,
                line.number(),
                "values: %s, columns: %s; give one for each column%s"
                        .formatted(
                                count,
                                columns,
                                rows == 0 && count == columns + 1
                                        ? " (row names that the header does not name are written by R's write.table; use write.csv with row.names = FALSE)"
                                        : ""));
    }

    private void add(List<CsvLines.Line> chunk) {
        List<String> columns = header.columns();
        CsvCells table =
                CsvCells.parse(
                        chunk.stream().map(CsvLines.Line::text).toList(),
                        header.separator(),
                        columns.size(),
                        i -> header.roles().get(i) != CsvHeader.Role.UNUSED);
        boolean first = features.isEmpty();
        float[] values = new float[chunk.size() * emptyFrom.length];
        int[] codes = new int[chunk.size()];
        for (int row = 0; row < chunk.size(); row++) {
            int line = chunk.get(row).number();
            if (first && row == 0) {
                refuseTextColumns(table, line);
            }
            for (int i = 0; i < columns.size(); i++) {
                CsvHeader.Role role = header.roles().get(i);
                if (role == CsvHeader.Role.UNUSED) {
                    continue;
                }
                Cell cell = new Cell(line, columns.get(i), table.cell(row, i));
                switch (role) {
                    case LABEL -> codes[row] = labelColumn.code(cell.text, line);
                    case SPLIT -> split.add(part(cell));
                    case ROW_NUMBER -> rowNumbers.add(rowNumber(cell));
                    case TRAILING -> requireEmpty(cell, i);
                    default ->
                            values[row * emptyFrom.length + places[i]] = feature(cell, places[i]);
                }
            }
        }
        features.add(values);
        labels.add(codes);
    }

    private record Cell(int line, String column, String text) {}

    /** In the first row: all columns at once, of which somebody may want to drop some. */
    private void refuseTextColumns(CsvCells table, int line) {
        List<String> texts = new ArrayList<>();
        String example = "";
        for (int i = places.length - 1; i >= 0; i--) {
            String cell = places[i] < 0 ? "" : table.cell(0, i);
            if (TEXT.matcher(cell).lookingAt() && !NO_TEXT.matcher(cell).matches()) {
                texts.add(0, header.columns().get(i));
                example = cell;
            }
        }
        if (!texts.isEmpty() && options.features() == null) {
            throw new UserMistake(
                    CsvErrors.place(source, line)
                            + "column %s: %s is not a finite number; write one such as -0.25, or leave columns of text out"
                                    .formatted(
                                            CsvErrors.show(texts.get(0)), CsvErrors.show(example)),
                    "drop",
                    String.join(",", texts.stream().map(CsvText::quoted).toList()));
        }
    }

    /** A number; NaN for an empty value of a column that has held nothing else. */
    private float feature(Cell cell, int place) {
        boolean empty = cell.text.isEmpty();
        if (empty && filled[place] == 0 && options.features() == null) {
            emptyFrom[place] = emptyFrom[place] == 0 ? cell.line : emptyFrom[place];
            return Float.NaN;
        }
        if (emptyFrom[place] > 0) {
            throw refuse(new Cell(emptyFrom[place], cell.column, ""), NO_NUMBER);
        }
        filled[place]++;
        if (cell.text.equalsIgnoreCase("true") || cell.text.equalsIgnoreCase("false")) {
            words = true;
            return cell.text.equalsIgnoreCase("true") ? 1 : 0;
        }
        String text =
                header.separator() != Separator.COMMA
                        ? sign.withPoint(cell.text, cell.line)
                        : cell.text;
        if (!number.reset(text).matches()) {
            boolean comma = number.reset(text.replaceFirst(",", ".")).matches();
            throw refuse(
                    cell,
                    comma
                            ? "has a comma, which is a decimal sign only where semicolons or tabs separate values; write -0.25 for a number, and no thousands separators"
                            : NO_NUMBER);
        }
        float value = Float.parseFloat(text);
        if (!Float.isFinite(value)) {
            throw refuse(cell, "is too large for a 32-bit float; scale the column");
        }
        boolean whole = value == Math.rint(value);
        wholes.get(place).add(whole ? Double.parseDouble(text) : value);
        return value;
    }

    private String part(Cell cell) {
        return Parts.named(cell.text)
                .orElseThrow(() -> refuse(cell, "is not a split; write train, validation or test"));
    }

    /** A whole number or a name; what has a fraction is measured. */
    private String rowNumber(Cell cell) {
        double value = LabelColumn.number(cell.text).orElse(0);
        if (value != Math.rint(value)) {
            throw CsvErrors.at(
                    source,
                    cell.line,
                    "%s in column 1, which has no name and numbers no rows; name it"
                            .formatted(CsvErrors.show(cell.text)));
        }
        return cell.text;
    }

    /** Cells under no name hold nothing. */
    private void requireEmpty(Cell cell, int column) {
        if (!cell.text.isEmpty()) {
            throw CsvErrors.at(
                    source,
                    cell.line,
                    "%s in column %s, which has no name; name it"
                            .formatted(CsvErrors.show(cell.text), column + 1));
        }
    }

    private UserMistake refuse(Cell cell, String rule) {
        String value = cell.text.isEmpty() ? "an empty value" : CsvErrors.show(cell.text);
        return CsvErrors.at(
                source,
                cell.line,
                "column %s: %s %s".formatted(CsvErrors.show(cell.column), value, rule));
    }

    CsvRows rows() {
        if (header.has(CsvHeader.Role.ROW_NUMBER) && rowNumbers.size() < rows) {
            throw CsvErrors.in(
                    source,
                    "column 1 has no name, and its values repeat, as no row number does; name it");
        }
        List<Text> notes = new ArrayList<>(header.notes());
        if (sign.isComma()) {
            notes.add(Text.of("the numbers have decimal commas"));
        }
        if (words) {
            notes.add(Text.of("True and False among the features are 1 and 0"));
        }
        boolean labelled = header.has(CsvHeader.Role.LABEL);
        float @Nullable [] ones = labelled ? labels() : null;
        if (labelled) {
            notes.addAll(labelColumn.notes());
        }
        List<String> names = header.featureNames(options);
        int[] full = IntStream.range(0, names.size()).filter(i -> emptyFrom[i] == 0).toArray();
        if (full.length == 0) {
            throw refuse(new Cell(emptyFrom[0], names.get(0), ""), NO_NUMBER);
        }
        if (full.length < names.size()) {
            notes.add(
                    Text.of("no value in %s: passed over", CsvErrors.show(those(names, empty()))));
        }
        return new CsvRows(
                source,
                those(names, full),
                full.length == names.size()
                        ? joined()
                        : Examples.columns(names.size(), joined(), full),
                ones,
                header.has(CsvHeader.Role.SPLIT) ? List.copyOf(split) : null,
                label(),
                notes,
                ids(names));
    }

    private int[] empty() {
        return IntStream.range(0, emptyFrom.length).filter(i -> emptyFrom[i] > 0).toArray();
    }

    private static List<String> those(List<String> names, int[] which) {
        return IntStream.of(which).mapToObj(names::get).toList();
    }

    private List<Text> ids(List<String> names) {
        int[] ids = IntStream.range(0, names.size()).filter(i -> wholes.get(i).holds()).toArray();
        return ids.length == 0
                ? List.of()
                : List.of(
                        Text.of(
                                "another whole number in every row, as of an id or a row number, and learned all the same unless it is dropped: column %s",
                                CsvErrors.show(those(names, ids))));
    }

    private float[] labels() {
        float[] byCode = labelColumn.values();
        float[] all = new float[rows];
        int next = 0;
        for (int[] codes : labels) {
            for (int code : codes) {
                all[next++] = byCode[code];
            }
        }
        return all;
    }

    private float[] joined() {
        float[] all = new float[rows * emptyFrom.length];
        int next = 0;
        for (float[] chunk : features) {
            System.arraycopy(chunk, 0, all, next, chunk.length);
            next += chunk.length;
        }
        return all;
    }
}
