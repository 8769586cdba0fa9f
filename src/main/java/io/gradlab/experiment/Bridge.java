package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.result.NumberText;
import io.gradlab.result.Rule;
import io.gradlab.result.Source;
import io.gradlab.result.Statistics;
import io.gradlab.result.Statistics.Interval;
import io.gradlab.result.Verdict;
import io.gradlab.result.Verdict.Word;

/** Verdicts that do not say their rule yet. */
final class Bridge {

    private Bridge() {}

    static Verdict verdict(String claim, String measured, Word word, int seeds) {
        return new Verdict(
                Text.of(claim),
                Source.OURS,
                null,
                Rule.IN_THIS_START,
                Text.of(measured),
                word,
                seeds);
    }

    static String share(int successes, int trials) {
        return share(successes, trials, "starts");
    }

    static String share(int successes, int trials, String things) {
        return NumberText.share(successes, trials, Text.of(things)).toString();
    }

    static Word exact(boolean holds) {
        return holds ? Word.CONFIRMED : Word.CORRECTED;
    }

    static Word everySeed(int agreeing, int seeds) {
        return exact(agreeing == seeds);
    }

    static Word typically(int agreeing, int seeds) {
        return above(Statistics.share(agreeing, seeds), 0.5);
    }

    static Word above(Interval interval, double value) {
        return interval.isAbove(value) ? Word.CONFIRMED : Word.CORRECTED;
    }

    static Word better(Interval first, Interval second) {
        return exact(first.isAbove(second.high()));
    }
}
