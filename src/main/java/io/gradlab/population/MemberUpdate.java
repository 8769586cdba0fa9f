package io.gradlab.population;

import io.gradlab.nn.Clipping;
import io.gradlab.nn.Norms;
import io.gradlab.nn.UpdateRule;

/** Updates of one member: clipping, and what its {@link UpdateRule} makes of the gradients. */
final class MemberUpdate {

    private final UpdateRule rule;
    private final float rate;
    private final float valueLimit;
    private final float normLimit;

    /** Velocities, or first moments. */
    private final float[] first;

    /** Second moments. */
    private final float[] second;

    private int updates;

    MemberUpdate(Member member, int parameters) {
        rule = member.configuration().updateRule();
        rate = member.configuration().learningRate();
        valueLimit = member.limit(Clipping.Kind.VALUE);
        normLimit = member.limit(Clipping.Kind.NORM);
        first = new float[rule.kind() == UpdateRule.Kind.SGD ? 0 : parameters];
        second = new float[rule.kind() == UpdateRule.Kind.ADAM ? parameters : 0];
    }

    /** Changes the parameters; the gradients are clipped in place. */
    void apply(float[] parameters, float[] gradients) {
        updates++;
        clip(gradients);
        switch (rule.kind()) {
            case SGD -> {
                for (int i = 0; i < parameters.length; i++) {
                    parameters[i] -= rate * gradients[i];
                }
            }
            case MOMENTUM -> {
                for (int i = 0; i < parameters.length; i++) {
                    first[i] = rule.momentum() * first[i] + rate * gradients[i];
                    parameters[i] -= first[i];
                }
            }
            case ADAM -> adam(parameters, gradients);
        }
    }

    private void adam(float[] parameters, float[] gradients) {
        float step = (float) (rate * rule.correction(updates));
        for (int i = 0; i < parameters.length; i++) {
            float g = gradients[i];
            first[i] = rule.beta1() * first[i] + (1 - rule.beta1()) * g;
            second[i] = rule.beta2() * second[i] + (1 - rule.beta2()) * g * g;
            parameters[i] -= step * first[i] / ((float) Math.sqrt(second[i]) + rule.epsilon());
        }
    }

    /** NaN stays NaN; an infinite norm makes infinite elements NaN. */
    private void clip(float[] gradients) {
        if (valueLimit < Float.POSITIVE_INFINITY) {
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] = Math.max(-valueLimit, Math.min(valueLimit, gradients[i]));
            }
        }
        if (normLimit < Float.POSITIVE_INFINITY) {
            double norm = Norms.l2(gradients);
            if (norm > normLimit) {
                double factor = normLimit / norm;
                for (int i = 0; i < gradients.length; i++) {
                    gradients[i] = (float) (factor * gradients[i]);
                }
            }
        }
    }
}
