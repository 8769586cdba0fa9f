package io.gradlab.data;

import io.gradlab.core.Seeds;
import io.gradlab.core.Text;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Every row of a CSV file, in the order of the file.
 *
 * @param source where they come from
 * @param featureNames the feature columns, in the order that was asked for, or that of the file
 * @param features rows * width values, row after row
 * @param labels 0 or 1 for each row; null if labels were not read
 * @param split train, validation or test for each row; null if the file has no split column, or it
 *     was not read
 * @param label what label 1 means
 * @param notes how the file was read, where that is not plain
 * @param warnings columns that are most likely no features
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, read by the engine
public record CsvRows(
        CsvInput source,
        List<String> featureNames,
        float[] features,
        float @Nullable [] labels,
        @Nullable List<String> split,
        ClassLabel label,
        List<Text> notes,
        List<Text> warnings) {

    /** Keeps the lists. */
    public CsvRows {
        featureNames = List.copyOf(featureNames);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /** Number of features, at least 1. */
    public int width() {
        return featureNames.size();
    }

    /** Number of rows, at least 1. */
    public int size() {
        return features.length / width();
    }

    /** The name of the data set: that of the file, without its folder. */
    public String name() {
        return source.name();
    }

    /** All rows with their labels; fails if these were not read. */
    public Examples examples() {
        return new Examples(width(), features, Objects.requireNonNull(labels));
    }

    /**
     * The three parts.
     *
     * @param splitSeed where the file has no split column: the seed of the shuffle before the rows
     *     are split 64/16/20 (the first two rounded down)
     * @return the parts, rows in file order where the file has the split; named like the file, and
     *     where the split is ours the name says so, with the seed
     * @throws IllegalArgumentException if a part has no rows
     */
    public DataSplits splits(long splitSeed) {
        List<String> parts = split;
        if (parts == null) {
            return shuffled(splitSeed);
        }
        Examples all = examples();
        return new DataSplits(
                name(),
                featureNames,
                part(all, parts, Parts.TRAIN),
                part(all, parts, Parts.VALIDATION),
                part(all, parts, Parts.TEST));
    }

    /**
     * The three parts by a seed that somebody chose: it shall have an effect.
     *
     * @param splitSeed seed of the shuffle before the rows are split
     * @return as {@link #splits} without split column
     * @throws IllegalArgumentException as {@link #splits}, and if the file has a split column
     */
    public DataSplits splitsBySeed(long splitSeed) {
        if (split != null) {
            throw CsvErrors.in(
                    source,
                    "the split column says which rows are which, so that a seed of the split, %s, has no effect; leave one of them out"
                            .formatted(splitSeed));
        }
        return shuffled(splitSeed);
    }

    private DataSplits shuffled(long splitSeed) {
        Examples all = examples();
        if (all.size() < Parts.MIN_SIZE) {
            throw CsvErrors.in(
                    source,
                    "%s rows are too few to split; give at least %s, or a split column"
                            .formatted(all.size(), Parts.MIN_SIZE));
        }
        int[] order = Parts.shuffled(all.size(), Seeds.random(splitSeed));
        Text name =
                Text.of(
                        "%s (no split column: rows split 64/16/20 %% by seed %d)",
                        name(), splitSeed);
        return Parts.inOrder(name, featureNames, Parts.rows(all, order));
    }

    /**
     * Rows of one part of a file with a split column, in its order.
     *
     * @param part train, validation or test
     * @throws IllegalArgumentException if there are none
     */
    public Examples part(String part) {
        return part(examples(), Objects.requireNonNull(split), part);
    }

    private Examples part(Examples all, List<String> parts, String part) {
        int[] indices =
                IntStream.range(0, all.size()).filter(i -> parts.get(i).equals(part)).toArray();
        if (indices.length == 0) {
            throw CsvErrors.in(
                    source,
                    "no row has the split '%s'; mark some, or leave the split column out"
                            .formatted(part));
        }
        return Parts.rows(all, indices);
    }
}
