package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;

/**
 * What can be wrong with a training, in the order in which causes come before their consequences.
 */
public enum Pathology {
    /** Inputs of a scale, or of scales, that the initial weights do not expect. */
    UNSCALED_INPUTS("unscaled inputs", "4.4"),
    /** A loss that expects another kind of output than the block gives. */
    LOSS_MISMATCH("loss and output mismatch", "4.2"),
    /** Units that are equal and stay so. */
    SYMMETRIC_UNITS("symmetric units", "4.4.1"),
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
    /** Updates too small to get anywhere. */
    LEARNING_RATE_TOO_SMALL("learning rate too small", "4.3"),
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
