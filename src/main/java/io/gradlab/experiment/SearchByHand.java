package io.gradlab.experiment;

import io.gradlab.nn.MlpConfiguration;
import io.gradlab.population.PopulationConfig;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Judgement;
import io.gradlab.result.NumberText;
import io.gradlab.result.Statistics;
import io.gradlab.result.Statistics.Interval;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import java.io.IOException;
import java.util.ArrayList;
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
public final class SearchByHand implements Experiment {

    /** Between the two peaks: the straight line ends near 0.86, the bent one near 0.99. */
    static final double GOOD = 0.95;

    /**
     * Starts of each configuration, where the user does not say. A share of 100 is known within
     * 0.1; ten times as many would take a minute on two cores.
     */
    static final int SEEDS = 100;

    /** Configurations that are the best after that, and get more starts. */
    static final int BEST = 3;

    /**
     * Starts of those, where the user does not say: a share of 300 is known within 0.06, enough to
     * tell 0.82 from 0.96.
     */
    static final int SEEDS_OF_BEST = 300;

    /** The rules of thumb for the units of one hidden layer, for one output. */
    enum Rule {
        /** From the output size to the input size. */
        BETWEEN(1, "units between input and output size") {
            @Override
            boolean allows(int units, int inputs) {
                return units >= 1 && units <= inputs;
            }
        },
        /** Two thirds of the input plus two thirds of the output, rounded. */
        TWO_THIRDS(2, "2/3 of the inputs plus 2/3 of the outputs") {
            @Override
            boolean allows(int units, int inputs) {
                return units == Math.round(2 * (inputs + 1) / 3f);
            }
        },
        /** Fewer than twice the input. */
        BELOW_TWICE(3, "fewer than twice the inputs") {
            @Override
            boolean allows(int units, int inputs) {
                return units < 2 * inputs;
            }
        };

        private final int number;
        private final String text;

        Rule(int number, String text) {
            this.number = number;
            this.text = text;
        }

        abstract boolean allows(int units, int inputs);

        boolean allows(MlpConfiguration setup) {
            List<Integer> hidden = setup.architecture().hidden();
            return hidden.size() == 1 && allows(hidden.get(0), setup.architecture().inputs());
        }
    }

    @Override
    public String id() {
        return "search-by-hand";
    }

    @Override
    public String book() {
        return "4.3.1 (3)";
    }

    @Override
    public String question() {
        return "Which network is best?";
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

        String shareText() {
            return good() + " of " + scores.length;
        }
    }

    @Override
    public ExperimentResult run(Laboratory lab) throws IOException {
        long[] seeds = lab.seedsOr(SEEDS);
        long[] more = lab.seedsOr(SEEDS_OF_BEST);
        Notebook notebook = new Notebook(lab, this, seeds);
        int epochs = lab.epochsOr(Networks.BOOK_EPOCHS);
        notebook.enter("networks", "sigmoid, weights normal:1.0, bias 0; widths and rates below");
        notebook.enter("epochs", epochs);
        notebook.enter("training", Starts.description(seeds) + "; of files: by the Runner");
        notebook.enter("good", "test accuracy >= " + GOOD);
        notebook.enter("best_three", more.length + " starts of the three with the best shares");
        Starts runs =
                trained(lab, seeds, more, PopulationConfig.epochs(epochs).withParametersAt(epochs));
        List<Outcome> outcomes = outcomes(runs);
        notebook.table(table(outcomes));
        notebook.longTable(runs.perSeed());
        Map<String, MlpConfiguration> diagnosed =
                Networks.named(
                        Stream.of(Networks.BOOK_RATE, 2.0, 5.0)
                                .map(rate -> Networks.sigmoid(lab, rate, 5))
                                .toList());
        notebook.diagnoses(Diagnoses.ofFirstSeed(lab, diagnosed, epochs));
        notebook.figure("scores", runs.figure());
        Outcome best = best(outcomes.stream());
        Map<String, Snapshot> ends = runs.first(Networks.named(walk(lab)), epochs);
        notebook.figure("decision-boundaries", Boundaries.atEnd(lab, epochs, ends));
        notebook.runFiles(lab.trainings().run(best.setup(), lab.seed(), epochs));
        Outcome fast = find(outcomes, Networks.sigmoid(lab, 5, 5));
        notebook.verdict(reliable(fast));
        notebook.verdict(reliable(find(outcomes, Networks.sigmoid(lab, 2, 5))));
        notebook.verdict(reliable(find(outcomes, Networks.sigmoid(lab, 3, 5, 3))));
        notebook.verdict(seedDecides(outcomes));
        notebook.verdict(rival(fast, outcomes));
        for (Rule rule : Rule.values()) {
            notebook.verdict(ruleOfThumb(rule, outcomes));
        }
        notebook.verdict(
                learningRate(find(outcomes, Networks.sigmoid(lab, Networks.BOOK_RATE, 5)), fast));
        return notebook.close();
    }

    /** Every configuration from the seeds, and the best of them from more. */
    private Starts trained(Laboratory lab, long[] seeds, long[] more, PopulationConfig config) {
        Starts first = Starts.train(lab, id(), walk(lab), seeds, config);
        List<MlpConfiguration> best =
                outcomes(first).stream()
                        .sorted(Comparator.comparingInt(Outcome::good).reversed())
                        .limit(BEST)
                        .filter(outcome -> outcome.good() > 0)
                        .map(Outcome::setup)
                        .toList();
        long[] others = Arrays.copyOfRange(more, seeds.length, more.length);
        return others.length == 0 || best.isEmpty()
                ? first
                : first.and(Starts.train(lab, id(), best, others, config));
    }

    private static List<Outcome> outcomes(Starts runs) {
        List<Outcome> outcomes = new ArrayList<>();
        runs.bySetup()
                .keySet()
                .forEach(setup -> outcomes.add(new Outcome(setup, runs.testAccuracies(setup))));
        return outcomes;
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
        List<List<Object>> rows = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            Interval share = outcome.share();
            rows.add(
                    List.of(
                            outcome.setup().architecture().widths(),
                            Networks.rateText(outcome.setup()),
                            rules(outcome.setup()),
                            outcome.shareText(),
                            NumberText.format("%.2f to %.2f", share.low(), share.high()),
                            Statistics.quantile(outcome.scores(), 0.25),
                            Statistics.median(outcome.scores()),
                            Statistics.quantile(outcome.scores(), 0.75)));
        }
        return new Table(
                "Test accuracy over seeds: share that is good, with its 95 % interval, and quartiles",
                List.of(
                        "network",
                        "lr",
                        "rules of thumb",
                        "good",
                        "share, 95 %",
                        "quartile 1",
                        "median",
                        "quartile 3"),
                rows);
    }

    /** Numbers of the rules that allow a network. */
    private static String rules(MlpConfiguration setup) {
        String numbers =
                Arrays.stream(Rule.values())
                        .filter(rule -> rule.allows(setup))
                        .map(rule -> String.valueOf(rule.number))
                        .collect(Collectors.joining(" "));
        return numbers.isEmpty() ? "-" : numbers;
    }

    /** One failing seed is enough to make the outcome a matter of the seed. */
    static Verdict reliable(Outcome fast) {
        return new Verdict(
                Networks.widthsAndRate(fast.setup())
                        + ": one run shows what the configuration can do, near 0.99.",
                "at least " + GOOD + " in " + NumberText.share(fast.good(), fast.scores().length),
                Judgement.everySeed(fast.good(), fast.scores().length),
                fast.scores().length);
    }

    /**
     * Confirmed only if its interval lies above that of every other configuration; corrected if
     * another one's lies above; otherwise the seeds do not tell.
     */
    static Verdict rival(Outcome fast, List<Outcome> outcomes) {
        Outcome best = best(outcomes.stream().filter(one -> !one.setup().equals(fast.setup())));
        return new Verdict(
                "The best network is 2-5-1 at learning rate 5.",
                NumberText.format(
                        "good in %s; the best other is %s with %s",
                        NumberText.share(fast.good(), fast.scores().length),
                        Networks.widthsAndRate(best.setup()),
                        NumberText.share(best.good(), best.scores().length)),
                Judgement.better(fast.share(), best.share()),
                fast.scores().length);
    }

    private static Outcome best(Stream<Outcome> outcomes) {
        return outcomes.max(Comparator.comparingDouble(one -> one.share().estimate()))
                .orElseThrow();
    }

    static Verdict ruleOfThumb(Rule rule, List<Outcome> outcomes) {
        Outcome within = best(outcomes.stream().filter(one -> rule.allows(one.setup())));
        Outcome beyond = best(outcomes.stream().filter(one -> !rule.allows(one.setup())));
        return new Verdict(
                NumberText.format(
                        "Rule of thumb %d, %s, finds a network as good as any.",
                        rule.number, rule.text),
                NumberText.format(
                        "best within the rule %s: %s; best beyond it %s: %s",
                        Networks.widthsAndRate(within.setup()),
                        NumberText.share(within.good(), within.scores().length),
                        Networks.widthsAndRate(beyond.setup()),
                        NumberText.share(beyond.good(), beyond.scores().length)),
                Judgement.better(within.share(), beyond.share()),
                within.scores().length);
    }

    static Verdict learningRate(Outcome slow, Outcome fast) {
        int pairs = Math.min(slow.scores().length, fast.scores().length);
        Interval difference =
                Statistics.pairedDifference(
                        Arrays.copyOf(slow.scores(), pairs), Arrays.copyOf(fast.scores(), pairs));
        return new Verdict(
                "For 2-5-1 learning rate 5 is better than 0.2.",
                "paired difference of test accuracy " + NumberText.difference(difference),
                Judgement.above(difference, 0),
                pairs);
    }

    /** Where no run is good there is nothing to find. */
    private static Verdict.Word word(boolean eachHasOneOutcome, boolean anyGood, int seeds) {
        if (!eachHasOneOutcome) {
            return Verdict.Word.CORRECTED;
        }
        return anyGood ? Judgement.everySeed(seeds, seeds) : Verdict.Word.UNDECIDED;
    }

    /** One configuration with both outcomes is enough to correct it. */
    static Verdict seedDecides(List<Outcome> outcomes) {
        List<String> mixed =
                outcomes.stream()
                        .filter(o -> o.good() > 0 && o.good() < o.scores().length)
                        .map(
                                o ->
                                        Networks.widthsAndRate(o.setup())
                                                + " ("
                                                + o.good()
                                                + "/"
                                                + o.scores().length
                                                + ")")
                        .toList();
        int seeds = outcomes.get(0).scores().length;
        boolean anyGood = outcomes.stream().anyMatch(outcome -> outcome.good() > 0);
        return new Verdict(
                "A search with one run for each configuration finds the best network.",
                NumberText.format(
                        "both outcomes, good and not, in %d of %d configurations%s",
                        mixed.size(),
                        outcomes.size(),
                        mixed.isEmpty() ? "" : ": " + String.join("; ", mixed)),
                word(mixed.isEmpty(), anyGood, seeds),
                seeds);
    }
}
