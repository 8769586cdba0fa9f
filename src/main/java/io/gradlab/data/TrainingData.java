package io.gradlab.data;

import io.gradlab.core.Text;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A data set to train on, and what a parameter file has to know of it.
 *
 * <pre>{@code
 * CsvRows rows = CsvDataset.readLabelled(CsvInput.of(file), CsvOptions.usual().withLabel("diagnosis").withPositive("M"));
 * TrainingData data = TrainingData.of(rows, 0).standardised();
 * runner.train(data.splits(), RunnerConfig.epochs(1000));
 * runner.save(Path.of("best.npz"), data.description());
 * }</pre>
 *
 * @param raw the data as they are
 * @param description names, label, split and what the features go through
 * @param notes how they were read, where that is not plain
 * @param warnings what makes a score doubtful: columns that are no features, classes of a few
 *     examples
 */
public record TrainingData(
        DataSplits raw, DataDescription description, List<Text> notes, List<Text> warnings) {

    /** Keeps the lists. */
    public TrainingData {
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /**
     * Rows of a file, in its own parts or split 64/16/20 by a seed.
     *
     * @throws IllegalArgumentException if a part has no rows, or examples of one class alone
     */
    public static TrainingData of(CsvRows rows, long splitSeed) {
        return of(rows, rows.splits(splitSeed), splitSeed);
    }

    /** The same, by a seed that somebody chose; refuses a file that has parts of its own. */
    public static TrainingData bySeed(CsvRows rows, long splitSeed) {
        return of(rows, rows.splitsBySeed(splitSeed), splitSeed);
    }

    private static TrainingData of(CsvRows rows, DataSplits splits, long splitSeed) {
        List<Text> warnings = DataChecks.warnings(splits);
        return new TrainingData(
                splits,
                DataDescription.of(
                        rows.name(), splits, rows.label(), rows.split() == null ? splitSeed : null),
                rows.notes(),
                Stream.concat(rows.warnings().stream(), warnings.stream()).toList());
    }

    /**
     * Generated two moons.
     *
     * @throws IllegalArgumentException if a part has examples of one class alone
     */
    public static TrainingData of(MoonsConfig moons) {
        DataSplits splits = Moons.generate(moons);
        ClassLabel label = new ClassLabel(CsvOptions.LABEL, null);
        return new TrainingData(
                splits,
                DataDescription.of(splits.name().toString(), splits, label, moons.seed()),
                List.of(),
                DataChecks.warnings(splits));
    }

    /**
     * The same with its features in another order, that of the inputs of a network which was
     * trained before; as it is, if it has other features.
     */
    public TrainingData inOrder(List<String> features) {
        List<String> own = raw.featureNames();
        if (own.equals(features) || !Set.copyOf(own).equals(Set.copyOf(features))) {
            return this;
        }
        int[] columns = features.stream().mapToInt(own::indexOf).toArray();
        DataSplits ordered =
                new DataSplits(
                        raw.name(),
                        features,
                        raw.train().columns(columns),
                        raw.validation().columns(columns),
                        raw.test().columns(columns));
        DataDescription known =
                DataDescription.of(
                        description.name(), ordered, description.label(), description.seed());
        TrainingData same = new TrainingData(ordered, known, notes, warnings);
        return description.standardisation() == null ? same : same.standardised();
    }

    /** The same with features of mean 0 and standard deviation 1 on the training examples. */
    public TrainingData standardised() {
        return new TrainingData(
                raw, description.with(Standardisation.of(raw.train())), notes, warnings);
    }

    /** What a network is trained on: the data as they are, or standardised. */
    public DataSplits splits() {
        Standardisation own = description.standardisation();
        return own == null ? raw : own.apply(raw);
    }
}
