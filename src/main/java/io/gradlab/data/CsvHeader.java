package io.gradlab.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tech.tablesaw.api.Table;

/** The first line of a CSV file: every column's name, in the order of the file. */
record CsvHeader(List<String> columns) {

    /** Most feature columns, the widest input that a network takes. */
    static final int MAX_WIDTH = 4096;

    static final String LABEL = "label";
    static final String SPLIT = "split";

    static CsvHeader read(Path file, CsvLines lines) throws IOException {
        CsvLines.Line line = lines.next();
        if (line == null) {
            throw CsvErrors.in(file, "the file is empty; its first line must name the columns");
        }
        int count = CsvCells.count(line.text());
        if (count == 0) {
            throw CsvErrors.at(file, line.number(), CsvErrors.BAD_QUOTES);
        }
        if (count > MAX_WIDTH + 2) {
            throw CsvErrors.at(file, line.number(), tooMany(count));
        }
        Table table = CsvCells.parse(List.of(line.text()), count);
        CsvHeader header = new CsvHeader(names(table));
        header.check(file, line.number());
        return header;
    }

    private static List<String> names(Table table) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < table.columnCount(); i++) {
            names.add(CsvCells.cell(table, 0, i));
        }
        return names;
    }

    private void check(Path file, int line) {
        Set<String> seen = new HashSet<>();
        for (String name : columns) {
            if (name.isEmpty()) {
                throw CsvErrors.at(
                        file, line, "column %s has no name; name it".formatted(seen.size() + 1));
            }
            if (!seen.add(name)) {
                throw CsvErrors.at(
                        file,
                        line,
                        "two columns are named %s; rename one".formatted(CsvErrors.show(name)));
            }
        }
        int width = featureNames().size();
        if (width < 1) {
            throw CsvErrors.at(
                    file, line, "no feature column beside label and split; add one, such as x1");
        }
        if (width > MAX_WIDTH) {
            throw CsvErrors.at(file, line, tooMany(width));
        }
    }

    private static String tooMany(int count) {
        return "%s columns; at most %s features can be read".formatted(count, MAX_WIDTH);
    }

    void requireLabel(Path file) {
        if (!columns.contains(LABEL)) {
            throw CsvErrors.in(
                    file,
                    "no column 'label' among %s; add one of 0 and 1, and separate columns by commas"
                            .formatted(CsvErrors.show(String.join(",", columns))));
        }
    }

    List<String> featureNames() {
        return columns.stream().filter(CsvHeader::isFeature).toList();
    }

    static boolean isFeature(String column) {
        return !column.equals(LABEL) && !column.equals(SPLIT);
    }
}
