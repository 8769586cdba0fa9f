package io.gradlab.study;

import io.gradlab.core.Require;
import io.gradlab.core.Text;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.population.MemberResult;
import io.gradlab.population.Population;
import io.gradlab.study.CureResult.Outcome;
import io.gradlab.study.CureResult.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The change of a training that helps, proven over starts.
 *
 * <p>Every remedy of the health rules that is a change of an MLP's training, changes of single
 * settings, and as many random ones of the same ranges are trained from four starts, then pairs of
 * the best of each kind with every other and as many random pairs. The best quarter of all gets 12
 * starts and the better half of that 36; all take the same starts. What is left is trained from
 * fresh starts that chose nothing: their share of success is what is reported. Epochs are never
 * cut, because a change may be one of the epochs.
 *
 * <p>A change is <i>proven</i> if its 95 % interval lies above that of nothing changed and above
 * that of a random change for each start. Of those the one with the fewest settings changed is
 * prescribed, then the one with the fewest epochs, then the largest share; the <i>surest</i> is the
 * one with the largest share. Nothing is prescribed if the best network of that, or of the
 * unchanged training that succeeds, is not told from the constant answer on the test set: the
 * validation set has chosen it among thousands.
 *
 * <pre>{@code
 * MlpArchitecture network = new MlpArchitecture(2, List.of(5), ActivationFunction.SIGMOID);
 * CureResult cure = Cure.of(data, MlpConfiguration.standard(network, 0.2));
 * cure.outcome();  // PROVEN
 * cure.prescribed().get().row().settings();  // {learning_rate=6}
 * }</pre>
 */
public final class Cure {

    /** Share of the best median skill that is a success. */
    public static final double ENOUGH = 0.9;

    /** Share of starts from which a training needs no change. */
    public static final double HEALTHY = 0.9;

    /** Updates of {@link #of(DataSplits, MlpConfiguration)}, as the book's. */
    public static final int EPOCHS = 1000;

    /** Standard errors above the constant answer that are beyond chance. */
    private static final double BEYOND = 2;

    /** Starts of the choices, where the budget allows: singles, pairs beside them, then both. */
    private static final List<Integer> STARTS = List.of(4, 4, 12, 36);

    /** Kinds of single changes of which the best is joined with all of other kinds. */
    private static final int PAIRED = 8;

    /** One part in so many of the budget is kept for the proof, and at least what it takes. */
    private static final int PROOF = 3;

    /** One in so many pairs goes on. */
    private static final int FEW = 4;

    /** Most changes that are trained from fresh starts. */
    private static final int FINALISTS = 8;

    private final DataSplits data;
    private final MlpTraining base;
    private final CureConfig config;
    private final CureTrainer trainer;
    private final Changes changes;
    private final Random random;
    private final Tried nothing;
    private final List<Tried> mixed;
    private final List<Tried> all = new ArrayList<>();
    private List<Tried> ours;
    private List<Tried> randoms;

    /** The best random change that the budget pays; empty before, or without one. */
    private List<Tried> search = List.of();

    private Cure(DataSplits data, MlpTraining base, CureConfig config) {
        this.data = data;
        this.base = base;
        this.config = config;
        trainer = new CureTrainer(data, config);
        changes = new Changes(base, this::fits);
        random = Changes.generator(config.seed());
        nothing = new Tried(Change.NOTHING, base);
        ours = changes.candidates().stream().map(this::tried).toList();
        randoms = ours.stream().map(each -> random(1)).toList();
        mixed =
                Stream.generate(() -> random(1 + random.nextInt(2)))
                        .limit(config.members())
                        .toList();
        all.addAll(ours);
    }

    /** Whether eight times the units, for example, still fit in the memory. */
    private boolean fits(MlpTraining changed) {
        try {
            Population.requireRoom(data, changed.configuration().architecture(), config.members());
            return true;
        } catch (IllegalArgumentException tooLarge) {
            return false;
        }
    }

    private Tried tried(Change change) {
        return new Tried(change, base);
    }

    private Tried random(int settings) {
        return tried(changes.random(settings, random));
    }

    /**
     * With the usual numbers: {@value #EPOCHS} epochs, {@value CureConfig#MEMBERS} starts.
     *
     * @param data training, validation and test set
     * @param configuration what does not learn
     * @return what helps
     * @throws IllegalArgumentException see {@link #of(DataSplits, MlpTraining, CureConfig)}
     */
    public static CureResult of(DataSplits data, MlpConfiguration configuration) {
        return of(data, new MlpTraining(configuration, EPOCHS), CureConfig.standard());
    }

    /**
     * Looks for a cure.
     *
     * @param data training, validation and test set, of two classes each
     * @param training what does not learn
     * @param config how to look
     * @return what helps; the same for the same arguments where {@link Population}'s members are
     * @throws IllegalArgumentException if the budget is too small for the starts, a part of the
     *     data is empty or of one class, or members do not fit in the memory
     */
    public static CureResult of(DataSplits data, MlpTraining training, CureConfig config) {
        Population.requireRoom(data, training.configuration().architecture(), config.members());
        for (Examples part : List.of(data.train(), data.validation(), data.test())) {
            Require.that(
                    part.majority() < 1,
                    "a part of data set %s has one class alone; give training, validation and test examples of both",
                    data.name());
        }
        return new Cure(data, training, config).run();
    }

    /**
     * A training with a random change of one or two things, of the ranges of the changes that are
     * tried.
     *
     * @param training what is changed
     * @param random decides
     */
    public static MlpTraining withRandomChange(MlpTraining training, Random random) {
        return new Changes(training, changed -> true)
                .random(1 + random.nextInt(2), random)
                .in(training);
    }

    private CureResult run() {
        requireBudget();
        for (int choice = 0; choice < STARTS.size(); choice++) {
            List<Tried> now = now();
            if (!trainer.choose(now, starts(choice, now))) {
                return ended(Outcome.STOPPED, List.of());
            }
            ours = ranked(ours);
            randoms = ranked(randoms);
            if (choice == 0) {
                join();
            } else if (choice < STARTS.size() - 1) {
                int kept = choice == 1 ? FEW : 2;
                ours = first(ours, kept);
                randoms = first(randoms, kept);
            }
        }
        if (bestMedian() <= needed(data.validation())) {
            return ended(Outcome.CHECK_LABELS, List.of());
        }
        return prove();
    }

    private List<Tried> now() {
        return Stream.of(ours, randoms, List.of(nothing)).flatMap(List::stream).toList();
    }

    private List<Tried> ranked(List<Tried> tried) {
        return tried.stream().sorted(Tried.better(limit())).toList();
    }

    /** One in so many. */
    private static List<Tried> first(List<Tried> ranked, int ofSoMany) {
        return ranked.subList(0, (ranked.size() + ofSoMany - 1) / ofSoMany);
    }

    /**
     * Pairs of the best of each kind with every other, and as many random ones: what is of no use
     * alone can be needed, as weights at random are beside another learning rate.
     */
    private void join() {
        Map<Set<TrainingSetting>, Tried> kinds = new LinkedHashMap<>();
        ours.forEach(one -> kinds.putIfAbsent(one.change().values().keySet(), one));
        Set<Change> pairs = new LinkedHashSet<>();
        kinds.values().stream()
                .limit(PAIRED)
                .forEach(
                        best ->
                                ours.forEach(
                                        one ->
                                                best.change()
                                                        .and(one.change())
                                                        .ifPresent(pairs::add)));
        long left = evenPart(1);
        List<Tried> joined = new ArrayList<>();
        List<Tried> doubles = new ArrayList<>();
        for (Change pair : pairs) {
            List<Tried> two = List.of(tried(pair), random(2));
            left -= cost(two, nothing.chosen());
            if (left >= 0) {
                joined.add(two.get(0));
                doubles.add(two.get(1));
            }
        }
        all.addAll(joined);
        ours = Stream.concat(ours.stream(), joined.stream()).toList();
        randoms = Stream.concat(randoms.stream(), doubles.stream()).toList();
    }

    /** Member-epochs of a choice: an even part of what is not kept for the proof. */
    private long evenPart(int choice) {
        long proof = Math.max(proof(), config.budget() / PROOF);
        return (config.budget() - trainer.spent() - proof) / (STARTS.size() - choice);
    }

    /** As planned, or as many as the budget pays. */
    private int starts(int choice, List<Tried> now) {
        int starts = Math.min(STARTS.get(choice), config.members());
        while (starts > nothing.chosen() && cost(now, starts) > evenPart(choice)) {
            starts--;
        }
        return starts;
    }

    private static long cost(List<Tried> tried, int starts) {
        return tried.stream().mapToLong(t -> (long) (starts - t.chosen()) * t.epochs()).sum();
    }

    /** Of nothing changed, random changes, and two changes of as many epochs as now. */
    private long proof() {
        return 3L * config.members() * base.epochs()
                + mixed.stream().mapToLong(Tried::epochs).sum();
    }

    private void requireBudget() {
        long least = proof() + STARTS.size() * cost(now(), 1); // of which a choice takes a part
        Require.that(
                config.budget() >= least,
                "a budget of %d member-epochs is too small for %d members of %d epochs, which take %d at least; use a larger budget, fewer members or fewer epochs",
                config.budget(),
                config.members(),
                base.epochs(),
                least);
    }

    private CureResult prove() {
        if (!trainer.prove(List.of(nothing)) || !trainer.proveOneStartEach(mixed)) {
            return ended(Outcome.STOPPED, List.of());
        }
        List<Tried> first = affordable(ours, 1, config.budget() - trainer.spent() - cost(nothing));
        long left = config.budget() - trainer.spent();
        left -= first.stream().mapToLong(this::cost).sum();
        search = affordable(randoms, 1, left);
        left -= search.stream().mapToLong(this::cost).sum();
        List<Tried> others = ours.stream().filter(one -> !first.contains(one)).toList();
        List<Tried> finalists =
                Stream.of(first, affordable(others, FINALISTS - 1, left))
                        .flatMap(List::stream)
                        .toList();
        return trainer.prove(Stream.concat(search.stream(), finalists.stream()).toList())
                ? decided(finalists)
                : ended(Outcome.STOPPED, finalists);
    }

    /** The best whose fresh starts are paid for. */
    private List<Tried> affordable(List<Tried> ranked, int most, long budget) {
        List<Tried> affordable = new ArrayList<>();
        long left = budget;
        for (Tried one : ranked) {
            if (affordable.size() < most && cost(one) <= left) {
                left -= cost(one);
                affordable.add(one);
            }
        }
        return affordable;
    }

    private long cost(Tried one) {
        return (long) config.members() * one.epochs();
    }

    private CureResult decided(List<Tried> finalists) {
        double limit = limit();
        Row unchanged = nothing.row(limit, nothing);
        if (unchanged.share().estimate() >= HEALTHY) {
            return ended(Outcome.NOTHING_TO_MEND, finalists, nothing);
        }
        CureResult known = ended(Outcome.NONE_PROVEN, finalists);
        List<Tried> proven =
                finalists.stream().filter(one -> known.helps(one.row(limit, nothing))).toList();
        if (proven.isEmpty()) {
            return known;
        }
        Comparator<Tried> share =
                Comparator.comparingInt(one -> -one.row(limit, nothing).succeeded());
        Comparator<Tried> size =
                Comparator.comparingInt((Tried one) -> one.change().size())
                        .thenComparingInt(Tried::epochs);
        Tried surest = Collections.min(proven, share.thenComparing(size));
        return ended(Outcome.PROVEN, finalists, surest)
                .with(
                        prescription(Collections.min(proven, size.thenComparing(share)), limit),
                        prescription(surest, limit));
    }

    private CureResult.Prescription prescription(Tried one, double limit) {
        return new CureResult.Prescription(one.row(limit, nothing), one.training());
    }

    /** The outcome of a training that succeeds, if its best network does on the test set. */
    private CureResult ended(Outcome outcome, List<Tried> finalists, Tried succeeds) {
        MemberResult best =
                Collections.max(
                        succeeds.fresh(),
                        Comparator.comparingDouble(Tried::accuracy)
                                .thenComparingInt(member -> -member.index()));
        CureResult.Test test =
                new CureResult.Test(
                        best.member().seed(),
                        Tried.accuracy(best),
                        best.testAccuracy(),
                        needed(data.test()));
        boolean told = test.accuracy() > test.needed();
        return ended(told ? outcome : Outcome.CHECK_LABELS, finalists).with(test);
    }

    private CureResult ended(Outcome outcome, List<Tried> finalists) {
        double limit = limit();
        List<Row> rows =
                Stream.concat(finalists.stream(), all.stream())
                        .distinct()
                        .filter(one -> one.chosen() > 0)
                        .map(one -> one.row(limit, nothing))
                        .toList();
        return new CureResult(
                outcome,
                limit,
                data.validation().majority(),
                bestMedian(),
                nothing.row(limit, nothing),
                mixture(limit),
                search.stream()
                        .filter(one -> one.fresh().size() == config.members())
                        .findFirst()
                        .map(
                                one ->
                                        one.row(
                                                Text.of(
                                                        "best random change: %s",
                                                        one.change().title()),
                                                limit,
                                                nothing)),
                rows,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                trainer.spent());
    }

    /** A random change for each start; empty if one of them is missing. */
    private Optional<Row> mixture(double limit) {
        Tried together = new Tried(Change.NOTHING, base);
        mixed.forEach(one -> one.fresh().forEach(together::prove));
        return together.fresh().size() < mixed.size()
                ? Optional.empty()
                : Optional.of(
                        together.row(Text.of("a random change for each start"), limit, nothing)
                                .costing(mixed.stream().mapToLong(Tried::epochs).sum()));
    }

    /** Of the configurations with the most starts that choose. */
    private double bestMedian() {
        List<Tried> most = now();
        int starts = most.stream().mapToInt(Tried::chosen).max().orElse(0);
        return most.stream()
                .filter(one -> one.chosen() == starts)
                .mapToDouble(Tried::median)
                .max()
                .orElse(Double.NaN);
    }

    /**
     * Validation accuracy from which a start has succeeded. What is within one standard error of
     * the best median is as good as that (Breiman et al. 1984, section 3.4.3): where labels are
     * noise in part, a tenth of the skill is less than chance, and more units would be prescribed
     * for fitting the validation set better at one epoch or another.
     */
    private double limit() {
        if (config.success() != null) {
            return config.success();
        }
        Examples validation = data.validation();
        double constant = validation.majority();
        double best = bestMedian();
        double skill = constant + ENOUGH * (best - constant);
        double sameAsBest = best - Math.sqrt(best * (1 - best) / validation.size());
        return Math.max(Math.min(skill, sameAsBest), needed(validation));
    }

    /**
     * Two standard errors above the constant answer's accuracy c: those of answers that are as
     * frequent as the labels and independent of them, 2 c (1 - c) / sqrt(n - 1) by the
     * hypergeometric distribution. For equal classes it is the binomial sqrt(c (1 - c) / n); of a
     * rare class that one is so large that no answer would be beyond it.
     */
    static double needed(Examples examples) {
        double constant = examples.majority();
        double error = 2 * constant * (1 - constant) / Math.sqrt(examples.size() - 1);
        return constant + BEYOND * error;
    }
}
