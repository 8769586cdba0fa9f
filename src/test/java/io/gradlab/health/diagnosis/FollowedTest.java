package io.gradlab.health.diagnosis;

import static io.gradlab.health.diagnosis.Remedy.ADD_NONLINEARITY;
import static io.gradlab.health.diagnosis.Remedy.FEWER_LAYERS;
import static io.gradlab.health.diagnosis.Remedy.LARGER_BATCHES;
import static io.gradlab.health.diagnosis.Remedy.LOSS_ON_LOGITS;
import static io.gradlab.health.diagnosis.Remedy.MORE_UNITS;
import static io.gradlab.health.diagnosis.Remedy.REDRAW_WEIGHTS;
import static io.gradlab.health.diagnosis.Remedy.STANDARDISE_INPUTS;
import static io.gradlab.health.diagnosis.Remedy.STANDARDISE_TARGETS;
import static io.gradlab.health.diagnosis.Remedy.TAKE_LEAKY_RELU;
import static io.gradlab.health.diagnosis.Remedy.TAKE_RELU;
import static io.gradlab.health.diagnosis.Remedy.TAKE_TANH;
import static io.gradlab.health.diagnosis.Remedy.UNFREEZE;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.core.Text;
import io.gradlab.health.observation.InputStatistics;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.OutputKind;
import io.gradlab.health.observation.Quantity;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is followed already, each remedy followed and not. */
class FollowedTest {

    /** That a run can show it at all. */
    private static final Set<Remedy> SEEN =
            EnumSet.of(
                    STANDARDISE_INPUTS,
                    STANDARDISE_TARGETS,
                    REDRAW_WEIGHTS,
                    TAKE_RELU,
                    TAKE_TANH,
                    TAKE_LEAKY_RELU,
                    ADD_NONLINEARITY,
                    FEWER_LAYERS,
                    MORE_UNITS,
                    LARGER_BATCHES,
                    UNFREEZE,
                    LOSS_ON_LOGITS);

    private static boolean followed(Remedy remedy, MadeUpRun run) {
        return Followed.by(new Course(run.observations(), Thresholds.defaults()), remedy);
    }

    private static MadeUpRun run() {
        return MadeUpRun.failing();
    }

    /** What leaves no trace in a run is not taken for followed: a rate, labels, examples. */
    @ParameterizedTest
    @EnumSource(Remedy.class)
    void followed_isOnlyWhatARunShows(Remedy remedy) {
        if (!SEEN.contains(remedy)) {
            assertThat(followed(remedy, run())).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, 0, 1, 1, true",
        "2, 0, 3, 3, true",
        "2, 0, 3.1, 3.1, false",
        "2, 0, 0.34, 0.34, true",
        "2, 0, 0.33, 0.34, false", // the median
        "2, 0, 1, 3.1, false", // the largest
        "2, 1, 1, 1, true",
        "2, 1.1, 1, 1, false", // the mean
        "0, 0, 1, 1, false" // tokens
    })
    void standardisedInputs(int features, double mean, double median, double largest, boolean are) {
        InputStatistics inputs =
                new InputStatistics(features, mean, 0.01, median, largest, 9, 0, 1, 1);

        assertThat(followed(STANDARDISE_INPUTS, run().inputs(inputs))).isEqualTo(are);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, true",
        "0, 3, true",
        "0, 3.1, false",
        "0, 0.34, true",
        "0, 0.33, false",
        "-1, 1, true",
        "-1.1, 1, false",
        "NaN, NaN, false"
    })
    void standardisedTargets(double mean, double std, boolean are) {
        assertThat(followed(STANDARDISE_TARGETS, run().labels(MadeUpLabels.numbers(mean, std))))
                .isEqualTo(are);
    }

    /**
     * He's rule for ReLU: z varies by sqrt(2) where inputs vary by 1; a third of that is in order.
     */
    @ParameterizedTest
    @CsvSource({"1, true", "0.34, true", "0.33, false", "2.99, true", "3.01, false"})
    void weightsByTheRule(double factor, boolean are) {
        double z = Math.sqrt(2) * factor;

        assertThat(followed(REDRAW_WEIGHTS, run().everywhere(Quantity.Z_STD, "fc1", z)))
                .isEqualTo(are);
    }

    /** Copies, biases that are not 0, or a start of which nothing is known. */
    @Test
    void weightsByTheRule_areRandomWithBiases0() {
        assertThat(followed(REDRAW_WEIGHTS, run())).isTrue();
        assertThat(followed(REDRAW_WEIGHTS, run().steps(0))).isFalse();
        assertThat(
                        followed(
                                REDRAW_WEIGHTS,
                                run().everywhere(Quantity.EFFECTIVE_WIDTH_SHARE, "fc2", 0.5)))
                .isFalse();
        assertThat(
                        followed(
                                REDRAW_WEIGHTS,
                                run().everywhere(Quantity.PARAMETER_NORM, "fc1.bias", 0)))
                .isTrue();
        assertThat(
                        followed(
                                REDRAW_WEIGHTS,
                                run().everywhere(Quantity.PARAMETER_NORM, "fc1.bias", 0.1)))
                .isFalse();
        assertThat(followed(REDRAW_WEIGHTS, run().inputs(InputStatistics.NONE).normed("fc2")))
                .as("no scale is known")
                .isFalse();
    }

    /** Of all hidden layers; the output's function is its own. */
    @ParameterizedTest
    @CsvSource({
        "TAKE_RELU, relu, relu, true",
        "TAKE_RELU, relu, tanh, false",
        "TAKE_RELU, leaky_relu, leaky_relu, false",
        "TAKE_TANH, tanh, tanh, true",
        "TAKE_TANH, tanh, sigmoid, false",
        "TAKE_LEAKY_RELU, leaky_relu, elu, true",
        "TAKE_LEAKY_RELU, relu, elu, false",
        "ADD_NONLINEARITY, relu, tanh, true",
        "ADD_NONLINEARITY, linear, linear, false"
    })
    void functions(Remedy remedy, String first, String second, boolean are) {
        MadeUpRun run = run().function("fc1", first).function("fc2", second);

        assertThat(followed(remedy, run)).isEqualTo(are);
        assertThat(followed(remedy, run.function("fc3", "tanh"))).isEqualTo(are);
    }

    @Test
    void layersAndUnits() {
        assertThat(followed(FEWER_LAYERS, run())).as("two hidden layers").isTrue();
        assertThat(followed(FEWER_LAYERS, run().deeper())).as("three").isFalse();
        assertThat(followed(MORE_UNITS, run().width("fc1", 64).width("fc2", 64))).isTrue();
        assertThat(followed(MORE_UNITS, run().width("fc1", 64).width("fc2", 63))).isFalse();
    }

    @Test
    void batches() {
        assertThat(followed(LARGER_BATCHES, run())).as("labels were not seen").isFalse();
        assertThat(followed(LARGER_BATCHES, run().labels(batches(32)))).isTrue();
        assertThat(followed(LARGER_BATCHES, run().labels(batches(31)))).isFalse();
    }

    private static MadeUpLabels batches(double rows) {
        return MadeUpLabels.binary(0.5).batches(20, rows, 0.6);
    }

    @Test
    void frozenLayers() {
        assertThat(followed(UNFREEZE, run())).isTrue();
        assertThat(followed(UNFREEZE, run().frozen("fc1"))).isFalse();
    }

    @Test
    void lossOnLogits() {
        assertThat(followed(LOSS_ON_LOGITS, run())).isTrue();
        assertThat(followed(LOSS_ON_LOGITS, run().kinds(OutputKind.PROBABILITIES, LossKind.LOGITS)))
                .isFalse();
        assertThat(followed(LOSS_ON_LOGITS, run().kinds(OutputKind.LOGITS, LossKind.PROBABILITIES)))
                .isFalse();
    }

    /** A finding leaves out what is followed, and says the rest. */
    @Test
    void finding_leavesOutWhatIsFollowed() {
        Finding finding =
                run().everywhere(Quantity.Z_OFFSET, "fc1", 5)
                        .everywhere(Quantity.PARAMETER_NORM, "fc1.bias", 5)
                        .diagnosis()
                        .causes()
                        .get(0)
                        .finding();

        assertThat(finding.remedies()).extracting(Advice::remedy).containsExactly(REDRAW_WEIGHTS);
    }

    /** Nothing is left of its own: what helps where nothing is found, so that there is some. */
    @Test
    void finding_whoseRemediesAreAllFollowed_saysWhatElseHelps() {
        Finding scale =
                run()
                        .inputs(new InputStatistics(2, 9, 1, 1, 9, 9, 0, 1, 1))
                        .diagnosis()
                        .findings()
                        .stream()
                        .filter(finding -> finding.pathology() == Pathology.UNSCALED_INPUTS)
                        .findFirst()
                        .orElseThrow();
        Course course = new Course(run().observations(), Thresholds.defaults());
        FindingBuilder found = new FindingBuilder(Pathology.UNSCALED_INPUTS);
        found.fact(Text.of("learned"), 1);

        assertThat(scale.remedies()).extracting(Advice::remedy).containsExactly(STANDARDISE_INPUTS);
        assertThat(
                        found.build(course, Severity.ALARM, Text.NOTHING, STANDARDISE_INPUTS)
                                .get(0)
                                .remedies())
                .extracting(Advice::remedy)
                .containsExactlyElementsOf(Followed.open(course, Followed.NEXT));
    }
}
