package io.gradlab.result;

import io.gradlab.core.Require;
import io.gradlab.core.Text;
import org.jspecify.annotations.Nullable;

/** Whose claim it is. */
public enum ClaimSource {
    /** The book's. */
    BOOK,
    /** A sentence that circulates. */
    OFTEN_SAID,
    /** This program's own, put to the test beside the others. */
    OURS;

    /** Refuses a claim of the book without its place there, and any other with one. */
    void requirePlace(@Nullable BookPlace book, Text claim) {
        Require.argument(
                (this == BOOK) == (book != null),
                "claim '%s' is of %s; give the place in the book to the book's alone",
                claim,
                this);
    }
}
