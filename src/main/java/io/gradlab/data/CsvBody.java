package io.gradlab.data;

import io.gradlab.core.UserMistake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tech.tablesaw.api.Table;

/** The lines below the header, checked and as numbers. */
final class CsvBody {

    /** Most rows. */
    private static final int MAX_ROWS = 1_000_000;

    /** Most values, labels and splits included: 200 MB as floats. */
    private static final int MAX_VALUES = 50_000_000;

    private static final String TOO_MUCH =
            "too much data; at most %s rows and %s values can be read"
                    .formatted(MAX_ROWS, MAX_VALUES);

    /** Cells that Tablesaw parses at a time: as text they take about 100 bytes each. */
    private static final int CHUNK_CELLS = 200_000;

    /** Fewest lines at a time: Tablesaw's set-up takes the square of the number of columns. */
    private static final int CHUNK_LINES = 256;

    /** No NaN, no Infinity, no hexadecimal and no suffix, all of which Java would read. */
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?");

    private final Path file;
    private final CsvHeader header;
    private final List<float[]> features = new ArrayList<>();
    private final List<float[]> labels = new ArrayList<>();
    private final List<String> split = new ArrayList<>();
    private final Matcher number = NUMBER.matcher("");
    private int rows;

    CsvBody(Path file, CsvHeader header) {
        this.file = file;
        this.header = header;
    }

    void read(CsvLines lines) throws IOException {
        int limit = Math.max(CHUNK_LINES, CHUNK_CELLS / header.columns().size());
        List<CsvLines.Line> chunk = new ArrayList<>();
        for (CsvLines.Line line = lines.next(); line != null; line = lines.next()) {
            checkShape(line);
            chunk.add(line);
            if (chunk.size() == limit) {
                add(chunk);
                chunk.clear();
            }
        }
        if (!chunk.isEmpty()) {
            add(chunk);
        }
        if (rows == 0) {
            throw CsvErrors.in(file, "no rows below the header; add at least one");
        }
    }

    private void checkShape(CsvLines.Line line) {
        int columns = header.columns().size();
        int count = CsvCells.count(line.text());
        if (count == 0) {
            throw CsvErrors.at(file, line.number(), CsvErrors.BAD_QUOTES);
        }
        if (count != columns) {
            throw CsvErrors.at(
                    file,
                    line.number(),
                    "values: %s, columns: %s; give one for each column".formatted(count, columns));
        }
        rows++;
        if (rows > MAX_ROWS || (long) rows * columns > MAX_VALUES) {
            throw CsvErrors.at(file, line.number(), TOO_MUCH);
        }
    }

    private void add(List<CsvLines.Line> chunk) {
        List<String> columns = header.columns();
        Table table =
                CsvCells.parse(chunk.stream().map(CsvLines.Line::text).toList(), columns.size());
        float[] values = new float[chunk.size() * header.featureNames().size()];
        float[] marks = new float[chunk.size()];
        int next = 0;
        for (int row = 0; row < chunk.size(); row++) {
            for (int i = 0; i < columns.size(); i++) {
                String text = CsvCells.cell(table, row, i);
                Cell cell = new Cell(chunk.get(row).number(), columns.get(i), text);
                switch (cell.column) {
                    case CsvHeader.LABEL -> marks[row] = label(cell);
                    case CsvHeader.SPLIT -> split.add(part(cell));
                    default -> values[next++] = number(cell);
                }
            }
        }
        features.add(values);
        labels.add(marks);
    }

    private record Cell(int line, String column, String text) {}

    private float number(Cell cell) {
        if (!number.reset(cell.text).matches()) {
            throw refuse(cell, "is not a finite number; write one such as -0.25");
        }
        float value = Float.parseFloat(cell.text);
        if (!Float.isFinite(value)) {
            throw refuse(cell, "is too large for a 32-bit float; scale the column");
        }
        return value;
    }

    private float label(Cell cell) {
        return switch (cell.text) {
            case "0", "0.0" -> 0;
            case "1", "1.0" -> 1;
            default -> throw refuse(cell, "is not a label; write 0 or 1");
        };
    }

    private String part(Cell cell) {
        return switch (cell.text) {
            case Parts.TRAIN -> Parts.TRAIN;
            case Parts.VALIDATION -> Parts.VALIDATION;
            case Parts.TEST -> Parts.TEST;
            default -> throw refuse(cell, "is not a split; write train, validation or test");
        };
    }

    private UserMistake refuse(Cell cell, String rule) {
        String value = cell.text.isEmpty() ? "an empty value" : CsvErrors.show(cell.text);
        return CsvErrors.at(
                file,
                cell.line,
                "column %s: %s %s".formatted(CsvErrors.show(cell.column), value, rule));
    }

    CsvRows rows() {
        return new CsvRows(
                header.featureNames(),
                joined(features),
                header.columns().contains(CsvHeader.LABEL) ? joined(labels) : null,
                header.columns().contains(CsvHeader.SPLIT) ? List.copyOf(split) : null);
    }

    private static float[] joined(List<float[]> chunks) {
        float[] all = new float[chunks.stream().mapToInt(chunk -> chunk.length).sum()];
        int next = 0;
        for (float[] chunk : chunks) {
            System.arraycopy(chunk, 0, all, next, chunk.length);
            next += chunk.length;
        }
        return all;
    }
}
