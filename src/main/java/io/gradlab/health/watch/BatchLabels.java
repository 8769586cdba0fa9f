package io.gradlab.health.watch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.jspecify.annotations.Nullable;

/** A copy of the labels of the last batch that was looked at; full batches are copied once. */
final class BatchLabels implements AutoCloseable {

    private final NDManager parent;
    private @Nullable NDManager owner;
    private @Nullable NDArray handle;
    private NDList copies = new NDList();
    private float[] values = new float[0];

    BatchLabels(NDManager parent) {
        this.parent = parent;
    }

    /** Whether the labels are those that were copied last. */
    boolean hold(NDList labels) {
        return labels.head() == handle;
    }

    /** Copies them, unless it has; tells whether they are new. */
    boolean see(NDList labels) {
        if (hold(labels)) {
            return false;
        }
        close();
        NDManager newOwner = parent.newSubManager();
        owner = newOwner;
        copies = Probe.copy(labels, newOwner);
        values = Host.floats(copies.head());
        handle = labels.head();
        return true;
    }

    /** For one evaluation of a loss, whose results go to scratch; they come back when it closes. */
    NDList arrays(NDManager scratch) {
        if (copies.head().getManager() != scratch) {
            copies.tempAttach(scratch);
        }
        return copies;
    }

    /** The first array's values. */
    float[] values() {
        return values;
    }

    @Override
    public void close() {
        if (owner != null) {
            owner.close();
            owner = null;
            handle = null;
        }
    }
}
