package io.gradlab.calibration;

import static io.gradlab.health.diagnosis.Pathology.BAD_WEIGHT_SCALE;
import static io.gradlab.health.diagnosis.Pathology.DEAD_UNITS;
import static io.gradlab.health.diagnosis.Pathology.EXPLODING_GRADIENT;
import static io.gradlab.health.diagnosis.Pathology.LEARNING_RATE_TOO_LARGE;
import static io.gradlab.health.diagnosis.Pathology.LEARNING_RATE_TOO_SMALL;
import static io.gradlab.health.diagnosis.Pathology.NON_FINITE;
import static io.gradlab.health.diagnosis.Pathology.NOT_LEARNING;
import static io.gradlab.health.diagnosis.Pathology.OSCILLATION;
import static io.gradlab.health.diagnosis.Pathology.OVERFITTING;
import static io.gradlab.health.diagnosis.Pathology.SATURATION;
import static io.gradlab.health.diagnosis.Pathology.SYMMETRIC_UNITS;
import static io.gradlab.health.diagnosis.Pathology.VANISHING_GRADIENT;

import io.gradlab.health.diagnosis.Pathology;
import java.util.Set;

/**
 * What is put into a start that learns, and which pathologies truly describe a network that fails
 * of it. Naming one of them counts as right, naming any other as wrong.
 */
enum FaultKind {
    /** Nothing: the base of a start. */
    NONE("nothing", "there is nothing to name", Set.of()),
    /** Initial weights times 1e-3 to 0.3. */
    SMALL_WEIGHTS(
            "weights x 0.001 to 0.3",
            "what passes a layer, forward or backward, shrinks by this factor",
            Set.of(BAD_WEIGHT_SCALE, VANISHING_GRADIENT)),
    /** Initial weights times 3 to 10. */
    LARGE_WEIGHTS(
            "weights x 3 to 10",
            "what passes a layer grows by this factor: units at their flat ends or dead, gradients"
                    + " that explode, in the end past the largest number",
            Set.of(BAD_WEIGHT_SCALE, SATURATION, EXPLODING_GRADIENT, NON_FINITE, DEAD_UNITS)),
    /** Every bias -8 to -1. */
    NEGATIVE_BIAS(
            "bias -8 to -1",
            "every unit starts where its function is flat, zero or nearly so",
            Set.of(BAD_WEIGHT_SCALE, DEAD_UNITS, SATURATION, VANISHING_GRADIENT)),
    /** Every bias 1 to 8. */
    POSITIVE_BIAS(
            "bias 1 to 8",
            "every unit starts where its function is flat, or as good as linear and far from 0",
            Set.of(BAD_WEIGHT_SCALE, SATURATION, VANISHING_GRADIENT, DEAD_UNITS)),
    /** Every weight the same, 0.01 to 1 or -1 to -0.01. */
    CONSTANT_WEIGHTS(
            "constant weights, +-0.01 to +-1",
            "the units of a layer are equal and stay so",
            Set.of(SYMMETRIC_UNITS)),
    /** Every weight 0. */
    ZERO_WEIGHTS(
            "zero weights",
            "the units of a layer are equal, and nothing passes backward",
            Set.of(SYMMETRIC_UNITS, VANISHING_GRADIENT)),
    /** Learning rate times 1e-4 to 0.1. */
    LOW_LEARNING_RATE(
            "learning rate x 0.0001 to 0.1",
            "the updates get nowhere in the steps there are",
            Set.of(LEARNING_RATE_TOO_SMALL)),
    /** Learning rate times 3 to 100. */
    HIGH_LEARNING_RATE(
            "learning rate x 3 to 100",
            "the updates overshoot; within a few steps they leave units dead or flat, or numbers"
                    + " that are none",
            Set.of(
                    LEARNING_RATE_TOO_LARGE,
                    OSCILLATION,
                    NON_FINITE,
                    EXPLODING_GRADIENT,
                    DEAD_UNITS,
                    SATURATION)),
    /** Features of other scales, see {@link FeatureScale}. */
    UNSCALED_INPUTS(
            "features x 0.0001 to 10000",
            "only the inputs are wrong, all else follows from them",
            Set.of(Pathology.UNSCALED_INPUTS)),
    /** A share of 0.3 to 1 of the training and validation labels shuffled. */
    SHUFFLED_LABELS(
            "labels shuffled, a share of 0.3 to 1",
            "there is nothing to learn but the noise",
            Set.of(NOT_LEARNING, OVERFITTING)),
    /** Another activation function, the initial weights as they were. */
    ACTIVATION(
            "another activation function",
            "the weights suit another slope: signals shrink or grow from layer to layer",
            Set.of(
                    BAD_WEIGHT_SCALE,
                    VANISHING_GRADIENT,
                    SATURATION,
                    EXPLODING_GRADIENT,
                    DEAD_UNITS));

    private final String title;
    private final String reason;

    @SuppressWarnings("ImmutableEnumChecker") // a Set.of
    private final Set<Pathology> describedBy;

    FaultKind(String title, String reason, Set<Pathology> describedBy) {
        this.title = title;
        this.reason = reason;
        this.describedBy = describedBy;
    }

    /** What is done, with its range: for example {@code bias 1 to 8}. */
    String title() {
        return title;
    }

    /** Why these pathologies are the true ones: half a sentence. */
    String reason() {
        return reason;
    }

    /** The pathologies that truly describe it: empty for {@link #NONE}. */
    Set<Pathology> describedBy() {
        return describedBy;
    }
}
