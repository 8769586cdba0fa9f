package io.gradlab.health.watch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gradlab.health.observation.InputStatistics;
import io.gradlab.health.observation.LabelKind;
import io.gradlab.health.quantity.InputScale;
import io.gradlab.health.quantity.NearestNeighbours;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inputs on which activations are read, always the same ones, so that readings can be compared.
 */
public final class Probe {

    /**
     * Most examples; the first ones are taken. A unit that is active on 1 % of all is active on
     * none of 256 with probability 0.08.
     */
    static final int ROWS = 256;

    /** Most input values, at least 8 examples aside: an image has 150,000. */
    static final long VALUES = 1 << 18;

    private final NDManager owner;
    private final List<NDList> waitingInputs = new ArrayList<>();
    private final List<NDList> waitingLabels = new ArrayList<>();
    private NDList arrays;
    private NDList labels;
    private float @Nullable [] labelValues;
    private long missing;
    private long measured;

    private Probe(NDManager owner, NDList arrays, NDList labels, long missing) {
        this.owner = owner;
        this.arrays = arrays;
        this.labels = labels;
        this.missing = missing;
    }

    /**
     * Copies the inputs as they are.
     *
     * @param inputs a batch as the block takes it
     * @param labels its labels, or empty
     * @param owner of the copies
     * @return all of them
     */
    public static Probe of(NDList inputs, NDList labels, NDManager owner) {
        return new Probe(owner, copy(inputs, owner), copy(labels, owner), 0);
    }

    /** Copies the first examples of a batch, with their labels where each has its own. */
    static Probe ofBatch(NDList batch, NDList labels, NDManager owner) {
        long all = rows(batch);
        long rows = Math.min(all, most(batch));
        boolean labelled = all != Long.MAX_VALUE && !labels.isEmpty() && rows(labels) == all;
        return new Probe(
                owner,
                cut(batch, rows, owner),
                labelled ? cut(labels, rows, owner) : new NDList(),
                labelled ? most(batch) - rows : 0);
    }

    /** Whether examples of later batches would do it good. */
    boolean growing() {
        return missing > 0;
    }

    /** Examples of a later batch, for the next reading. */
    void add(NDList batch, NDList batchLabels) {
        long all = rows(batch);
        if (all == Long.MAX_VALUE || all == 0 || rows(batchLabels) != all) {
            missing = 0;
            return;
        }
        long rows = Math.min(all, missing);
        missing -= rows;
        waitingInputs.add(cut(batch, rows, owner));
        waitingLabels.add(cut(batchLabels, rows, owner));
    }

    /** Takes the examples that were added; tells whether there were any. */
    boolean settle() {
        if (waitingInputs.isEmpty()) {
            return false;
        }
        arrays = joined(arrays, waitingInputs);
        labels = joined(labels, waitingLabels);
        labelValues = null;
        return true;
    }

    private NDList joined(NDList before, List<NDList> waiting) {
        NDList all = new NDList(before.size());
        for (int i = 0; i < before.size(); i++) {
            NDList parts = new NDList(before.get(i));
            for (NDList each : waiting) {
                parts.add(each.get(i));
            }
            NDArray whole = NDArrays.concat(parts);
            whole.attach(owner);
            all.add(whole);
        }
        before.close();
        waiting.forEach(NDList::close);
        waiting.clear();
        return all;
    }

    private static NDList cut(NDList batch, long rows, NDManager owner) {
        NDList head = new NDList(batch.size());
        try (NDManager scratch = owner.newSubManager()) {
            for (NDArray array : copy(batch, scratch)) {
                // Only what has a row for each example can be cut.
                boolean whole = array.getShape().dimension() == 0 || rows >= array.size(0);
                NDArray cut = whole ? array : array.get("0:" + rows);
                cut.attach(owner);
                head.add(cut);
            }
        }
        return head;
    }

    /** Rows that all arrays have; the largest number where they do not. */
    private static long rows(NDList batch) {
        Shape shape = batch.head().getShape();
        long all = shape.dimension() == 0 ? Long.MAX_VALUE : shape.get(0);
        for (NDArray array : batch) {
            if (array.getShape().dimension() == 0 || array.getShape().get(0) != all) {
                return Long.MAX_VALUE;
            }
        }
        return all;
    }

    private static long most(NDList batch) {
        Shape shape = batch.head().getShape();
        long all = shape.dimension() == 0 ? 1 : Math.max(1, shape.get(0));
        long each = Math.max(1, shape.size() / all);
        return Math.min(ROWS, Math.max(8, VALUES / each));
    }

    /** For one forward pass, which may change the list and whose results go to scratch. */
    NDList inputs(NDManager scratch) {
        return copy(arrays, scratch);
    }

    /** Labels of the examples, likewise; empty where they are not known. */
    NDList labels(NDManager scratch) {
        return copy(labels, scratch);
    }

    /** The first array of them: the same array until there are more. */
    float[] labelValues() {
        float[] values = labelValues;
        if (values == null) {
            values = Host.floats(labels.head());
            labelValues = values;
        }
        return values;
    }

    /** Number of examples. */
    long examples() {
        Shape shape = arrays.head().getShape();
        return shape.dimension() == 0 ? 1 : shape.get(0);
    }

    /**
     * Copies arrays.
     *
     * @param arrays any
     * @param owner of the copies
     * @return as many
     */
    public static NDList copy(NDList arrays, NDManager owner) {
        NDList copies = new NDList(arrays.size());
        for (NDArray array : arrays) {
            NDArray copy = array.duplicate();
            copy.attach(owner);
            copies.add(copy);
        }
        return copies;
    }

    InputStatistics statistics() {
        NDArray head = arrays.head();
        if (!Host.isFloating(head)) {
            return InputStatistics.NONE;
        }
        float[] values = Host.floats(head);
        Shape shape = head.getShape();
        int features = shape.dimension() == 2 ? Math.toIntExact(shape.get(1)) : 1;
        return InputScale.of(values, features);
    }

    /**
     * What the neighbours of an example know of its label, if the probe has all its examples or
     * twice as many as when it was last asked.
     *
     * @param kind of the labels
     * @return NaN where nothing new can be said
     */
    double neighbours(LabelKind kind) {
        long rows = examples();
        NDArray head = arrays.head(); // labelled: of a row for each example
        boolean due = rows >= 2 * measured || (!growing() && rows > measured);
        if (!due || labels.isEmpty() || !Host.isFloating(head)) {
            return Double.NaN;
        }
        measured = rows;
        float[] given = labelValues();
        float[] values = Host.floats(head);
        int features = Math.toIntExact(values.length / rows);
        int columns = Math.toIntExact(given.length / rows);
        return switch (kind) {
            case BINARY, SIGNS, CLASS_NUMBERS ->
                    columns == 1 ? NearestNeighbours.skill(values, features, given) : Double.NaN;
            case ONE_HOT -> NearestNeighbours.skill(values, features, classes(given, columns));
            case NUMBERS ->
                    columns == 1 ? NearestNeighbours.gain(values, features, given) : Double.NaN;
            case SEVERAL_CLASSES, UNKNOWN -> Double.NaN;
        };
    }

    private static float[] classes(float[] oneHot, int columns) {
        float[] classes = new float[oneHot.length / columns];
        for (int i = 0; i < oneHot.length; i++) {
            classes[i / columns] = oneHot[i] == 1 ? i % columns : classes[i / columns];
        }
        return classes;
    }
}
