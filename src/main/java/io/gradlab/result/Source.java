package io.gradlab.result;

/** Whose claim it is. */
public enum Source {
    /** The book's. */
    BOOK,
    /** A sentence that circulates. */
    OFTEN_SAID,
    /** This program's own, put to the test beside the others. */
    OURS
}
