package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.result.Claim;
import io.gradlab.result.ClaimRule;
import io.gradlab.result.Columns;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Statistics;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Section 4.3.1, exercise 3: the search for the best network as it is done by hand, over widths and
 * learning rates, with the three rules of thumb for the number of hidden units. For two inputs and
 * one output they say: between input and output size, 1 to 2; two thirds of the input plus two
 * thirds of the output, 2; fewer than twice the input, at most 3.
 */
final class SearchByHand extends Experiment {

    /** The rules of thumb for the units of one hidden layer, for one output. */
    enum RuleOfThumb {
        BETWEEN(1, "units between input and output size"),
        TWO_THIRDS(2, "2/3 of the inputs plus 2/3 of the outputs"),
        BELOW_TWICE(3, "fewer than twice the inputs");

        private final int number;
        private final String text;

        RuleOfThumb(int number, String text) {
            this.number = number;
            this.text = text;
        }

        boolean allows(int units, int inputs) {
            return switch (this) {
                case BETWEEN -> units >= 1 && units <= inputs;
                case TWO_THIRDS -> units == Math.round(2 * (inputs + 1) / 3f);
                case BELOW_TWICE -> units < 2 * inputs;
            };
        }

        boolean allows(Outcome outcome) {
            List<Integer> hidden = outcome.setup().architecture().hidden();
            return hidden.size() == 1
                    && allows(hidden.get(0), outcome.setup().architecture().inputs());
        }
    }

    SearchByHand() {
        super("search-by-hand", "4.3.1 (3)", "Which network is best?");
    }

    @Override
    public ExperimentResult run(Laboratory lab) throws IOException {
        long[] seeds = lab.seeds();
        Notebook notebook = new Notebook(lab, this, seeds);
        int epochs = lab.epochsOr(Networks.BOOK_EPOCHS);
        notebook.enter(
                "networks", Text.of("sigmoid, weights normal:1.0, bias 0; widths and rates below"));
        notebook.enter("epochs", epochs);
        notebook.enter(
                "training", Text.of("%s; of files: by the Runner", Starts.description(seeds)));
        notebook.enter("good", Outcome.meaning());
        List<MlpConfiguration> walk = walk(lab);
        Starts runs = Starts.train(lab, id(), walk, seeds, epochs);
        List<Outcome> outcomes = walk.stream().map(setup -> Outcome.of(runs, setup)).toList();
        Searches searches = new Searches(outcomes);
        notebook.table(table(searches));
        notebook.longTable(runs.perSeed());
        Map<Text, MlpConfiguration> diagnosed =
                Networks.named(
                        Stream.of(Networks.BOOK_RATE, 2.0, 5.0)
                                .map(rate -> Networks.sigmoid(lab, rate, 5))
                                .toList());
        notebook.diagnoses(Diagnoses.ofFirstSeed(lab, diagnosed, epochs));
        notebook.figure("scores", runs.figure());
        Map<Text, Snapshot> ends = runs.first(Networks.named(walk));
        notebook.figure("decision-boundaries", Boundaries.atEnd(lab, epochs, ends));
        notebook.runFiles(lab.trainings().run(searches.best().setup(), lab.seed(), epochs));
        Outcome fast = find(outcomes, Networks.sigmoid(lab, 5, 5));
        notebook.verdict(reliable(fast));
        notebook.verdict(reliable(find(outcomes, Networks.sigmoid(lab, 2, 5))));
        notebook.verdict(reliable(find(outcomes, Networks.sigmoid(lab, 3, 5, 3))));
        searches.verdicts().forEach(notebook::verdict);
        notebook.verdict(rival(fast, outcomes));
        for (RuleOfThumb rule : RuleOfThumb.values()) {
            ruleOfThumb(rule, outcomes).ifPresent(notebook::verdict);
        }
        notebook.verdict(
                learningRate(find(outcomes, Networks.sigmoid(lab, Networks.BOOK_RATE, 5)), fast));
        return notebook.close();
    }

    /** The walk of the exercise, in its order. */
    private static List<MlpConfiguration> walk(Laboratory lab) {
        double slow = Networks.BOOK_RATE;
        return List.of(
                Networks.sigmoid(lab, slow, 5),
                Networks.sigmoid(lab, slow, 4),
                Networks.sigmoid(lab, slow, 3),
                Networks.sigmoid(lab, slow, 2),
                Networks.sigmoid(lab, slow, 5, 3),
                Networks.sigmoid(lab, 2, 2),
                Networks.sigmoid(lab, 3, 2),
                Networks.sigmoid(lab, 2, 5),
                Networks.sigmoid(lab, 5, 5),
                Networks.sigmoid(lab, 1, 5, 3),
                Networks.sigmoid(lab, 3, 5, 3),
                // Beyond the walk: networks of the rules at the rate of their rival.
                Networks.sigmoid(lab, 5, 2),
                Networks.sigmoid(lab, 5, 3));
    }

    private static Outcome find(List<Outcome> outcomes, MlpConfiguration setup) {
        return outcomes.stream()
                .filter(outcome -> outcome.setup().equals(setup))
                .findFirst()
                .orElseThrow();
    }

    private static Table table(Searches searches) {
        return new Columns<Outcome>()
                .add("network", Outcome::widths)
                .add("lr", outcome -> Networks.rate(outcome.setup()))
                .add("rules of thumb", SearchByHand::rules)
                .add("good", Outcome::good)
                .add("share", outcome -> outcome.share().estimate())
                .add("from", outcome -> outcome.share().low())
                .add("to", outcome -> outcome.share().high())
                .add("quartile 1", outcome -> Statistics.quantile(outcome.test(), 0.25))
                .add("median", Outcome::median)
                .add("quartile 3", outcome -> Statistics.quantile(outcome.test(), 0.75))
                .add("chosen", searches::choosing)
                .table(
                        Text.of(
                                "Test accuracy over %d starts: how many are good, their share with its 95 %% interval, quartiles; how many searches of one start for each choose it",
                                searches.number()),
                        searches.outcomes());
    }

    /** Numbers of the rules that allow a network. */
    private static Object rules(Outcome outcome) {
        List<Integer> numbers =
                Arrays.stream(RuleOfThumb.values())
                        .filter(rule -> rule.allows(outcome))
                        .map(rule -> rule.number)
                        .toList();
        return numbers.isEmpty() ? "-" : numbers;
    }

    /** One failing start is enough to make the outcome a matter of the start. */
    static Verdict reliable(Outcome outcome) {
        return Claim.often(
                        ClaimRule.IN_EVERY_START,
                        Text.of(
                                "In every start %s at learning rate %s ends good: one run shows what the configuration can do.",
                                outcome.widths(), outcome.rate()))
                .counted(
                        outcome.good(),
                        outcome.starts(),
                        Text.of("median test accuracy %.4f", outcome.median()));
    }

    static Verdict rival(Outcome fast, List<Outcome> outcomes) {
        Outcome best = chosen(outcomes, one -> !one.setup().equals(fast.setup())).orElseThrow();
        return larger(
                Text.of(
                        "By the share of starts that end good, %s at learning rate %s is better than every other network.",
                        fast.widths(), fast.rate()),
                fast,
                best,
                Text.of(
                        "it ends good %s; the best other by validation, %s, %s",
                        fast.shareText(), best.name(), best.shareText()));
    }

    /**
     * The best by the share of starts that are good on the validation set, so that the test set can
     * judge it.
     */
    private static Optional<Outcome> chosen(List<Outcome> outcomes, Predicate<Outcome> among) {
        return outcomes.stream()
                .filter(among)
                .max(Comparator.comparingDouble(Outcome::validationShare));
    }

    /** Empty if the walk has no network within the rule, or none beyond it. */
    static Optional<Verdict> ruleOfThumb(RuleOfThumb rule, List<Outcome> outcomes) {
        Optional<Outcome> within = chosen(outcomes, rule::allows);
        Optional<Outcome> beyond = chosen(outcomes, one -> !rule.allows(one));
        return within.flatMap(one -> beyond.map(other -> ruleOfThumb(rule, one, other)));
    }

    private static Verdict ruleOfThumb(RuleOfThumb rule, Outcome within, Outcome beyond) {
        return larger(
                Text.of(
                        "By the share of starts that end good, the best network is one of rule of thumb %d, %s.",
                        rule.number, Text.of(rule.text)),
                within,
                beyond,
                Text.of(
                        "the best by validation within the rule, %s, ends good %s; beyond it %s %s",
                        within.name(), within.shareText(), beyond.name(), beyond.shareText()));
    }

    static Verdict learningRate(Outcome slow, Outcome fast) {
        return larger(
                Text.of(
                        "By the share of starts that end good, learning rate %s is better than %s for %s.",
                        fast.rate(), slow.rate(), fast.widths()),
                fast,
                slow,
                Text.of(
                        "at %s it ends good %s, at %s %s; medians %.4f and %.4f",
                        fast.rate(),
                        fast.shareText(),
                        slow.rate(),
                        slow.shareText(),
                        fast.median(),
                        slow.median()));
    }

    /** Where no start ends good a rival would be any of equals. */
    private static Verdict larger(Text sentence, Outcome one, Outcome other, Text measured) {
        return Claim.often(ClaimRule.BY_THE_SHARE, sentence)
                .larger(
                        one.share(),
                        other.share(),
                        one.starts(),
                        one.good() + other.good() > 0
                                ? measured
                                : Text.of(
                                        "no network ends good yet, from none of %d starts",
                                        one.starts()));
    }
}
