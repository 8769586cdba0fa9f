package io.gradlab.health.quantity;

import io.gradlab.health.observation.LabelForm;
import io.gradlab.health.observation.LabelKind;
import io.gradlab.health.observation.LabelStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts labels, batch after batch: sums and at most {@value #MOST} different numbers. */
public final class LabelTally {

    /** Different whole numbers from which on labels are no classes. */
    private static final int MOST = 1000;

    private final SortedMap<Float, Long> counts = new TreeMap<>();
    private final List<Double> largestShares = new ArrayList<>();
    private final List<Double> rowsOfBatches = new ArrayList<>();
    private double[] columnSums = new double[0];
    private long rows;
    private double squares;
    private double smallest = Double.POSITIVE_INFINITY;
    private double largest = Double.NEGATIVE_INFINITY;
    private boolean whole = true;
    private boolean zeroOne = true;
    private boolean oneHot = true;
    private boolean countable = true;

    /**
     * Enters a batch.
     *
     * @param labels row by row, all finite
     * @param batchRows number of examples, a divisor of the number of labels
     */
    public void add(float[] labels, int batchRows) {
        if (batchRows == 0 || labels.length == 0 || labels.length % batchRows != 0) {
            return;
        }
        int columns = labels.length / batchRows;
        if (columnSums.length != columns) {
            columnSums = new double[columns];
            rows = 0; // another shape: begin anew
        }
        SortedMap<Float, Long> batch = new TreeMap<>();
        for (int row = 0; row < batchRows; row++) {
            double sum = 0;
            int hot = 0;
            for (int column = 0; column < columns; column++) {
                float value = labels[row * columns + column];
                see(value);
                columnSums[column] += value;
                sum += value;
                hot = value == 1 ? column : hot;
            }
            oneHot &= sum == 1;
            float key = columns == 1 ? labels[row] : hot;
            count(counts, key);
            count(batch, key);
        }
        rows += batchRows;
        rowsOfBatches.add((double) batchRows);
        if (batchRows > 1) {
            long most = batch.values().stream().mapToLong(count -> count).max().orElse(0);
            largestShares.add((double) most / batchRows);
        }
    }

    private void see(float value) {
        squares += (double) value * value;
        smallest = Math.min(smallest, value);
        largest = Math.max(largest, value);
        whole &= value == Math.rint(value);
        zeroOne &= value == 0 || value == 1;
    }

    private void count(SortedMap<Float, Long> map, float key) {
        if (map.size() < MOST || map.containsKey(key)) {
            map.merge(key, 1L, Long::sum);
        } else {
            countable = false;
        }
    }

    /** Whether anything was entered. */
    public boolean isEmpty() {
        return rows == 0;
    }

    /** Means of the columns of labels over all rows; empty of none. */
    public double[] columnMeans() {
        double[] means = new double[rows == 0 ? 0 : columnSums.length];
        for (int column = 0; column < means.length; column++) {
            means[column] = columnSums[column] / rows;
        }
        return means;
    }

    /**
     * The best constant probabilities for outputs: shares of class numbers, or the columns' means.
     *
     * @param outputs number of outputs
     * @return as many; empty where the labels are neither
     */
    public double[] constant(int outputs) {
        if (columnSums.length == outputs) {
            return columnMeans();
        }
        double[] shares = new double[outputs];
        for (Map.Entry<Float, Long> count : counts.entrySet()) {
            int number = Math.round(count.getKey());
            if (columnSums.length != 1 || !whole || number < 0 || number >= outputs) {
                return new double[0];
            }
            shares[number] = (double) count.getValue() / rows;
        }
        return shares;
    }

    /**
     * All that was counted.
     *
     * @param pairing see {@link LabelStatistics#pairing}
     * @param form see {@link LabelStatistics#form}
     */
    public LabelStatistics statistics(double pairing, LabelForm form) {
        if (rows == 0) {
            return LabelStatistics.NONE;
        }
        int columns = columnSums.length;
        double numbers = (double) rows * columns;
        double sum = 0;
        for (double each : columnSums) {
            sum += each;
        }
        double mean = sum / numbers;
        LabelKind kind = kind(columns);
        boolean classes = kind != LabelKind.NUMBERS && kind != LabelKind.SEVERAL_CLASSES;
        return new LabelStatistics(
                kind,
                rows,
                columns,
                shares(kind),
                mean,
                Math.sqrt(Math.max(0, squares / numbers - mean * mean)),
                Math.sqrt(squares / numbers),
                smallest,
                largest,
                largestShares.size(),
                classes ? median(largestShares) : Double.NaN,
                rowsOfBatches.isEmpty() ? 0 : median(rowsOfBatches),
                pairing,
                form);
    }

    private LabelKind kind(int columns) {
        if (columns > 1) {
            return zeroOne
                    ? oneHot ? LabelKind.ONE_HOT : LabelKind.SEVERAL_CLASSES
                    : LabelKind.NUMBERS;
        }
        if (zeroOne) {
            return LabelKind.BINARY;
        }
        if (smallest == -1 && largest == 1 && counts.size() == 2) {
            return LabelKind.SIGNS;
        }
        boolean numbered = whole && countable && smallest >= 0 && largest < MOST;
        return numbered ? LabelKind.CLASS_NUMBERS : LabelKind.NUMBERS;
    }

    private List<Double> shares(LabelKind kind) {
        List<Double> shares = new ArrayList<>();
        switch (kind) {
            case BINARY, SIGNS -> {
                double low = share(kind == LabelKind.BINARY ? 0 : -1);
                shares.add(low);
                shares.add(1 - low);
            }
            case CLASS_NUMBERS -> {
                for (int number = 0; number <= largest; number++) {
                    shares.add(share(number));
                }
            }
            case ONE_HOT, SEVERAL_CLASSES -> {
                for (double mean : columnMeans()) {
                    shares.add(mean);
                }
            }
            case NUMBERS, UNKNOWN -> {}
        }
        return shares;
    }

    private double share(float value) {
        return (double) counts.getOrDefault(value, 0L) / rows;
    }

    private static double median(List<Double> values) {
        return values.isEmpty()
                ? Double.NaN
                : values.stream().sorted().toList().get(values.size() / 2);
    }
}
