package io.gradlab.population.kernel;

/**
 * Operands of the last loops of a pass: the first hidden layer's deltas, and their sums.
 *
 * @param above deltas of the layer above
 * @param weights of the first unit to that layer; those of the next are beside them
 * @param terms space for sums
 * @param factors the functions' derivatives of the hidden layer
 * @param units of the hidden layer
 * @param in features
 * @param inputs number of features
 * @param sums partial sums of the hidden layer's gradients, from the first on
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record FirstLayer(
        Plane above,
        Weights weights,
        Plane terms,
        Plane factors,
        int units,
        Plane in,
        int inputs,
        float[] sums) {

    /** From a unit to one of the layer above. */
    float weight(int unit, int to) {
        return weights.values()[weights.from() + unit + to * weights.step()];
    }
}
