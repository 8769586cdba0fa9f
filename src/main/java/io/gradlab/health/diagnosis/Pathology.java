package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;

/**
 * What can be wrong with a training, in the order in which causes come before their consequences.
 */
public enum Pathology {
    /** Labels that are all the same. */
    ONE_CLASS("one class only", "4.1"),
    /** Labels whose rows the loss does not pair with those of the predictions. */
    LABEL_SHAPE("labels and predictions are not paired row by row", "4.2"),
    /** Labels in another form than the loss takes: one-hot, class numbers, -1 and 1. */
    LABEL_FORM("labels in a form that the loss does not take", "4.2"),
    /** A loss that expects another kind of output than the block gives. */
    LOSS_MISMATCH("loss and output mismatch", "4.2"),
    /** A loss for another task than the labels are of. */
    WRONG_LOSS("wrong loss for the task", "4.2"),
    /** An output function whose range leaves out some of the targets. */
    OUTPUT_RANGE("output function cannot reach the targets", "4.2"),
    /** Targets of a regression far from mean 0 and standard deviation 1. */
    UNSCALED_TARGETS("unscaled targets", "4.4"),
    /** Inputs of a scale, or of scales, that the initial weights do not expect. */
    UNSCALED_INPUTS("unscaled inputs", "4.4"),
    /** Layers that no gradient may change. */
    FROZEN_LAYERS("frozen layers", "4.3"),
    /** Gradients to which each batch adds without those of the last being cleared. */
    GRADIENTS_NOT_CLEARED("gradients not cleared between steps", "4.3"),
    /** Layers that are one linear function together. */
    NO_NONLINEARITY("no non-linearity between layers", "4.1"),
    /** Gradients that are exactly 0 from the first step on. */
    NO_GRADIENT("no gradient", "4.4"),
    /** No step was seen: an exception in the first batch, or no training at all. */
    NOTHING_SEEN("nothing was seen", "4.3"),
    /** Units that are equal and stay so. */
    SYMMETRIC_UNITS("symmetric units", "4.4.1"),
    /** Batches of one class each, as of sorted data. */
    ONE_CLASS_BATCHES("batches of one class", "4.3"),
    /** Running statistics of a batch norm far from those of the batches. */
    BATCH_NORM_LAG("batch norm's running statistics lag", "4.3"),
    /** Dropout that leaves too little of the network. */
    DROPOUT_TOO_STRONG("dropout too strong", "4.3"),
    /** A network too small for what it should learn. */
    TOO_FEW_UNITS("too few units", "4.3"),
    /** Updates too large for the parameters. */
    LEARNING_RATE_TOO_LARGE("learning rate too large", "4.3"),
    /** A NaN or an infinity. */
    NON_FINITE("non-finite value", "4.4"),
    /** Gradients far larger than the parameters they move. */
    EXPLODING_GRADIENT("exploding gradient", "4.4"),
    /** Units whose activation is 0 on every example. */
    DEAD_UNITS("dead units", "4.4.3"),
    /** Sigmoid or tanh units at the flat ends of their function. */
    SATURATION("saturation", "4.4.2"),
    /** Gradients that shrink from layer to layer towards the input. */
    VANISHING_GRADIENT("vanishing gradient", "4.4.2"),
    /**
     * Initial weights and biases that shrink, blow up or shift what passes through the layers: the
     * name of a bad start that has no more specific one.
     */
    BAD_WEIGHT_SCALE("bad weight scale at the start", "4.4.1"),
    /** A class with so few examples that it is not learned. */
    RARE_CLASS("rare class", "4.1"),
    /** Updates too small to get anywhere. */
    LEARNING_RATE_TOO_SMALL("learning rate too small", "4.3"),
    /** Labels of which a share is wrong. */
    WRONG_LABELS("wrong labels", "4.4"),
    /** A training that ended while it was learning. */
    TOO_FEW_EPOCHS("too few epochs", "4.3"),
    /** A loss that goes up and down instead of down. */
    OSCILLATION("oscillation", "4.3"),
    /** A loss no better than that of a constant. */
    NOT_LEARNING("not learning", "4.4"),
    /** A training loss that falls while the validation loss rises. */
    OVERFITTING("overfitting", "4.3");

    private final String title;
    private final String book;

    Pathology(String title, String book) {
        this.title = title;
        this.book = book;
    }

    /**
     * Its name in the field's words.
     *
     * @return for example {@code vanishing gradient}
     */
    public Text title() {
        return Text.of(title);
    }

    /**
     * The section of the book that treats it, or comes nearest.
     *
     * @return for example {@code 4.4.2}
     */
    public String book() {
        return book;
    }
}
