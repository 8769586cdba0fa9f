package io.gradlab.calibration;

/** What a network of the grid is to learn. */
enum Task {
    /** Two classes, one output. */
    TWO_CLASSES,
    /** Three and more classes, an output each, class numbers as labels. */
    CLASSES,
    /** Numbers, one output. */
    REGRESSION
}
