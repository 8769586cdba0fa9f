package io.gradlab.data;

import io.gradlab.core.Seeds;
import io.gradlab.core.Text;
import io.gradlab.files.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Data sets as CSV files.
 *
 * <p>The first line names the columns: {@code label} (0 or 1), optionally {@code split} ({@code
 * train}, {@code validation} or {@code test}), and every other column is a numeric feature, in the
 * order of the file. Values are separated by commas, may be quoted, and are rounded to the nearest
 * 32-bit float. The file is UTF-8; a byte order mark, any kind of line end, blank lines and spaces
 * around names and values are accepted. Everything else is refused in one line that names the file
 * and, where there is one, the line, counted from 1 and including blank lines: missing, nameless or
 * repeated columns; empty, non-numeric, NaN, infinite or overflowing values; other labels or
 * splits; rows of another length; stray quotes; values with line breaks; no rows.
 *
 * <p>Needs {@code tech.tablesaw:tablesaw-core}, an optional dependency: without it every method
 * throws {@link IllegalStateException}.
 */
public final class CsvDataset {

    private CsvDataset() {}

    /**
     * Reads a labelled data set.
     *
     * @param file the CSV file
     * @param splitSeed where the file has no split column: the seed of the shuffle before the rows
     *     are split 64/16/20 (the first two rounded down)
     * @return the three parts, rows in file order where the file has the split; named like the
     *     file, and where the split is ours the name says so, with the seed
     * @throws IllegalArgumentException if the file cannot be read as described above, has no label
     *     column, or leaves a part without rows
     * @throws IOException if reading fails
     */
    public static DataSplits read(Path file, long splitSeed) throws IOException {
        CsvRows rows = rows(file, true);
        List<String> split = rows.split();
        if (split == null) {
            return split(file, rows, splitSeed);
        }
        Examples all = examples(rows);
        return new DataSplits(
                nameOf(file),
                rows.featureNames(),
                part(file, all, split, Parts.TRAIN),
                part(file, all, split, Parts.VALIDATION),
                part(file, all, split, Parts.TEST));
    }

    /**
     * The same for a seed that somebody chose: it shall have an effect.
     *
     * @param file the CSV file
     * @param splitSeed seed of the shuffle before the rows are split
     * @return as {@link #read} without split column
     * @throws IllegalArgumentException as {@link #read}, and if the file has a split column
     * @throws IOException if reading fails
     */
    public static DataSplits readUnsplit(Path file, long splitSeed) throws IOException {
        CsvRows rows = rows(file, true);
        if (rows.split() != null) {
            throw CsvErrors.in(
                    file,
                    "the split column says which rows are which, so that a seed of the split, %s, has no effect; leave one of them out"
                            .formatted(splitSeed));
        }
        return split(file, rows, splitSeed);
    }

    private static Examples examples(CsvRows rows) {
        return new Examples(rows.width(), rows.features(), Objects.requireNonNull(rows.labels()));
    }

    private static DataSplits split(Path file, CsvRows rows, long splitSeed) {
        Examples all = examples(rows);
        if (all.size() < Parts.MIN_SIZE) {
            throw CsvErrors.in(
                    file,
                    "%s rows are too few to split; give at least %s, or a split column"
                            .formatted(all.size(), Parts.MIN_SIZE));
        }
        int[] order = Parts.shuffled(all.size(), Seeds.random(splitSeed));
        Text name =
                Text.of(
                        "%s (no split column: rows split 64/16/20 %% by seed %d)",
                        nameOf(file), splitSeed);
        return Parts.inOrder(name, rows.featureNames(), Parts.rows(all, order));
    }

    private static Examples part(Path file, Examples all, List<String> split, String part) {
        int[] indices =
                IntStream.range(0, all.size()).filter(i -> split.get(i).equals(part)).toArray();
        if (indices.length == 0) {
            throw CsvErrors.in(
                    file,
                    "no row has the split '%s'; mark some, or leave the split column out"
                            .formatted(part));
        }
        return Parts.rows(all, indices);
    }

    private static String nameOf(Path file) {
        return Objects.requireNonNullElse(file.getFileName(), file).toString();
    }

    /**
     * Reads every row in file order, for example to predict its label.
     *
     * @param file the CSV file; label and split columns are optional, and checked where present
     * @return at least one row
     * @throws IllegalArgumentException if the file cannot be read as described above
     * @throws IOException if reading fails
     */
    public static CsvRows readRows(Path file) throws IOException {
        return rows(file, false);
    }

    private static CsvRows rows(Path file, boolean labelled) throws IOException {
        requireTablesaw();
        try (CsvLines lines = new CsvLines(file)) {
            CsvHeader header = CsvHeader.read(file, lines);
            if (labelled) {
                header.requireLabel(file);
            }
            CsvBody body = new CsvBody(file, header);
            body.read(lines);
            return body.rows();
        }
    }

    /**
     * Writes a data set as features, label, split: train first, then validation, then test. Values
     * are written with as many digits as it takes to read the same floats back. The file appears
     * whole or not at all.
     *
     * @param data what to write
     * @param file where to; replaced if it exists
     * @throws IllegalArgumentException if {@link #read} would refuse or change what is written (a
     *     name that is empty, repeated, spaced, {@code label} or {@code split}; a value that is not
     *     finite; a label other than 0 and 1; an empty part), or if the file may not be written
     * @throws IOException if the disk is full or fails
     */
    public static void write(DataSplits data, Path file) throws IOException {
        requireTablesaw();
        byte[] content = CsvText.of(data);
        AtomicFiles.write(file, content);
    }

    /** An optional dependency: who reads no CSV files does without it. */
    private static void requireTablesaw() {
        try {
            Class.forName("tech.tablesaw.api.Table");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "Tablesaw is not on the class path, and CSV files need it; add the dependency"
                            + " tech.tablesaw:tablesaw-core",
                    e);
        }
    }
}
