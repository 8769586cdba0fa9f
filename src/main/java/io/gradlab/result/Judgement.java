package io.gradlab.result;

import io.gradlab.result.Statistics.Interval;

/** The word of a verdict, from numbers alone: {@link ClaimRule} says the rules. */
final class Judgement {

    /** What happens in more than half of all starts happens in most. */
    private static final double HALF = 0.5;

    private Judgement() {}

    static Word inEvery(int agreeing, int starts) {
        if (agreeing < starts) {
            return Word.CORRECTED;
        }
        return starts >= ClaimRule.ENOUGH ? Word.CONFIRMED : Word.UNDECIDED;
    }

    static Word inMost(int agreeing, int starts) {
        return beyond(Statistics.share(agreeing, starts), HALF, HALF);
    }

    /** NaN decides nothing. */
    static Word onAverage(Interval difference, double floor) {
        return beyond(difference, floor, -floor);
    }

    static Word better(Interval first, Interval second) {
        return beyond(first, second.high(), second.low());
    }

    private static Word beyond(Interval interval, double above, double below) {
        if (interval.isAbove(above)) {
            return Word.CONFIRMED;
        }
        return interval.isBelow(below) ? Word.CORRECTED : Word.UNDECIDED;
    }
}
