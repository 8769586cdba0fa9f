package io.gradlab.population;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.UpdateRule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** To the last bit: every operation rounds once to float32, in the order of {@link UpdateRule}. */
class MemberUpdateTest {

    private static final float RATE = 0.3f;

    private static MemberUpdate update(UpdateRule rule, Clipping clipping, int parameters) {
        MlpArchitecture architecture =
                new MlpArchitecture(1, List.of(1), ActivationFunction.SIGMOID);
        MlpConfiguration configuration =
                new MlpConfiguration(architecture, InitialWeights.zeros(), 0, RATE, clipping, rule);
        return new MemberUpdate(new Member(configuration, 0), parameters);
    }

    /** Rounded by decimal arithmetic: no fused operation can hide in it. */
    private static float times(float a, float b) {
        return new BigDecimal(a).multiply(new BigDecimal(b)).floatValue();
    }

    private static float plus(float a, float b) {
        return new BigDecimal(a).add(new BigDecimal(b)).floatValue();
    }

    private static float[] random(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @Test
    void sgd_roundsTheProductAndTheDifference() {
        Random random = new Random(1);
        float[] parameters = random(random, 1000);
        float[] gradients = random(random, 1000);
        float[] expected = new float[1000];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = plus(parameters[i], -times(RATE, gradients[i]));
        }
        update(UpdateRule.sgd(), Clipping.NONE, 1000).apply(parameters, gradients);
        assertThat(parameters).isEqualTo(expected);
    }

    @Test
    void momentum_isAVelocityOfTheRatesGradients() {
        Random random = new Random(2);
        float[] parameters = random(random, 500);
        float[] expected = parameters.clone();
        float[] velocity = new float[500];
        MemberUpdate update = update(UpdateRule.momentum(0.9), Clipping.NONE, 500);
        for (int step = 0; step < 3; step++) {
            float[] gradients = random(random, 500);
            for (int i = 0; i < 500; i++) {
                velocity[i] = plus(times(0.9f, velocity[i]), times(RATE, gradients[i]));
                expected[i] = plus(expected[i], -velocity[i]);
            }
            update.apply(parameters, gradients);
        }
        assertThat(parameters).isEqualTo(expected);
    }

    @Test
    void adam_isThatOfItsDefinition() {
        Random random = new Random(3);
        float[] parameters = random(random, 500);
        float[] expected = parameters.clone();
        float[] first = new float[500];
        float[] second = new float[500];
        MemberUpdate update = update(UpdateRule.adam(), Clipping.NONE, 500);
        for (int step = 1; step <= 3; step++) {
            float[] gradients = random(random, 500);
            double correction =
                    Math.sqrt(1 - StrictMath.pow(0.999f, step)) / (1 - StrictMath.pow(0.9f, step));
            float rate = (float) (RATE * correction);
            for (int i = 0; i < 500; i++) {
                float g = gradients[i];
                first[i] = plus(times(0.9f, first[i]), times(1 - 0.9f, g));
                second[i] = plus(times(0.999f, second[i]), times(times(1 - 0.999f, g), g));
                float root = plus((float) Math.sqrt(second[i]), 1e-8f);
                expected[i] = plus(expected[i], -(times(rate, first[i]) / root));
            }
            update.apply(parameters, gradients);
        }
        assertThat(parameters).isEqualTo(expected);
    }

    @Test
    void clipping_byValue_keepsNanAndBoundsTheRest() {
        float[] gradients = {0.5f, -2, 3, Float.NaN, Float.POSITIVE_INFINITY};
        float[] parameters = new float[5];
        update(UpdateRule.sgd(), Clipping.byValue(1), 5).apply(parameters, gradients);
        assertThat(gradients).containsExactly(0.5f, -1, 1, Float.NaN, 1);
        assertThat(parameters[1]).isEqualTo(RATE);
    }

    @Test
    void clipping_byNorm_scalesAllGradients() {
        float[] gradients = {3, 4};
        update(UpdateRule.sgd(), Clipping.byNorm(1), 2).apply(new float[2], gradients);
        assertThat(gradients).containsExactly((float) (3 * 0.2), (float) (4 * 0.2));
        float[] small = {0.3f, 0.4f};
        update(UpdateRule.sgd(), Clipping.byNorm(1), 2).apply(new float[2], small);
        assertThat(small).containsExactly(0.3f, 0.4f);
    }
}
