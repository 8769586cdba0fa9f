package io.gradlab.health.observation;

/** What the labels are, told from all that were looked at. */
public enum LabelKind {
    /** 0 and 1 in one column. */
    BINARY,
    /** Whole numbers from 0 on, in one column, three and more different ones. */
    CLASS_NUMBERS,
    /** Rows of one 1 and else 0. */
    ONE_HOT,
    /** Rows of several columns of 0 and 1, not one-hot. */
    SEVERAL_CLASSES,
    /** -1 and 1 in one column. */
    SIGNS,
    /** Numbers of a regression: anything else that is finite. */
    NUMBERS,
    /** Nothing was seen, or labels that are no floating point or whole numbers. */
    UNKNOWN
}
