package io.gradlab.health.watch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gradlab.health.observation.InputStatistics;
import io.gradlab.health.quantity.InputScale;

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

    private final NDList arrays;

    private Probe(NDList arrays) {
        this.arrays = arrays;
    }

    /**
     * Copies the inputs as they are.
     *
     * @param inputs a batch as the block takes it
     * @param owner of the copies
     * @return all of them
     */
    public static Probe of(NDList inputs, NDManager owner) {
        return new Probe(copy(inputs, owner));
    }

    /** Copies the first examples of a batch. */
    static Probe ofBatch(NDList batch, NDManager owner) {
        long rows = rows(batch);
        NDList head = new NDList(batch.size());
        try (NDManager scratch = owner.newSubManager()) {
            for (NDArray array : copy(batch, scratch)) {
                // Only what has a row for each example can be cut.
                NDArray cut = rows < array.getShape().get(0) ? array.get("0:" + rows) : array;
                cut.attach(owner);
                head.add(cut);
            }
        }
        return new Probe(head);
    }

    private static long rows(NDList batch) {
        Shape shape = batch.head().getShape();
        long all = shape.get(0);
        for (NDArray array : batch) {
            if (array.getShape().dimension() == 0 || array.getShape().get(0) != all) {
                return Long.MAX_VALUE;
            }
        }
        long each = all == 0 ? 1 : Math.max(1, shape.size() / all);
        return Math.min(Math.min(all, ROWS), Math.max(8, VALUES / each));
    }

    /** For one forward pass, which may change the list and whose results go to scratch. */
    NDList inputs(NDManager scratch) {
        return copy(arrays, scratch);
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
}
