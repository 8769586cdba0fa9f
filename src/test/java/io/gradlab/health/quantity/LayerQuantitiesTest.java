package io.gradlab.health.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.health.observation.InputStatistics;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import io.gradlab.health.observation.UnitHistory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Units of a layer from reading to reading, and what a reading holds; by hand. */
class LayerQuantitiesTest {

    private static final float NAN = Float.NaN;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    private static ParameterSample sample(String name, float[] value, long... shape) {
        return new ParameterSample("fc1." + name, "fc1", shape, value, new float[value.length]);
    }

    @Test
    void widths_areOfAllParametersWithARowForEachUnit() {
        ParameterSample weight = sample("weight", new float[] {1, 2, 1, 2, 3, 4}, 3, 2);
        ParameterSample bias = sample("bias", new float[] {0, 1, 0}, 3);
        ParameterSample scalar = sample("slope", new float[] {7}, 1);
        ParameterSample shapeless = sample("gain", new float[] {7});

        assertThat(LayerWidths.groups(List.of(weight), 1))
                .containsExactly(List.of(0, 1), List.of(2));
        assertThat(LayerWidths.groups(List.of(weight, bias), 1)).hasSize(3);
        assertThat(LayerWidths.groups(List.of(weight, scalar), 1)).hasSize(2);
        assertThat(LayerWidths.groups(List.of(weight, shapeless), 1)).hasSize(2);
        assertThat(LayerWidths.weight(List.of(bias, weight))).isSameAs(weight);
        assertThat(LayerWidths.weight(List.of(bias, scalar))).isNull();
    }

    @Test
    void widths_withoutWeightOrOfOneUnitOrNotFinite_areNone() {
        ParameterSample bias = sample("bias", new float[] {0, 0}, 2);
        ParameterSample broken = sample("weight", new float[] {1, NAN}, 2, 1);

        assertThat(LayerWidths.groups(List.of(bias), 1)).isEmpty();
        assertThat(LayerWidths.groups(List.of(sample("weight", new float[] {1, 2}, 1, 2)), 1))
                .isEmpty();
        assertThat(LayerWidths.groups(List.of(broken), 1)).isEmpty();
        assertThat(LayerWidths.groups(List.of(sample("weight", new float[] {1, 1}, 2, 1)), 1))
                .containsExactly(List.of(0, 1));
    }

    /** Two gates of two units each: rows 1 and 3 are unit 1, rows 2 and 4 unit 2. */
    @Test
    void widths_ofGates_areThoseOfUnits() {
        assertThat(LayerWidths.groups(List.of(sample("w", new float[] {1, 1, 5, 5}, 4, 1)), 2))
                .containsExactly(List.of(0, 1));
        assertThat(LayerWidths.groups(List.of(sample("w", new float[] {1, 1, 5, 6}, 4, 1)), 2))
                .hasSize(2);
        assertThat(LayerWidths.groups(List.of(sample("w", new float[] {1, 1}, 2, 1)), 2)).isEmpty();
    }

    /** Of 100 the rounding is 1.2e-3. */
    @Test
    void effectiveWidth_limitIsAShareOfTheLargest() {
        assertThat(EffectiveWidth.groups(3, List.of(new float[] {100, 1, 1.001f}), List.of()))
                .containsExactly(List.of(0), List.of(1, 2));
        assertThat(EffectiveWidth.groups(3, List.of(new float[] {-100, 1, 1.002f}), List.of()))
                .hasSize(3);
        assertThat(EffectiveWidth.groups(2, List.of(new float[] {2, 1}), List.of(), 0.5))
                .hasSize(1);
        assertThat(EffectiveWidth.groups(2, List.of(new float[] {2, 0.9f}), List.of(), 0.5))
                .hasSize(2);
        assertThat(EffectiveWidth.groups(3, List.of(new float[] {INFINITY, 1, 2}), List.of()))
                .hasSize(3);
    }

    @Test
    void lives_tellBirthDeathAndRevival() {
        UnitLives lives = new UnitLives();
        lives.see(1, "fc1", new boolean[] {true, false, true});
        lives.see(2, "fc1", new boolean[] {true, true, false});
        lives.see(5, "fc1", new boolean[] {true, false, false});
        lives.see(9, "fc1", new boolean[] {true, true, false});
        lives.see(9, "fc2", new boolean[] {false});

        assertThat(lives.histories())
                .containsExactly(
                        new UnitHistory(
                                "fc1",
                                List.of(
                                        new UnitHistory.Life(true, 1, 0),
                                        new UnitHistory.Life(false, 9, 5),
                                        new UnitHistory.Life(true, 0, 2))),
                        new UnitHistory("fc2", List.of(new UnitHistory.Life(false, 0, 0))));
        lives.see(10, "fc1", new boolean[] {true});
        assertThat(lives.histories().get(0).units())
                .containsExactly(new UnitHistory.Life(true, 10, 0));
    }

    /** Keys of JSON, in the order in which they are written; what is NaN of a layer is left out. */
    @Test
    void reading_holdsEveryQuantityByName() {
        ReadingBuilder builder =
                new ReadingBuilder(3, List.of(sample("weight", new float[] {3, 4}, 1, 2)));
        builder.activations(
                new ActivationSample("fc1", "relu", 1, new float[] {-1, 2}, new float[] {0, 2}));
        builder.put(Quantity.UPDATE_RATIO, "fc1.weight", 0.5);
        Reading reading = builder.build();

        assertThat(reading.step()).isEqualTo(3);
        assertThat(builder.step()).isEqualTo(3);
        assertThat(builder.parameters()).extracting(ParameterSample::layer).containsExactly("fc1");
        assertThat(reading.values().keySet())
                .extracting(Quantity::toString)
                .containsExactly(
                        "gradient norm",
                        "mean |gradient|",
                        "q05 |gradient|",
                        "median |gradient|",
                        "q95 |gradient|",
                        "zero gradient share",
                        "non-finite count",
                        "parameter norm",
                        "dead unit fraction",
                        "inactive unit fraction",
                        "inactive activation fraction",
                        "activation mean",
                        "activation std",
                        "z std",
                        "z offset",
                        "update ratio");
        assertThat(reading.value(Quantity.PARAMETER_NORM, "fc1.weight")).isEqualTo(5);
        assertThat(reading.value(Quantity.ZERO_GRADIENT_SHARE, "fc1.weight")).isEqualTo(1);
        assertThat(reading.value(Quantity.ACTIVATION_MEAN, "fc1")).isEqualTo(1);
        assertThat(reading.value(Quantity.ACTIVATION_STD, "fc1")).isEqualTo(1);
        assertThat(reading.value(Quantity.Z_STD, "fc1")).isEqualTo(1.5);
        assertThat(reading.value(Quantity.INACTIVE_ACTIVATION_FRACTION, "fc1")).isEqualTo(0.5);
        assertThat(reading.value(Quantity.UPDATE_RATIO, "fc1.weight")).isEqualTo(0.5);
        assertThat(reading.value(Quantity.SATURATION_FRACTION, "fc1")).isNaN();
    }

    @Test
    void activations_ofARecurrentLayer_areSeenWithoutZ() {
        float[] after = {1, 2};
        ActivationSample linear =
                new ActivationSample("lstm", "linear", 1, new float[] {5, 6}, after).ofRecurrent();
        ActivationSample relu = new ActivationSample("l", "relu", 1, new float[] {5, 6}, after);

        assertThat(linear.function()).isEqualTo("recurrent");
        assertThat(linear.before()).isEmpty();
        assertThat(linear.seen()).isSameAs(after);
        assertThat(relu.ofRecurrent()).isSameAs(relu);
        assertThat(relu.seen()).containsExactly(5, 6);
    }

    /** 1024 elements are all sorted, of 1025 every second one is. */
    @Test
    void gradientQuantile_takesEveryElementUpTo1024() {
        assertThat(GradientQuantile.sorted(new float[1024])).hasSize(1024);
        assertThat(GradientQuantile.sorted(new float[1025])).hasSize(513);
        assertThat(GradientQuantile.sorted(new float[2049])).hasSize(683);
        assertThat(GradientQuantile.sorted(new float[] {-3, 1, -2})).containsExactly(1, 2, 3);
    }

    @Test
    void inputScale_edges() {
        assertThat(InputScale.of(new float[0], 2))
                .isEqualTo(new InputStatistics(2, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(InputScale.of(new float[] {-4, -4}, 1))
                .isEqualTo(new InputStatistics(1, 4, 0, 0, 0, 4, 0, 0, 1));
        assertThat(InputScale.of(new float[] {-INFINITY, -1, 1, NAN}, 1))
                .isEqualTo(new InputStatistics(1, 0, 1, 1, 1, 1, 2, 1, 0));
    }

    @Test
    void moments_areOfOnePass() {
        Moments moments = Moments.of(new float[] {3, -4, 0, -0f});
        assertThat(moments).isEqualTo(new Moments(25, 7, 2, 4, 4));
        assertThat(moments.norm()).isEqualTo(5);
        assertThat(moments.meanMagnitude()).isEqualTo(1.75);
        assertThat(moments.zeroShare()).isEqualTo(0.5);
        assertThat(moments.finite()).isTrue();
        assertThat(Moments.of(new float[] {INFINITY}).finite()).isFalse();
        assertThat(Moments.of(new float[] {NAN}).largest()).isNaN();
    }

    private static LossPoint point(long step, double loss) {
        return new LossPoint(step, loss, 1, 0, 256);
    }

    /** Step 10 belongs to the first steps; two losses in a row are no run. */
    @Test
    void bursts_areRunsOfThreeAndMoreAfterTheFirstSteps() {
        List<LossPoint> losses = new ArrayList<>();
        for (long step : new long[] {8, 9, 10, 11, 12, 13, 20, 21, 30, 31, 32, 33}) {
            losses.add(point(step, 1));
        }

        assertThat(Oscillation.bursts(losses))
                .extracting(burst -> burst.get(0).step(), List::size)
                .containsExactly(tuple(11L, 3), tuple(30L, 4));
        assertThat(Oscillation.bursts(List.of())).isEmpty();
    }

    /** The larger of two, the middle of three. */
    @Test
    void oscillation_isTheMedianSwing() {
        List<LossPoint> losses = new ArrayList<>();
        double[] rises = {0.3, 0.1, 0.2};
        for (int burst = 0; burst < rises.length; burst++) {
            long step = 20 + 10L * burst;
            losses.add(point(step, 1));
            losses.add(point(step + 1, 1 + rises[burst]));
            losses.add(point(step + 2, 1 - rises[burst]));
        }

        assertThat(Oscillation.of(losses)).isCloseTo(0.2, within(1e-12));
        assertThat(Oscillation.of(losses.subList(0, 6))).isCloseTo(0.3, within(1e-12));
    }

    /** A constant has 1, and 0.3 of it is left to a network that has learned. */
    @Test
    void swing_ofASmallLoss_isAShareOfWhatIsLeft() {
        assertThat(Oscillation.swing(List.of(point(20, 0.1), point(21, 0.2), point(22, 0.15))))
                .isCloseTo(0.1 / 0.3, within(1e-12));
        LossPoint unknown = new LossPoint(20, 0.1, Double.NaN, 0, 256);
        assertThat(Oscillation.swing(List.of(unknown, point(21, 0.2), point(22, 0.15))))
                .isCloseTo(0.1 / 0.15, within(1e-12));
    }

    /** The second half of steps 1 to 8 begins at step 4. */
    @Test
    void lossSlope_takesTheSecondHalfOfTheSteps() {
        List<LossPoint> losses = new ArrayList<>();
        for (long step = 1; step <= 8; step++) {
            losses.add(point(step, step < 4 ? 100 : 1.0 / step));
        }

        assertThat(LossSlope.of(losses)).isCloseTo(-1, within(1e-12));
        losses.set(3, point(4, 100));
        assertThat(LossSlope.of(losses)).isLessThan(-2);
    }

    /** Within 1 % of 1, the limit itself too. */
    @Test
    void plateau_endsWhereALossIsFurtherAway() {
        assertThat(Plateau.of(List.of(point(1, 102), point(3, 101), point(7, 100)))).isEqualTo(4);
        assertThat(Plateau.of(List.of(point(1, 98.9), point(3, 99), point(7, 100)))).isEqualTo(4);
        assertThat(Plateau.of(List.of(point(1, 1), point(3, 5), point(7, 1)))).isZero();
    }

    /** A threshold itself names the class; of several outputs the largest, the first of equals. */
    @Test
    void skill_ofPredictionsAtTheThreshold() {
        ClassLabels one = new ClassLabels(2, 1, new float[] {1, 0});
        assertThat(Skill.of(one, 0.5, new float[] {0.5f, 0.4f})).isEqualTo(1);
        assertThat(Skill.of(one, 0.5, new float[] {0.5f, 0.5f})).isZero();
        ClassLabels three = new ClassLabels(2, 3, new float[] {0, 1, 0, 1, 0, 0});
        assertThat(Skill.of(three, 0, new float[] {1, 2, 0, 3, 3, 2})).isEqualTo(1);
        assertThat(Skill.of(three, 0, new float[] {1, 2, 3, 3, 3, 2})).isZero();
        ClassLabels shares = new ClassLabels(1, 2, new float[] {1, 1});
        assertThat(Skill.of(shares, 0, new float[] {1, 2})).isNaN();
        assertThat(Skill.of(0.9, 0.5)).isCloseTo(0.8, within(1e-12));
        assertThat(Skill.of(0.9, 1)).isEqualTo(0.9);
    }
}
