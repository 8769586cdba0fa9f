package io.gradlab.calibration.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.observation.Quantity;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TheDeepCheckerTest {

    private static Map<Pathology, Long> alarms(MadeUp run) {
        return run.alarms(new TheDeepChecker());
    }

    /** A loss that is a tenth less every step: it falls by 65 % a period. */
    private static double[] falling(int steps) {
        double[] values = new double[steps];
        for (int i = 0; i < steps; i++) {
            values[i] = Math.pow(0.9, i);
        }
        return values;
    }

    private static double[] constant(int steps) {
        double[] values = new double[steps];
        Arrays.fill(values, 0.7);
        return values;
    }

    @Test
    void alarms_nothingRead_areNone() {
        assertThat(alarms(MadeUp.of("relu"))).isEmpty();
        assertThat(alarms(MadeUp.of("relu").loss(falling(300)))).isEmpty();
    }

    @Test
    void dead_moreThanHalfOfALayer_firesAtACheck() {
        assertThat(alarms(inactive("relu", 11, 0.51)))
                .containsExactly(entry(Pathology.DEAD_UNITS, 11L));
        assertThat(alarms(inactive("relu", 13, 0.51)))
                .as("the first reading after the check of step 11")
                .containsExactly(entry(Pathology.DEAD_UNITS, 13L));
        assertThat(alarms(inactive("relu", 11, 0.5))).isEmpty();
        assertThat(alarms(inactive("relu", 10, 1))).as("before the first check").isEmpty();
        assertThat(alarms(inactive("elu", 11, 1))).isEmpty();
        assertThat(alarms(inactive("tanh", 11, 1))).isEmpty();
    }

    private static MadeUp inactive(String function, long step, double fraction) {
        return MadeUp.of(function)
                .loss(falling(40))
                .read(step, Quantity.INACTIVE_UNIT_FRACTION, "fc2", fraction);
    }

    @Test
    void reading_thatFollowsAnotherOfItsPeriod_isNotChecked() {
        MadeUp run = inactive("relu", 12, 0.2).read(14, Quantity.INACTIVE_UNIT_FRACTION, "fc2", 1);

        assertThat(alarms(run)).isEmpty();
        assertThat(alarms(run.read(21, Quantity.INACTIVE_UNIT_FRACTION, "fc1", 1)))
                .containsExactly(entry(Pathology.DEAD_UNITS, 21L));
    }

    @Test
    void saturation_moreThan85Percent_ofTanhOrSigmoid_fires() {
        assertThat(alarms(saturated("tanh", 0.86)))
                .containsExactly(entry(Pathology.SATURATION, 21L));
        assertThat(alarms(saturated("sigmoid", 0.86)))
                .containsExactly(entry(Pathology.SATURATION, 21L));
        assertThat(alarms(saturated("tanh", 0.85))).isEmpty();
        assertThat(alarms(saturated("relu", 1))).isEmpty();
    }

    private static MadeUp saturated(String function, double fraction) {
        return MadeUp.of(function)
                .loss(falling(40))
                .read(21, Quantity.SATURATION_FRACTION, "fc1", fraction);
    }

    @Test
    void gradient_ofAWeightBelow1e6_orAbove1e6_fires() {
        assertThat(alarms(gradient("fc1.weight", 0.99e-6)))
                .containsExactly(entry(Pathology.VANISHING_GRADIENT, 11L));
        assertThat(alarms(gradient("fc1.weight", 1.01e6)))
                .containsExactly(entry(Pathology.EXPLODING_GRADIENT, 11L));
        assertThat(alarms(gradient("fc1.weight", 1e-6))).isEmpty();
        assertThat(alarms(gradient("fc1.weight", 1e6))).isEmpty();
        assertThat(alarms(gradient("fc1.weight", Double.NaN))).isEmpty();
        assertThat(alarms(gradient("fc1.bias", 0))).as("a bias").isEmpty();
    }

    private static MadeUp gradient(String parameter, double mean) {
        return MadeUp.of("relu")
                .loss(falling(40))
                .read(11, Quantity.MEAN_ABSOLUTE_GRADIENT, parameter, mean);
    }

    /** Logarithms to base 10 of 1e-5 and 1e-2 are -5 and -2, their mean -3.5. */
    @Test
    void updates_areJudgedByTheMeanOfTheirLogarithmOverAPeriod() {
        assertThat(alarms(updates(1e-5, 1e-2))).isEmpty();
        assertThat(alarms(updates(1e-5, 1e-4)))
                .containsExactly(entry(Pathology.LEARNING_RATE_TOO_SMALL, 11L));
        assertThat(alarms(updates(1e-4, 1e-4))).as("at the limit").isEmpty();
        assertThat(alarms(updates(1, 0.02)))
                .containsExactly(entry(Pathology.LEARNING_RATE_TOO_LARGE, 11L));
        assertThat(alarms(updates(0.1, 0.1))).as("at the limit").isEmpty();
        assertThat(alarms(updates(0, 0)))
                .as("untrained")
                .containsExactly(entry(Pathology.LEARNING_RATE_TOO_SMALL, 11L));
        assertThat(alarms(updates(Double.POSITIVE_INFINITY, 0.01))).as("weights of 0").isEmpty();
        assertThat(alarms(updates(Double.NaN, Double.NaN))).isEmpty();
    }

    private static MadeUp updates(double first, double second) {
        return MadeUp.of("relu")
                .loss(falling(40))
                .read(1, Quantity.UPDATE_RATIO, "fc1.weight", first)
                .read(11, Quantity.UPDATE_RATIO, "fc1.weight", second)
                .read(11, Quantity.UPDATE_RATIO, "fc1.bias", 1);
    }

    @Test
    void updates_ofAPeriodThatIsNotOver_areNotJudged() {
        MadeUp run =
                MadeUp.of("relu")
                        .loss(falling(20))
                        .read(12, Quantity.UPDATE_RATIO, "fc1.weight", 1e-6);

        assertThat(alarms(run)).isEmpty();
        assertThat(alarms(run.loss(falling(21))))
                .containsExactly(entry(Pathology.LEARNING_RATE_TOO_SMALL, 21L));
    }

    /** Periods end with step 1, 11, 21, 31 and 41: five of them are needed. */
    @Test
    void loss_thatFallsByLessThan5PercentInEachOfFourPeriods_standsStill() {
        assertThat(alarms(MadeUp.of("relu").loss(constant(40)))).isEmpty();
        assertThat(alarms(MadeUp.of("relu").loss(constant(41))))
                .containsExactly(entry(Pathology.NOT_LEARNING, 41L));
    }

    /** 0.7 up to step 21, then 6 % less: the first four periods without a fall end with step 71. */
    @Test
    void loss_thatFellWithinTheWindow_waitsForFourMore() {
        double[] once = constant(100);
        Arrays.fill(once, 21, 100, 0.7 * 0.94);

        assertThat(alarms(MadeUp.of("relu").loss(once)))
                .containsExactly(entry(Pathology.NOT_LEARNING, 71L));
        double[] less = constant(100);
        Arrays.fill(less, 21, 100, 0.7 * 0.96);
        assertThat(alarms(MadeUp.of("relu").loss(less)))
                .containsExactly(entry(Pathology.NOT_LEARNING, 41L));
    }

    /** All right in steps 1 to 5: the tool is done. In steps 1 to 4 and then not: it goes on. */
    @Test
    void batch_thatIsKnownByHeart_endsTheCheck() {
        double[] right = constant(60);
        Arrays.fill(right, 0, 5, 1);
        double[] four = constant(60);
        Arrays.fill(four, 0, 4, 1);

        assertThat(alarms(MadeUp.of("relu").accuracy(right).loss(constant(60)))).isEmpty();
        assertThat(alarms(MadeUp.of("relu").accuracy(four).loss(constant(60))))
                .containsExactly(entry(Pathology.NOT_LEARNING, 41L));
    }

    @Test
    void step_afterThe200th_isNotLookedAt() {
        double[] late = falling(300);
        Arrays.fill(late, 200, 300, late[199]);

        assertThat(
                        alarms(
                                MadeUp.of("relu")
                                        .loss(late)
                                        .read(201, Quantity.INACTIVE_UNIT_FRACTION, "fc1", 1)))
                .isEmpty();
    }

    @Test
    void nonFinite_atAnyStep_fires() {
        double[] late = falling(300);
        late[249] = Double.NaN;

        assertThat(alarms(MadeUp.of("relu").loss(late)))
                .containsExactly(entry(Pathology.NON_FINITE, 250L));
        assertThat(alarms(MadeUp.of("relu").loss(falling(20)).nonFinite(7)))
                .containsExactly(entry(Pathology.NON_FINITE, 7L));
        assertThat(
                        alarms(
                                MadeUp.of("relu")
                                        .loss(falling(20))
                                        .read(3, Quantity.NON_FINITE_COUNT, "fc1.weight", 1)))
                .containsExactly(entry(Pathology.NON_FINITE, 3L));
    }

    /** Accuracies of a regression are NaN: neither a pass nor an alarm. */
    @Test
    void regression_withoutAccuracies_isJudgedByItsLoss() {
        double[] none = new double[60];
        Arrays.fill(none, Double.NaN);

        assertThat(alarms(MadeUp.of("relu").accuracy(none).loss(falling(60)))).isEmpty();
        assertThat(alarms(MadeUp.of("relu").accuracy(none).loss(constant(60))))
                .containsExactly(entry(Pathology.NOT_LEARNING, 41L));
    }

    /** The last check is at step 191, and sees the first reading up to step 200. */
    @Test
    void reading_afterTheLastCheck_isLookedAt() {
        assertThat(alarms(inactive("relu", 191, 1)))
                .containsExactly(entry(Pathology.DEAD_UNITS, 191L));
        assertThat(alarms(inactive("relu", 200, 1)))
                .containsExactly(entry(Pathology.DEAD_UNITS, 200L));
    }

    /** Four right steps and one wrong one, again and again: never five running. */
    @Test
    void batch_thatIsForgottenInBetween_doesNotEndTheCheck() {
        double[] accuracy = constant(60);
        for (int i = 0; i < 60; i++) {
            accuracy[i] = i % 5 == 4 ? 0.9 : 1;
        }

        assertThat(alarms(MadeUp.of("relu").accuracy(accuracy).loss(constant(60))))
                .containsExactly(entry(Pathology.NOT_LEARNING, 41L));
    }

    @Test
    void loss_thatIsNoNumber_isNoLossThatStandsStill() {
        double[] broken = constant(60);
        broken[19] = Double.NaN;

        assertThat(alarms(MadeUp.of("relu").loss(broken)))
                .containsExactly(entry(Pathology.NON_FINITE, 20L));
    }

    @Test
    void saturation_beforeTheFirstCheck_isNotLookedAt() {
        MadeUp run = MadeUp.of("tanh").loss(falling(40));

        assertThat(alarms(run.read(10, Quantity.SATURATION_FRACTION, "fc1", 1))).isEmpty();
    }

    /**
     * Nine steps of one example each are nine of the 50 that have to be right; seven of 8 are 56.
     */
    @Test
    void batches_thatAreSmall_endTheCheckWhenTheyHoldFiftyExamples() {
        double[] right = constant(60);
        Arrays.fill(right, 0, 9, 1);

        assertThat(alarms(right(1, right))).containsExactly(entry(Pathology.NOT_LEARNING, 41L));
        assertThat(alarms(right(8, right))).isEmpty();
        Arrays.fill(right, 6, 9, 0.9);
        assertThat(alarms(right(8, right))).containsExactly(entry(Pathology.NOT_LEARNING, 41L));
        right[5] = 0.9;
        assertThat(alarms(right(10, right))).as("five of ten are 50").isEmpty();
        Arrays.fill(right, 0, 50, 1);
        assertThat(alarms(right(1, right))).as("an alarm before they are 50").isNotEmpty();
        Arrays.fill(right, 0, 40, 1);
        assertThat(alarms(right(2, right))).as("25 steps").isEmpty();
    }

    private static MadeUp right(int batch, double[] accuracy) {
        return MadeUp.of("relu").accuracy(accuracy).loss(constant(60)).batches(batch);
    }
}
