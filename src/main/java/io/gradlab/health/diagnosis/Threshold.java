package io.gradlab.health.diagnosis;

import io.gradlab.health.observation.LabelStatistics;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.quantity.Skill;

/**
 * The limits of the rules, with their defaults and where these come from. "Calibration" means
 * chosen on the tuning half of the labelled grid, see {@code src/docs/health-calibration.md}.
 */
public enum Threshold {
    /** {@link Skill} from which a classifier has learned. */
    LEARNED_SKILL(0.82, "calibration"),
    /** The same for {@link LossPoint#gain} where the labels are no classes. */
    LEARNED_GAIN(LossPoint.LEARNED_GAIN, "calibration"),
    /** {@link Skill} from which a sign is no alarm: the network has learned at least in part. */
    PART_SKILL(0.7, "calibration"),
    /** The same for {@link LossPoint#gain}, of classes, too: of few examples skill says little. */
    PART_GAIN(0.55, "calibration"),
    /**
     * Part of {@link Quantity#NEIGHBOUR_SKILL} that a network knows that has learned in part,
     * within the limits that follow.
     */
    ATTAINED(0.85, "calibration"),
    /** Least skill of it, where neighbours know less. */
    LEAST_SKILL(0.4, "calibration"),
    /** Most skill that is asked of it. */
    MOST_SKILL(0.85, "calibration"),
    /** Least {@link LossPoint#gain} of it where the labels are numbers. */
    LEAST_GAIN(0.3, "calibration"),
    /** Most of it. */
    MOST_GAIN(0.7, "calibration"),
    /** {@link Skill} and {@link LossPoint#gain} of a network that knows next to nothing. */
    KNOWS_NOTHING(0.12, "calibration"),
    /** Standard deviation of an input feature: above, units start at their ends. */
    INPUT_STD_LARGE(5, "calibration; LeCun et al. 1998, Efficient BackProp, 4.3, asks for 1"),
    /** The same from below: nothing of the feature reaches a unit. */
    INPUT_STD_SMALL(0.1, "calibration; LeCun et al. 1998, Efficient BackProp, 4.3, asks for 1"),
    /** |mean| of a feature over its standard deviation. */
    INPUT_OFFSET(10, "calibration; LeCun et al. 1998, Efficient BackProp, 4.3, asks for 0"),
    /**
     * Standard deviation of z in layer 1 over that of the inputs and what its rule for initial
     * weights gives, at the start: sqrt(2) by He et al. 2015 for rectifiers, sqrt(2 in / (in +
     * out)) by Glorot and Bengio 2010 for others.
     */
    FIRST_LAYER_SMALL(0.2, "calibration; 1 by definition for weights that follow the rule"),
    /** The same from above. */
    FIRST_LAYER_LARGE(4, "calibration; 1 by definition for weights that follow the rule"),
    /**
     * The same of a later layer, over the standard deviation of the activations that go in: what a
     * function takes from the signal, a sigmoid three quarters, is not the weights' doing.
     */
    LAYER_FACTOR_SMALL(0.35, "calibration; 1 by definition for weights that follow the rule"),
    /** The same from above. */
    LAYER_FACTOR_LARGE(2.4, "calibration; 1 by definition for weights that follow the rule"),
    /** {@link Quantity#Z_OFFSET} at the start: all units on the same side. */
    Z_OFFSET(1.5, "calibration"),
    /** {@link Quantity#EFFECTIVE_WIDTH_SHARE}. */
    DISTINCT_SHARE(0.5, "definition: half of the units are copies"),
    /** Largest {@link Quantity#UPDATE_RATIO} of a weight in the first steps. */
    UPDATE_RATIO_LARGE(0.2, "calibration; 1e-2 by Karpathy's CS231n notes"),
    /** Loss in the first steps over that of the start, or of a constant if that is larger. */
    LOSS_RISE(2.5, "calibration"),
    /** Largest {@link Quantity#UPDATE_RATIO} of any weight after the first steps. */
    UPDATE_RATIO_SMALL(3e-3, "calibration; 1e-4 by Karpathy's CS231n notes"),
    /**
     * The same over the share of the gradient that is left, largest norm now over that at the
     * start: where the loss has reached its floor the gradient is small, too, and no larger step
     * helps.
     */
    UPDATE_OVER_GRADIENT(7.5e-3, "calibration"),
    /** Gradient norm of a weight over its own norm, at the start. */
    RELATIVE_GRADIENT_LARGE(200, "calibration"),
    /** Gradient norm of a bias over that of the last layer's, at the start. */
    GRADIENT_GROWTH(100, "calibration; healthy starts stay below 20, one in a hundred reaches 300"),
    /** {@link Quantity#GRADIENT_NORM_RATIO} of the run: the gradient grows towards the input. */
    GRADIENT_RATIO_LARGE(70, "AutoTrainer (Zhang et al. 2021)"),
    /** Dead unit fraction of a layer at birth. */
    DEAD_AT_BIRTH(0.75, "calibration; half of He-initialised ReLU may be dead in a narrow layer"),
    /** Dead unit fraction of a layer later on. */
    DEAD_LATER(0.9, "calibration; healthy runs end with up to 0.87"),
    /** Saturation fraction of a layer at birth. */
    SATURATED_AT_BIRTH(0.3, "calibration"),
    /** Saturation fraction of a layer later on. */
    SATURATED_LATER(0.95, "calibration; healthy runs end with up to 0.9"),
    /**
     * {@link Quantity#GRADIENT_NORM_RATIO} of the run: gradient norm of the first weight over the
     * last.
     */
    VANISHING_RATIO(5e-4, "calibration; 1e-3 by AutoTrainer (Zhang et al. 2021)"),
    /** Standard deviation of the activations of the last sigmoid layer over that of the first. */
    SIGNAL_LEFT(0.05, "calibration; a quarter a layer by definition for weights by Glorot's rule"),
    /** The same of a network that knows next to nothing, though its weights move. */
    SIGNAL_WEAK(0.1, "calibration"),
    /** Standard deviation of a burst of losses over their mean. */
    OSCILLATION(0.3, "calibration"),
    /** Rises of the loss of the probe set from reading to reading, late, over its mean. */
    LATE_RISES(0.6, "calibration"),
    /** Examples of a batch that say little of the next ones. */
    FEW_ROWS(2, "calibration"),
    /** {@link LossPoint#gain} at the end: the network does no better than a constant. */
    NO_GAIN(0.35, "calibration"),
    /** Fall of the loss in the second half of the steps, in losses of the constant predictor. */
    STILL_FALLING(0.06, "calibration"),
    /** Units of a hidden layer that are few. */
    FEW_UNITS(4, "calibration"),
    /** Skill on its own examples, or gain, from which a network knows them by heart. */
    BY_HEART(0.8, "calibration"),
    /** {@link Skill} from which the labels are right enough: noise alone leaves as much. */
    NOISY_SKILL(0.52, "calibration"),
    /** The same for {@link LossPoint#gain} of numbers. */
    NOISY_GAIN(0.15, "calibration"),
    /** {@link Quantity#NEIGHBOUR_SKILL} above which the labels are not the fault. */
    CLEAR_LABELS(0.65, "calibration"),
    /** Gain on the training batch minus gain on the validation set, of examples not all learned. */
    LABEL_GAP(0.1, "calibration"),
    /** Gain on the training batch minus gain on the validation set. */
    GENERALIZATION_GAP(0.35, "calibration"),
    /** Examples from which on labels that are all the same are one class. */
    ONE_CLASS_EXAMPLES(60, "theorem, rule of three: a class of a twentieth shows in 60 with 95 %"),
    /** {@link LabelStatistics#pairing}. */
    PAIRING(0.9, "theorem, Jensen's inequality: 0 of pairs, at least 1 of each with each"),
    /** Share of the labels beyond the range of the last function. */
    OUTPUT_RANGE(0.05, "definition: more than a few"),
    /**
     * {@link LabelStatistics#rootMeanSquare} of a regression: of six trainings that learn targets
     * near 1, all learn them at 7 and two at 30.
     */
    TARGET_SIZE_LARGE(20, "measured with SGD, momentum and Adam on a smooth target"),
    /**
     * {@link LabelStatistics#std} of a regression: four or five learn them at 0.07, one or two at
     * 0.02.
     */
    TARGET_STD_SMALL(0.05, "measured with SGD, momentum and Adam on a smooth target"),
    /** {@link Quantity#OWN_GRADIENT_RATIO}. */
    OWN_GRADIENT_RATIO(1.1, "definition: 1, of float32 within a thousandth"),
    /** Largest gradient norm of the first steps, of all parameters. */
    NO_GRADIENT(0, "definition"),
    /** Share of the classes but the largest, median of the batches, over that of all labels. */
    ONE_CLASS_BATCH(0.2, "measured: sorted data have 0, shuffled ones near 1"),
    /** Median loss in inference mode over that in training mode, with batch norm. */
    BATCH_NORM_LAG(2, "measured between 1.1 where running statistics follow and 12 where not"),
    /** Examples of the rarest class that are few. */
    FEW_EXAMPLES(10, "calibration"),
    /** {@link Quantity#DROPOUT}. */
    DROPOUT_RATE(0.5, "calibration"),
    /** Share of the rarest class over that of equal classes. */
    RARE_CLASS(0.2, "definition: a tenth of two classes");

    /** Steps before which it is too early to say that a network does not learn. */
    public static final int FAIR_STEPS = 100;

    private final double value;
    private final String source;

    Threshold(double value, String source) {
        this.value = value;
        this.source = source;
    }

    /**
     * The limit unless another is chosen.
     *
     * @return the default
     */
    public double defaultValue() {
        return value;
    }

    /**
     * Where the default comes from.
     *
     * @return a publication or the calibration
     */
    public String source() {
        return source;
    }
}
