package io.gradlab.data;

import io.gradlab.files.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Data sets as CSV files.
 *
 * <p>The first line names the columns: one of labels, optionally {@code split} ({@code train} or
 * {@code training}, {@code validation}, {@code val}, {@code valid} or {@code dev}, {@code test} or
 * {@code testing}, in any case), and every other column is a numeric feature, in the order of the
 * file; {@link CsvOptions} says otherwise. Labels are numbers equal to 0 or 1, {@code True} and
 * {@code False}, or one value against all others. Values are separated by commas, or, where the
 * header has none, by semicolons or tabs; they may be quoted, and are rounded to the nearest 32-bit
 * float. Between semicolons and tabs numbers may have decimal commas; {@code True} and {@code
 * False} are 1 and 0. The file is UTF-8, or UTF-16 with a byte order mark; such a mark, any kind of
 * line end, blank lines, lines of separators alone, spaces of any kind around names and values, a
 * first line {@code sep=;} and a {@code #} before the header are accepted. Passed over, and noted,
 * are columns without any value, those without a name at the end, and a first one without a name of
 * different whole numbers or words, as pandas and R number rows.
 *
 * <p>Everything else is refused in one line that names the file and, where there is one, the line,
 * counted from 1 and including blank lines: files of other formats; missing, nameless or repeated
 * columns; empty, non-numeric, NaN, infinite or overflowing values; other labels or splits; rows of
 * another length; stray quotes; values with line breaks; decimal commas beside points; no rows;
 * more values than a sixth of Java's memory holds.
 *
 * <p>Needs {@code tech.tablesaw:tablesaw-core}, an optional dependency: without it every method
 * throws {@link IllegalStateException}.
 */
public final class CsvDataset {

    /** Reading, splitting and training keep up to five copies of the values. */
    private static final int SHARE_OF_MEMORY = 6;

    /** Bytes of the longest array of floats. */
    private static final long LARGEST_ARRAY = (Integer.MAX_VALUE - 8L) * Float.BYTES;

    private CsvDataset() {}

    /**
     * Reads a labelled data set, labels in the column {@code label}.
     *
     * @param file the CSV file
     * @param splitSeed as {@link CsvRows#splits} takes it
     * @return the three parts
     * @throws IllegalArgumentException if the file cannot be read as described above, has no label
     *     column, or leaves a part without rows
     * @throws IOException if reading fails
     */
    public static DataSplits read(Path file, long splitSeed) throws IOException {
        return readLabelled(CsvInput.of(file), CsvOptions.usual()).splits(splitSeed);
    }

    /**
     * Reads every row with its label, and its part if the file has a split column.
     *
     * @param source the CSV file
     * @param options which columns are what
     * @return at least one row, and labels
     * @throws IllegalArgumentException if the file cannot be read as described above, or has no
     *     such label column
     * @throws IOException if reading fails
     */
    public static CsvRows readLabelled(CsvInput source, CsvOptions options) throws IOException {
        return rows(source, options, true);
    }

    /**
     * Reads the features of every row, for example to predict its label. Label and split column are
     * passed over if they are there.
     *
     * @param source the CSV file
     * @param options which columns are what
     * @return at least one row, neither labels nor split
     * @throws IllegalArgumentException if the file cannot be read as described above
     * @throws IOException if reading fails
     */
    public static CsvRows readFeatures(CsvInput source, CsvOptions options) throws IOException {
        return rows(source, options, false);
    }

    private static CsvRows rows(CsvInput source, CsvOptions options, boolean labelled)
            throws IOException {
        long memory = Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY;
        return rows(source, options, labelled, Math.min(memory, LARGEST_ARRAY));
    }

    /** The same with another limit of the bytes of all values. */
    static CsvRows rows(CsvInput source, CsvOptions options, boolean labelled, long mostBytes)
            throws IOException {
        requireTablesaw();
        try (CsvLines lines = new CsvLines(source)) {
            CsvHeader header = CsvHeader.read(source, lines, options, labelled);
            if (labelled && !header.has(CsvHeader.Role.LABEL)) {
                throw LabelCandidates.of(source, header, lines).refusal(options);
            }
            CsvBody body = new CsvBody(source, header, options, mostBytes);
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
