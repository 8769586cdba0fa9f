package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.result.Columns;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.NumberText;
import io.gradlab.result.Statistics;
import io.gradlab.result.Statistics.Interval;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Section 4.3.1, exercise 3: the search for the best network as it is done by hand, over widths and
 * learning rates, with the three rules of thumb for the number of hidden units. For two inputs and
 * one output they say: between input and output size, 1 to 2; two thirds of the input plus two
 * thirds of the output, 2; fewer than twice the input, at most 3.
 *
 * <p>The outcome has two peaks, test accuracy near 0.86 or near 0.99, so that a mean lies: what
 * counts is the share of seeds that reach {@value #GOOD}.
 */
final class SearchByHand extends Experiment {

    /** Between the two peaks: the straight line ends near 0.86, the bent one near 0.99. */
    static final double GOOD = 0.95;

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

        boolean allows(MlpConfiguration setup) {
            List<Integer> hidden = setup.architecture().hidden();
            return hidden.size() == 1 && allows(hidden.get(0), setup.architecture().inputs());
        }
    }

    SearchByHand() {
        super("search-by-hand", "4.3.1 (3)", "Which network is best?");
    }

    /**
     * One configuration over all seeds.
     *
     * @param setup the configuration
     * @param scores test accuracy of each seed
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Outcome(MlpConfiguration setup, double[] scores) {

        int good() {
            return Statistics.atLeast(scores, GOOD);
        }

        Interval share() {
            return Statistics.share(good(), scores.length);
        }

        String interval() {
            return NumberText.format("%.2f to %.2f", share().low(), share().high());
        }

        int seeds() {
            return scores.length;
        }

        String shareText() {
            return Bridge.share(good(), seeds());
        }

        String name() {
            return Networks.widthsAndRate(setup).toString();
        }
    }

    @Override
    public ExperimentResult run(Laboratory lab) throws IOException {
        long[] seeds = lab.seeds();
        Notebook notebook = new Notebook(lab, this, seeds);
        int epochs = lab.epochsOr(Networks.BOOK_EPOCHS);
        notebook.enter("networks", "sigmoid, weights normal:1.0, bias 0; widths and rates below");
        notebook.enter("epochs", epochs);
        notebook.enter("training", Starts.description(seeds) + "; of files: by the Runner");
        notebook.enter("good", "test accuracy >= " + GOOD);
        List<MlpConfiguration> walk = walk(lab);
        Starts runs = Starts.train(lab, id(), walk, seeds, epochs);
        List<Outcome> outcomes =
                walk.stream().map(setup -> new Outcome(setup, runs.testAccuracies(setup))).toList();
        notebook.table(table(outcomes));
        notebook.longTable(runs.perSeed());
        Map<Text, MlpConfiguration> diagnosed =
                Networks.named(
                        Stream.of(Networks.BOOK_RATE, 2.0, 5.0)
                                .map(rate -> Networks.sigmoid(lab, rate, 5))
                                .toList());
        notebook.diagnoses(Diagnoses.ofFirstSeed(lab, diagnosed, epochs));
        notebook.figure("scores", runs.figure());
        Outcome best = best(outcomes.stream());
        Map<Text, Snapshot> ends = runs.first(Networks.named(walk));
        notebook.figure("decision-boundaries", Boundaries.atEnd(lab, epochs, ends));
        notebook.runFiles(lab.trainings().run(best.setup(), lab.seed(), epochs));
        Outcome fast = find(outcomes, Networks.sigmoid(lab, 5, 5));
        notebook.verdict(reliable(fast));
        notebook.verdict(reliable(find(outcomes, Networks.sigmoid(lab, 2, 5))));
        notebook.verdict(reliable(find(outcomes, Networks.sigmoid(lab, 3, 5, 3))));
        notebook.verdict(seedDecides(outcomes));
        notebook.verdict(rival(fast, outcomes));
        for (RuleOfThumb rule : RuleOfThumb.values()) {
            notebook.verdict(ruleOfThumb(rule, outcomes));
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

    private static Table table(List<Outcome> outcomes) {
        return new Columns<Outcome>()
                .add("network", outcome -> outcome.setup().architecture().widths())
                .add("lr", outcome -> Networks.rateText(outcome.setup()))
                .add("rules of thumb", outcome -> rules(outcome.setup()))
                .add("good", outcome -> outcome.good() + " of " + outcome.seeds())
                .add("share, 95 %", Outcome::interval)
                .add("quartile 1", outcome -> Statistics.quantile(outcome.scores(), 0.25))
                .add("median", outcome -> Statistics.median(outcome.scores()))
                .add("quartile 3", outcome -> Statistics.quantile(outcome.scores(), 0.75))
                .table(
                        "Test accuracy over seeds: share that is good, with its 95 % interval, and quartiles",
                        outcomes);
    }

    /** Numbers of the rules that allow a network. */
    private static String rules(MlpConfiguration setup) {
        String numbers =
                Arrays.stream(RuleOfThumb.values())
                        .filter(rule -> rule.allows(setup))
                        .map(rule -> String.valueOf(rule.number))
                        .collect(Collectors.joining(" "));
        return numbers.isEmpty() ? "-" : numbers;
    }

    /** One failing seed is enough to make the outcome a matter of the seed. */
    static Verdict reliable(Outcome fast) {
        return Bridge.verdict(
                fast.name() + ": one run shows what the configuration can do, near 0.99.",
                "at least " + GOOD + " in " + fast.shareText(),
                Bridge.everySeed(fast.good(), fast.seeds()),
                fast.seeds());
    }

    /**
     * Confirmed only if its interval lies above that of every other configuration; corrected if
     * another one's lies above; otherwise the seeds do not tell.
     */
    static Verdict rival(Outcome fast, List<Outcome> outcomes) {
        Outcome best = best(outcomes.stream().filter(one -> !one.setup().equals(fast.setup())));
        return Bridge.verdict(
                "The best network is 2-5-1 at learning rate 5.",
                NumberText.format(
                        "good in %s; the best other is %s with %s",
                        fast.shareText(), best.name(), best.shareText()),
                Bridge.better(fast.share(), best.share()),
                fast.seeds());
    }

    private static Outcome best(Stream<Outcome> outcomes) {
        return outcomes.max(Comparator.comparingDouble(one -> one.share().estimate()))
                .orElseThrow();
    }

    static Verdict ruleOfThumb(RuleOfThumb rule, List<Outcome> outcomes) {
        Outcome within = best(outcomes.stream().filter(one -> rule.allows(one.setup())));
        Outcome beyond = best(outcomes.stream().filter(one -> !rule.allows(one.setup())));
        return Bridge.verdict(
                NumberText.format(
                        "Rule of thumb %d, %s, finds a network as good as any.",
                        rule.number, rule.text),
                NumberText.format(
                        "best within the rule %s: %s; best beyond it %s: %s",
                        within.name(), within.shareText(), beyond.name(), beyond.shareText()),
                Bridge.better(within.share(), beyond.share()),
                within.seeds());
    }

    static Verdict learningRate(Outcome slow, Outcome fast) {
        Interval difference = Statistics.pairedDifference(slow.scores(), fast.scores());
        return Bridge.verdict(
                "For 2-5-1 learning rate 5 is better than 0.2.",
                "paired difference of test accuracy " + NumberText.difference(difference),
                Bridge.above(difference, 0),
                fast.seeds());
    }

    /**
     * One configuration with both outcomes is enough to correct it; where no run is good there is
     * nothing to find.
     */
    static Verdict seedDecides(List<Outcome> outcomes) {
        List<String> mixed =
                outcomes.stream()
                        .filter(one -> one.good() > 0 && one.good() < one.seeds())
                        .map(one -> one.name() + " (" + one.good() + "/" + one.seeds() + ")")
                        .toList();
        int seeds = outcomes.get(0).seeds();
        boolean anyGood = outcomes.stream().anyMatch(outcome -> outcome.good() > 0);
        return Bridge.verdict(
                "A search with one run for each configuration finds the best network.",
                NumberText.format(
                        "both outcomes, good and not, in %d of %d configurations%s",
                        mixed.size(),
                        outcomes.size(),
                        mixed.isEmpty() ? "" : ": " + String.join("; ", mixed)),
                mixed.isEmpty() && !anyGood
                        ? Verdict.Word.UNDECIDED
                        : Bridge.everySeed(mixed.isEmpty() ? seeds : 0, seeds),
                seeds);
    }
}
