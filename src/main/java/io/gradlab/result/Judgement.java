package io.gradlab.result;

import io.gradlab.result.Statistics.Interval;
import io.gradlab.result.Verdict.Word;

/** The word of a verdict, from numbers alone. */
public final class Judgement {

    /** What happens in more than half of all initialisations is what typically happens. */
    static final double HALF = 0.5;

    private Judgement() {}

    /** A claim that can be seen to hold or not, where chance has no part. */
    public static Word exact(boolean holds) {
        return holds ? Word.CONFIRMED : Word.CORRECTED;
    }

    /**
     * A claim about every initialisation. One counterexample corrects it. Without one it is
     * confirmed if the Wilson interval of the share lies above one half, which takes 4 seeds; fewer
     * decide nothing.
     */
    public static Word everySeed(int agreeing, int seeds) {
        if (agreeing < seeds) {
            return Word.CORRECTED;
        }
        return Statistics.share(agreeing, seeds).isAbove(HALF) ? Word.CONFIRMED : Word.UNDECIDED;
    }

    /**
     * A claim about the typical initialisation, by the Wilson interval of the share of seeds that
     * agree: confirmed above one half, corrected below, undecided if it holds one half.
     */
    public static Word typically(int agreeing, int seeds) {
        return above(Statistics.share(agreeing, seeds), HALF);
    }

    /**
     * A claim that a quantity is above a value: confirmed if the whole interval is, corrected if
     * the whole interval is below, undecided otherwise, NaN included.
     */
    public static Word above(Interval interval, double value) {
        if (interval.isAbove(value)) {
            return Word.CONFIRMED;
        }
        return interval.isBelow(value) ? Word.CORRECTED : Word.UNDECIDED;
    }

    /**
     * A claim that the first quantity is above the second: confirmed if its whole interval is above
     * the other's, corrected if it is below, undecided where they overlap.
     */
    public static Word better(Interval first, Interval second) {
        if (first.isAbove(second.high())) {
            return Word.CONFIRMED;
        }
        return first.isBelow(second.low()) ? Word.CORRECTED : Word.UNDECIDED;
    }
}
