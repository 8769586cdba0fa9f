package io.gradlab.result;

import io.gradlab.core.Text;
import java.util.Locale;

/** The judgement of a verdict. */
public enum Word {
    /** The numbers bear the claim out. */
    CONFIRMED,
    /** The claim is false as it stands; the measured numbers say what is true. */
    CORRECTED,
    /** The numbers speak neither way. */
    UNDECIDED;

    /** As it is printed, for example {@code confirmed}. */
    public Text text() {
        return Text.of(name().toLowerCase(Locale.ROOT));
    }
}
