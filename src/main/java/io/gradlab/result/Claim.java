package io.gradlab.result;

import io.gradlab.core.Require;
import io.gradlab.core.Text;
import io.gradlab.result.Statistics.Interval;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A sentence that is put to the test, and the rule by which it is judged.
 *
 * <pre>{@code
 * Claim.often(ClaimRule.IN_MOST_STARTS, Text.of("In most starts %s learns.", name))
 *         .counted(550, 1000, Text.of("median test accuracy %.4f", median));
 * }</pre>
 *
 * @param source whose claim it is
 * @param book where the book has it; null unless it is the book's
 * @param rule by which it is judged
 * @param sentence says the rule by its wording
 */
public record Claim(ClaimSource source, @Nullable BookPlace book, ClaimRule rule, Text sentence) {

    /**
     * Checks that the sentence says its rule.
     *
     * @throws IllegalArgumentException if it does not, or only the book's has no place there
     */
    public Claim {
        Require.argument(
                sentence.toString().toLowerCase(Locale.ROOT).contains(rule.wording()),
                "claim '%s' does not say its rule; put '%s' into it",
                sentence,
                rule.wording());
        source.requirePlace(book, sentence);
    }

    /** A claim of the book. */
    public static Claim book(String section, int epochs, ClaimRule rule, Text sentence) {
        return new Claim(ClaimSource.BOOK, new BookPlace(section, epochs), rule, sentence);
    }

    /** A claim that circulates. */
    public static Claim often(ClaimRule rule, Text sentence) {
        return new Claim(ClaimSource.OFTEN_SAID, null, rule, sentence);
    }

    /** A claim of this program. */
    public static Claim ours(ClaimRule rule, Text sentence) {
        return new Claim(ClaimSource.OURS, null, rule, sentence);
    }

    /**
     * Judges by a count of starts: {@link ClaimRule#IN_EVERY_START} or {@link
     * ClaimRule#IN_MOST_STARTS}.
     *
     * @param agreeing starts that bear it out
     * @param starts all of them, at least 1
     * @param detail what else was measured; empty for nothing
     */
    public Verdict counted(int agreeing, int starts, Text detail) {
        return counted(agreeing, starts, Text.of("starts"), detail);
    }

    /** The same of other things: samples, searches, networks. */
    public Verdict counted(int agreeing, int number, Text things, Text detail) {
        Word word =
                switch (rule) {
                    case IN_EVERY_START -> Judgement.inEvery(agreeing, number);
                    case IN_MOST_STARTS -> Judgement.inMost(agreeing, number);
                    default -> throw foreign("a count");
                };
        return verdict(with(NumberText.share(agreeing, number, things), detail), word, number);
    }

    /**
     * Judges by a difference that should be positive: {@link ClaimRule#ON_AVERAGE}.
     *
     * @param difference mean over starts with its interval
     * @param floor one example of the test set: what is not beyond it is no difference
     * @param starts behind it
     * @param detail what else was measured; empty for nothing
     */
    public Verdict differing(Interval difference, double floor, int starts, Text detail) {
        require(ClaimRule.ON_AVERAGE, "a difference");
        Text measured =
                Text.of(
                        Math.abs(difference.estimate()) < floor
                                ? "paired difference %s: less than one test example, %.4f, which is none"
                                : "paired difference %s; one test example is %.4f",
                        NumberText.difference(difference),
                        floor);
        return verdict(with(measured, detail), Judgement.onAverage(difference, floor), starts);
    }

    /** Judges what was seen in one start: {@link ClaimRule#IN_THIS_START}. */
    public Verdict seen(boolean holds, Text measured) {
        return seen(holds ? Word.CONFIRMED : Word.CORRECTED, measured);
    }

    /** The same where one start may leave it open. */
    public Verdict seen(Word word, Text measured) {
        require(ClaimRule.IN_THIS_START, "one start");
        return verdict(measured, word, 1);
    }

    /** Judges a share that should be larger than another: {@link ClaimRule#BY_THE_SHARE}. */
    public Verdict larger(Interval first, Interval second, int starts, Text measured) {
        require(ClaimRule.BY_THE_SHARE, "two shares");
        return verdict(measured, Judgement.better(first, second), starts);
    }

    /** Judges shares that a formula foretells: {@link ClaimRule#WITH_PROBABILITY}. */
    public Verdict foretold(boolean within, int starts, Text measured) {
        require(ClaimRule.WITH_PROBABILITY, "a formula");
        return verdict(measured, within ? Word.CONFIRMED : Word.CORRECTED, starts);
    }

    private static Text with(Text measured, Text detail) {
        return detail.equals(Text.NOTHING) ? measured : Text.of("%s; %s", measured, detail);
    }

    private Verdict verdict(Text measured, Word word, int starts) {
        return new Verdict(sentence, source, book, rule, measured, word, starts);
    }

    private void require(ClaimRule judging, String what) {
        if (rule != judging) {
            throw foreign(what);
        }
    }

    private IllegalStateException foreign(String what) {
        return new IllegalStateException("%s does not judge by %s".formatted(rule, what));
    }
}
