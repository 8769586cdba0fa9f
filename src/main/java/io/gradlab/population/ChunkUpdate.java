package io.gradlab.population;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.gradlab.nn.UpdateRule;

/**
 * What an {@link UpdateRule} makes of a chunk's gradients, and what it remembers of each parameter
 * from one update to the next.
 */
final class ChunkUpdate {

    private final UpdateRule rule;
    private final NDArray rates;

    /** Velocities, or first moments. */
    private final NDList first;

    /** Second moments. */
    private final NDList second;

    private int updates;

    /**
     * State of zeros, beside the parameters.
     *
     * @param rule of all members
     * @param rates learning rate of each, (K, 1, 1)
     * @param parameters of the chunk
     */
    ChunkUpdate(UpdateRule rule, NDArray rates, NDList parameters) {
        this.rule = rule;
        this.rates = rates;
        first = rule.kind() == UpdateRule.Kind.SGD ? new NDList() : zeros(parameters);
        second = rule.kind() == UpdateRule.Kind.ADAM ? zeros(parameters) : new NDList();
    }

    private static NDList zeros(NDList parameters) {
        NDList zeros = new NDList(parameters.size());
        parameters.forEach(parameter -> zeros.add(parameter.zerosLike()));
        return zeros;
    }

    void tempAttach(NDManager scratch) {
        first.tempAttach(scratch);
        second.tempAttach(scratch);
    }

    /** Whether the gradients are to come times the learning rates: Adam multiplies by them last. */
    boolean linear() {
        return rule.kind() != UpdateRule.Kind.ADAM;
    }

    /**
     * Changes the parameters.
     *
     * @param gradients clipped, and times the learning rates where the rule is {@link #linear}
     */
    void apply(NDList parameters, NDList gradients) {
        updates++;
        NDArray steps = linear() ? rates : rates.mul(rule.correction(updates));
        for (int i = 0; i < parameters.size(); i++) {
            NDArray gradient = gradients.get(i);
            NDArray change =
                    switch (rule.kind()) {
                        case SGD -> gradient;
                        case MOMENTUM -> first.get(i).muli(rule.momentum()).addi(gradient);
                        case ADAM -> adam(i, gradient, steps);
                    };
            parameters.get(i).subi(change);
        }
    }

    private NDArray adam(int i, NDArray gradient, NDArray steps) {
        NDArray mean = first.get(i).muli(rule.beta1()).addi(gradient.mul(1 - rule.beta1()));
        NDArray square = gradient.mul(1 - rule.beta2()).muli(gradient);
        NDArray variance = second.get(i).muli(rule.beta2()).addi(square);
        return mean.mul(steps).divi(variance.sqrt().addi(rule.epsilon()));
    }
}
