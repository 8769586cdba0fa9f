package io.gradlab.health.diagnosis;

import io.gradlab.health.observation.LabelForm;
import io.gradlab.health.observation.LabelKind;
import io.gradlab.health.observation.LabelStatistics;
import java.util.List;

/** Labels of a made-up run that nothing is wrong with; each test changes what it is about. */
final class MadeUpLabels {

    private final LabelKind kind;
    private final List<Double> shares;
    private long examples = 400;
    private double mean = 0.5;
    private double std = 0.5;
    private double smallest;
    private double largest = 1;
    private long batches = 20;
    private double largestShareOfBatch = 0.6;
    private double rowsOfBatch = 32;
    private double pairing = Double.NaN;
    private LabelForm form = LabelForm.FITS;

    private MadeUpLabels(LabelKind kind, List<Double> shares) {
        this.kind = kind;
        this.shares = shares;
    }

    /** Two classes and more. */
    static MadeUpLabels classes(LabelKind kind, Double... shares) {
        return new MadeUpLabels(kind, List.of(shares)).between(0, shares.length - 1);
    }

    static MadeUpLabels binary(double ofOne) {
        return classes(LabelKind.BINARY, 1 - ofOne, ofOne);
    }

    static MadeUpLabels numbers(double mean, double std) {
        MadeUpLabels labels = new MadeUpLabels(LabelKind.NUMBERS, List.of());
        labels.mean = mean;
        labels.std = std;
        labels.largestShareOfBatch = Double.NaN;
        return labels.between(mean - 3 * std, mean + 3 * std);
    }

    MadeUpLabels between(double low, double high) {
        smallest = low;
        largest = high;
        return this;
    }

    MadeUpLabels examples(long number) {
        examples = number;
        return this;
    }

    MadeUpLabels batches(long number, double rows, double largestShare) {
        batches = number;
        rowsOfBatch = rows;
        largestShareOfBatch = largestShare;
        return this;
    }

    MadeUpLabels pairing(double value) {
        pairing = value;
        return this;
    }

    MadeUpLabels form(LabelForm value) {
        form = value;
        return this;
    }

    LabelStatistics statistics() {
        return new LabelStatistics(
                kind,
                examples,
                kind == LabelKind.ONE_HOT ? shares.size() : 1,
                shares,
                mean,
                std,
                Math.sqrt(mean * mean + std * std),
                smallest,
                largest,
                batches,
                largestShareOfBatch,
                rowsOfBatch,
                pairing,
                form);
    }
}
