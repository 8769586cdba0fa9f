package io.gradlab.health.quantity;

/** Number of elements that are NaN or infinite. */
final class NonFiniteCount {

    private NonFiniteCount() {}

    static int of(float[] values) {
        int count = 0;
        for (float value : values) {
            if (!Float.isFinite(value)) {
                count++;
            }
        }
        return count;
    }
}
