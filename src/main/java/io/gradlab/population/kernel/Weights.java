package io.gradlab.population.kernel;

/**
 * The weights of n inputs in a network's parameters, and perhaps a bias.
 *
 * @param values all parameters, which change
 * @param from where the weight of the first input stands
 * @param step from an input to the next
 * @param n number of inputs, at least 1
 * @param bias where the bias stands; negative for none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Weights(float[] values, int from, int step, int n, int bias) {

    /** Of an input, from 0. */
    float of(int input) {
        return values[from + input * step];
    }

    /** The bias; 0 for none. */
    float constant() {
        return bias < 0 ? 0 : values[bias];
    }

    /** Those of a unit further below, when they lead from the units of a layer to the one above. */
    Weights ofUnit(int unit) {
        return new Weights(values, from + unit, step, n, bias);
    }

    /** From an input on. */
    Weights input(int input) {
        return new Weights(values, from + input * step, step, n - input, bias);
    }
}
