package io.gradlab.data;

import java.util.Arrays;

/**
 * Whether all values of a column are different whole numbers, as those of an id. Kept while they
 * may be: a column that repeats a value is given up at the next power of two.
 */
final class DistinctWholes {

    /** In fewer rows a measurement may well have different whole numbers. */
    private static final int FEWEST = 10;

    private static final int FIRST = 64;

    /** Beyond it a double does not tell neighbours apart. */
    private static final double LARGEST = 0x1p53;

    private double[] values = new double[FIRST];
    private int count;
    private boolean open = true;

    void add(double value) {
        if (!open) {
            return;
        }
        if (value != Math.rint(value) || Math.abs(value) > LARGEST) {
            giveUp();
            return;
        }
        if (count == values.length) {
            if (repeats()) {
                giveUp();
                return;
            }
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
    }

    private void giveUp() {
        open = false;
        values = new double[0];
    }

    private boolean repeats() {
        Arrays.sort(values, 0, count);
        for (int i = 1; i < count; i++) {
            if (values[i] == values[i - 1]) {
                return true;
            }
        }
        return false;
    }

    /** Whether they are, of at least ten rows. */
    boolean holds() {
        return open && count >= FEWEST && !repeats();
    }
}
