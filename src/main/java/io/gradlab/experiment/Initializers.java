package io.gradlab.experiment;

import io.gradlab.core.Seeds;
import io.gradlab.core.Text;
import io.gradlab.figure.HistogramFigure;
import io.gradlab.nn.InitialWeights;
import io.gradlab.result.Claim;
import io.gradlab.result.ClaimRule;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.ReferenceDistribution;
import io.gradlab.result.Statistics;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Section 4.4.1: what 10,000 draws of N(0, 1) and of U(-1, 1) look like, beside theory, from
 * {@value Laboratory#MAX_SEEDS} seeds.
 */
final class Initializers extends Experiment {

    /** Draws of one sample, as a square weight matrix. */
    private static final int SIDE = 100;

    private static final int DRAWS = SIDE * SIDE;

    /**
     * Standard errors that a sample mean or standard deviation may be off: of the 2000 numbers of
     * {@value Laboratory#MAX_SEEDS} samples of a true distribution one is beyond 5 with probability
     * 1e-3 (two-sided).
     */
    static final double STANDARD_ERRORS = 5;

    Initializers() {
        super("initializers", "4.4.1", "What do Gaussian and uniform draws look like?");
    }

    /** What is drawn from, and the distribution that draws should have. */
    record Source(String name, InitialWeights weights, ReferenceDistribution theory) {

        double[] draws(long seed) {
            float[] draws = weights.draw(Seeds.random(seed), SIDE, SIDE);
            return IntStream.range(0, DRAWS).mapToDouble(i -> draws[i]).toArray();
        }

        /** One for each seed. */
        List<Sample> samples(long[] seeds) {
            return Arrays.stream(seeds)
                    .parallel()
                    .mapToObj(seed -> Sample.of(this, seed, draws(seed)))
                    .toList();
        }
    }

    /** Of draws from one seed; those of all seeds would take 160 MB. */
    record Sample(
            Source source,
            long seed,
            int size,
            double mean,
            double deviation,
            double min,
            double max) {

        static Sample of(Source source, long seed, double[] draws) {
            return new Sample(
                    source,
                    seed,
                    draws.length,
                    Statistics.mean(draws),
                    Statistics.standardDeviation(draws),
                    Arrays.stream(draws).min().orElseThrow(),
                    Arrays.stream(draws).max().orElseThrow());
        }

        /** The mean's distance from theory in its standard errors, sigma / sqrt(n). */
        double meanError() {
            ReferenceDistribution theory = source.theory();
            return (mean - theory.mean()) / (theory.deviation() / Math.sqrt(size));
        }

        /**
         * The same for the standard deviation s; its standard error is about sigma sqrt((k - 1) /
         * 4n) with the kurtosis k.
         */
        double deviationError() {
            ReferenceDistribution theory = source.theory();
            double error = theory.deviation() * Math.sqrt((theory.kurtosis() - 1) / (4 * size));
            return (deviation - theory.deviation()) / error;
        }

        boolean fits() {
            return Math.abs(meanError()) <= STANDARD_ERRORS
                    && Math.abs(deviationError()) <= STANDARD_ERRORS;
        }
    }

    /** Draws alone: nothing is trained. */
    @Override
    public Set<Factor> inputs() {
        return EnumSet.of(Factor.SEED, Factor.SEEDS);
    }

    @Override
    public ExperimentResult run(Laboratory lab) throws IOException {
        long[] seeds = lab.manySeeds();
        Notebook notebook = new Notebook(lab, this, seeds);
        notebook.enter("draws", DRAWS);
        Source wide =
                new Source("N(0, 1)", InitialWeights.normal(1), ReferenceDistribution.normal(0, 1));
        Source narrow =
                new Source(
                        "U(-1, 1)",
                        InitialWeights.uniform(1),
                        ReferenceDistribution.uniform(-1, 1));
        List<Sample> gaussian = wide.samples(seeds);
        List<Sample> uniform = narrow.samples(seeds);
        int few = lab.fewSeeds().length;
        notebook.table(table(gaussian.subList(0, few), uniform.subList(0, few)));
        notebook.figure(
                "fw-gaussian-uniform",
                new HistogramFigure(
                        Text.of("%d draws", DRAWS),
                        List.of(panel(wide, lab.seed()), panel(narrow, lab.seed()))));
        notebook.verdict(fits(gaussian));
        notebook.verdict(fits(uniform));
        notebook.verdict(bounded(uniform));
        notebook.verdict(sameSpread(gaussian, uniform));
        return notebook.close();
    }

    private static Table table(List<Sample> gaussian, List<Sample> uniform) {
        List<List<Object>> rows = new ArrayList<>();
        for (List<Sample> samples : List.of(gaussian, uniform)) {
            rows.add(theory(samples.get(0).source()));
            for (Sample sample : samples) {
                rows.add(
                        List.of(
                                sample.source().name(),
                                sample.seed(),
                                sample.mean(),
                                sample.deviation(),
                                sample.min(),
                                sample.max()));
            }
        }
        return new Table(
                Text.of("Samples of %d draws beside theory", DRAWS),
                Stream.of("distribution", "seed", "mean", "std", "min", "max")
                        .map(Text::of)
                        .toList(),
                rows);
    }

    /**
     * The largest of n draws is expected near the quantile (n - 0.375) / (n + 0.25): Blom 1958,
     * Statistical Estimates and Transformed Beta-Variables.
     */
    private static List<Object> theory(Source source) {
        ReferenceDistribution theory = source.theory();
        double extreme = theory.quantile().applyAsDouble((DRAWS - 0.375) / (DRAWS + 0.25));
        return List.of(
                source.name(),
                Text.of("theory"),
                theory.mean(),
                theory.deviation(),
                -extreme,
                extreme);
    }

    private static HistogramFigure.Panel panel(Source source, long seed) {
        return new HistogramFigure.Panel(
                Text.of(source.name()), source.draws(seed), source.theory().density());
    }

    static Verdict fits(List<Sample> samples) {
        int fitting = (int) samples.stream().filter(Sample::fits).count();
        Sample first = samples.get(0);
        return Claim.ours(
                        ClaimRule.IN_EVERY_START,
                        Text.of(
                                "In every sample %d draws of %s have the mean and the spread of theory.",
                                first.size(), first.source().name()))
                .counted(
                        fitting,
                        samples.size(),
                        Text.of("samples"),
                        Text.of(
                                "within %.0f standard errors of %.0f and %.4f; seed %d has mean %.4f, std %.4f",
                                STANDARD_ERRORS,
                                first.source().theory().mean(),
                                first.source().theory().deviation(),
                                first.seed(),
                                first.mean(),
                                first.deviation()));
    }

    private static Verdict bounded(List<Sample> uniform) {
        double min = uniform.stream().mapToDouble(Sample::min).min().orElseThrow();
        double max = uniform.stream().mapToDouble(Sample::max).max().orElseThrow();
        int inside = (int) uniform.stream().filter(s -> s.min() >= -1 && s.max() <= 1).count();
        return Claim.ours(
                        ClaimRule.IN_EVERY_START,
                        Text.of("In every sample all draws of U(-1, 1) are within [-1, 1]."))
                .counted(
                        inside,
                        uniform.size(),
                        Text.of("samples"),
                        Text.of("smallest %.5f, largest %.5f", min, max));
    }

    private static Verdict sameSpread(List<Sample> gaussian, List<Sample> uniform) {
        double[] wide = deviations(gaussian);
        double[] narrow = deviations(uniform);
        int same = 0;
        for (int i = 0; i < wide.length; i++) {
            double error = STANDARD_ERRORS / Math.sqrt(2.0 * DRAWS);
            same += Math.abs(wide[i] - narrow[i]) <= error ? 1 : 0;
        }
        return Claim.often(
                        ClaimRule.IN_MOST_STARTS,
                        Text.of(
                                "In most samples N(0, 1) and U(-1, 1) have the same spread, in two shapes."))
                .counted(
                        same,
                        wide.length,
                        Text.of("samples"),
                        Text.of(
                                "median std %.4f against %.4f, a factor of %.3f (theory sqrt(3) = 1.732)",
                                Statistics.median(wide),
                                Statistics.median(narrow),
                                Statistics.median(wide) / Statistics.median(narrow)));
    }

    private static double[] deviations(List<Sample> samples) {
        return samples.stream().mapToDouble(Sample::deviation).toArray();
    }
}
