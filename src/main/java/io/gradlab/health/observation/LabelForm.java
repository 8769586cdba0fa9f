package io.gradlab.health.observation;

/** Whether the loss takes the labels in the form in which they are. */
public enum LabelForm {
    /** It does, or nothing speaks against it. */
    FITS,
    /** One-hot rows into a loss that reads class numbers. */
    ONE_HOT_INTO_SPARSE,
    /** Class numbers into a loss that reads one-hot rows. */
    NUMBERS_INTO_DENSE,
    /** -1 and 1 into a cross-entropy, which reads shares. */
    SIGNS_INTO_CROSS_ENTROPY,
    /** Class numbers at or beyond the number of outputs. */
    BEYOND_OUTPUTS
}
