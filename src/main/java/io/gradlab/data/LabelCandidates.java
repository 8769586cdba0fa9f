package io.gradlab.data;

import io.gradlab.core.UserMistake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The columns of a file that may hold its labels: those of two values. */
final class LabelCandidates {

    private static final int CHUNK_CELLS = 100_000;
    private static final int CLASSES = 2;

    private final CsvInput source;
    private final CsvHeader header;

    /** For each column its first values, up to one more than there are classes. */
    private final List<Set<String>> values;

    private LabelCandidates(CsvInput source, CsvHeader header) {
        this.source = source;
        this.header = header;
        values =
                Stream.generate(HashSet<String>::new)
                        .limit(header.columns().size())
                        .map(set -> (Set<String>) set)
                        .toList();
    }

    /** Looks through all rows, of which ragged ones are passed over. */
    static LabelCandidates of(CsvInput source, CsvHeader header, CsvLines lines)
            throws IOException {
        LabelCandidates candidates = new LabelCandidates(source, header);
        List<String> chunk = new ArrayList<>();
        for (CsvLines.Line line = lines.next(); line != null; line = lines.next()) {
            int count = CsvCells.count(line.text(), header.separator());
            if (count == header.columns().size()
                    && !CsvCells.isBlank(line.text(), header.separator())) {
                chunk.add(line.text());
            }
            if (chunk.size() * candidates.values.size() >= CHUNK_CELLS) {
                candidates.add(chunk);
                chunk.clear();
            }
        }
        if (!chunk.isEmpty()) {
            candidates.add(chunk);
        }
        return candidates;
    }

    private void add(List<String> lines) {
        CsvCells table = CsvCells.parse(lines, header.separator(), values.size());
        for (int column = 0; column < values.size(); column++) {
            Set<String> seen = values.get(column);
            for (int row = 0; row < lines.size() && seen.size() <= CLASSES; row++) {
                seen.add(table.cell(row, column));
            }
        }
    }

    /** What is told where there is no column of this name. */
    UserMistake refusal(CsvOptions options) {
        String label = options.label();
        if (options.features() != null) {
            String positive = options.positive();
            return CsvErrors.in(
                    source,
                    "no column %s, which held the labels of the training; name the column of labels so%s"
                            .formatted(
                                    CsvErrors.show(label),
                                    positive == null
                                            ? ""
                                            : ", where %s is label 1"
                                                    .formatted(CsvErrors.show(positive))));
        }
        List<String> names =
                IntStream.range(0, values.size())
                        .filter(i -> header.roles().get(i) == CsvHeader.Role.FEATURE)
                        .filter(i -> values.get(i).size() == CLASSES && !values.get(i).contains(""))
                        .mapToObj(header.columns()::get)
                        .toList();
        List<String> same = names.stream().filter(label::equalsIgnoreCase).toList();
        return refusal(label, same.isEmpty() ? names : same);
    }

    private UserMistake refusal(String label, List<String> names) {
        List<String> named = header.columns().stream().filter(name -> !name.isEmpty()).toList();
        String problem =
                "%s: no column %s among %s"
                        .formatted(source, CsvErrors.show(label), CsvErrors.show(named));
        return switch (names.size()) {
            case 0 ->
                    new UserMistake(
                            problem
                                    + "; add one of 0 and 1, and separate columns by commas, semicolons or tabs");
            case 1 ->
                    new UserMistake(
                            problem
                                    + "; column %s has two values and may be it"
                                            .formatted(CsvErrors.show(names)),
                            "label",
                            names.get(0));
            default ->
                    new UserMistake(
                            problem
                                    + "; columns %s have two values each, one of which may be it"
                                            .formatted(CsvErrors.show(names)),
                            "label",
                            "NAME");
        };
    }
}
