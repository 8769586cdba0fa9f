package io.gradlab.experiment;

import io.gradlab.console.TaskProgress;
import io.gradlab.core.Seeds;
import io.gradlab.core.Text;
import io.gradlab.data.Examples;
import io.gradlab.figure.ProbabilityFigure;
import io.gradlab.nn.InitialWeights;
import io.gradlab.result.Claim;
import io.gradlab.result.ClaimRule;
import io.gradlab.result.Columns;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Statistics;
import io.gradlab.result.Statistics.Interval;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Section 4.4.3, and beyond: the probability that a ReLU network is dead at birth. Of a network
 * without biases, with L hidden layers of N units and symmetric random weights, each unit that
 * receives anything is active on one given input with probability 1/2, independently; a layer whose
 * N units are all inactive passes nothing on. So the network is dead for one input with probability
 * 1 - (1 - 2^-N)^L (Lu, Shin, Su and Karniadakis 2020, arXiv:1903.06733), and for a whole data set
 * with at most that.
 */
final class BornDead extends Experiment {

    static final int NETWORKS = 20_000;

    /** In a quick look. */
    private static final int FEWER_NETWORKS = 2_000;

    static final int MOST_LAYERS = 20;
    static final List<Integer> WIDTHS = List.of(2, 3, 4, 5, 6);

    /**
     * Standard errors that a share may be off. Of 100 shares the largest deviation exceeds 4.5 with
     * probability below 1e-3, whatever their dependence.
     */
    static final double STANDARD_ERRORS = 4.5;

    /** Networks between two looks at whether to stop. */
    private static final int BLOCK = 1000;

    BornDead() {
        super(
                "born-dead",
                "4.4.3, beyond it",
                "How likely is a ReLU network dead before training begins?");
    }

    /**
     * Networks of one width.
     *
     * @param width N
     * @param single of one input: networks with a dead layer among the first L, at L - 1
     * @param whole the same of all inputs
     * @param networks their number
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Counts(int width, int[] single, int[] whole, int networks) {

        /** Before any of them is drawn. */
        Counts(int width, int networks) {
            this(width, new int[MOST_LAYERS], new int[MOST_LAYERS], networks);
        }

        Interval share(int[] dead, int layers) {
            return Statistics.share(dead[layers - 1], networks);
        }

        double theory(int layers) {
            return 1 - Math.pow(1 - Math.pow(2, -width), layers);
        }

        double[] theory() {
            return IntStream.rangeClosed(1, MOST_LAYERS).mapToDouble(this::theory).toArray();
        }

        /** Deviation of a share from theory in standard errors of theory. */
        double deviation(int[] counts, int layers) {
            double p = theory(layers);
            double error = Math.sqrt(p * (1 - p) / networks);
            return ((double) counts[layers - 1] / networks - p) / error;
        }
    }

    @Override
    public Set<Factor> inputs() {
        return EnumSet.of(Factor.SEED, Factor.DATA);
    }

    @Override
    public ExperimentResult run(Laboratory lab) throws IOException {
        Notebook notebook = new Notebook(lab, this, new long[] {lab.seed()});
        int networks = lab.number(NETWORKS, FEWER_NETWORKS);
        notebook.enter(
                "networks",
                Text.of("%d of each width, ReLU, weights N(0, 1), no biases", networks));
        notebook.enter("inputs", Text.of("the first validation example; all of them"));
        List<Counts> all = new ArrayList<>();
        int blocks = WIDTHS.size() * (networks / BLOCK);
        try (TaskProgress progress = lab.console().progress(id(), blocks)) {
            for (int width : WIDTHS) {
                all.add(count(lab, new Counts(width, networks), progress));
            }
        }
        int[] everyDepth = IntStream.rangeClosed(1, MOST_LAYERS).toArray();
        notebook.table(
                table(
                        Text.of("Share of networks that are dead at birth, of %d", networks),
                        all,
                        new int[] {1, 2, 5, 10, 20}));
        notebook.longTable(
                table(
                        Text.of("Share of networks that are dead at birth, every depth"),
                        all,
                        everyDepth));
        notebook.figure("born-dead", figure(all));
        notebook.verdict(formula(all));
        notebook.verdict(atMost(all));
        notebook.verdict(deepNarrow(all.get(0)));
        return notebook.close();
    }

    private static Counts count(Laboratory lab, Counts counts, TaskProgress progress) {
        Examples examples = lab.data().validation();
        for (int block = 0; block < counts.networks / BLOCK; block++) {
            Trainings.requireNotStopped(lab.stop().getAsBoolean());
            long first = (long) block * BLOCK;
            int[][] depths =
                    IntStream.range(0, BLOCK)
                            .parallel()
                            .mapToObj(
                                    i ->
                                            new Network(
                                                            lab.seed(),
                                                            first + i,
                                                            counts.width,
                                                            examples)
                                                    .deadFrom())
                            .toArray(int[][]::new);
            for (int[] depth : depths) {
                for (int layers = 1; layers <= MOST_LAYERS; layers++) {
                    counts.single[layers - 1] += depth[0] <= layers ? 1 : 0;
                    counts.whole[layers - 1] += depth[1] <= layers ? 1 : 0;
                }
            }
            progress.step();
        }
        return counts;
    }

    /**
     * A network, a function of study seed, number and width alone. It has a forward pass of its
     * own: without biases only directions count, so that activations can be scaled from layer to
     * layer, and 20 of them stay within float32; and it ends at the first dead layer.
     */
    private static final class Network {

        private final int width;
        private final Examples examples;
        private final float[][] weights = new float[MOST_LAYERS][];

        Network(long study, long number, int width, Examples examples) {
            this.width = width;
            this.examples = examples;
            Random random = Seeds.random(Seeds.mix(study + width) + number);
            for (int layer = 0; layer < MOST_LAYERS; layer++) {
                int inputs = layer == 0 ? examples.width() : width;
                weights[layer] = InitialWeights.normal(1).draw(random, width, inputs);
            }
        }

        /** First dead layer for the first example, and for all; one more than there are if none. */
        int[] deadFrom() {
            int first = deadFrom(0);
            int last = first;
            for (int row = 1; row < examples.size() && last <= MOST_LAYERS; row++) {
                last = Math.max(last, deadFrom(row));
            }
            return new int[] {first, last};
        }

        private int deadFrom(int row) {
            int inputs = examples.width();
            float[] below =
                    Arrays.copyOfRange(examples.features(), row * inputs, (row + 1) * inputs);
            for (int layer = 0; layer < MOST_LAYERS; layer++) {
                float[] above = new float[width];
                float largest = 0;
                for (int unit = 0; unit < width; unit++) {
                    float z = 0;
                    for (int i = 0; i < below.length; i++) {
                        z += weights[layer][unit * below.length + i] * below[i];
                    }
                    above[unit] = Math.max(0, z);
                    largest = Math.max(largest, above[unit]);
                }
                if (largest == 0) {
                    return layer + 1;
                }
                below = scaled(above, largest);
            }
            return MOST_LAYERS + 1;
        }

        private static float[] scaled(float[] values, float largest) {
            for (int i = 0; i < values.length; i++) {
                values[i] /= largest;
            }
            return values;
        }
    }

    private static Table table(Text title, List<Counts> all, int[] depths) {
        List<Cell> cells = new ArrayList<>();
        for (Counts counts : all) {
            for (int layers : depths) {
                cells.add(new Cell(counts, layers));
            }
        }
        return new Columns<Cell>()
                .add("N", cell -> cell.counts.width)
                .add("L", Cell::layers)
                .add("theory", cell -> cell.counts.theory(cell.layers))
                .add("one input", cell -> cell.single().estimate())
                .add("from", cell -> cell.single().low())
                .add("to", cell -> cell.single().high())
                .add("all inputs", cell -> cell.whole().estimate())
                .add("from (all)", cell -> cell.whole().low())
                .add("to (all)", cell -> cell.whole().high())
                .table(title, cells);
    }

    /** Networks of one width and number of layers. */
    private record Cell(Counts counts, int layers) {

        Interval single() {
            return counts.share(counts.single, layers);
        }

        Interval whole() {
            return counts.share(counts.whole, layers);
        }
    }

    private static ProbabilityFigure figure(List<Counts> all) {
        return new ProbabilityFigure(
                Text.of("ReLU networks of N units a layer that are dead at birth"),
                Text.of("hidden layers"),
                List.of(
                        new ProbabilityFigure.Panel(
                                Text.of("one input; lines: 1 - (1 - 2^-N)^L"),
                                all.stream().map(c -> series(c, c.single)).toList()),
                        new ProbabilityFigure.Panel(
                                Text.of("all inputs; lines as on the left"),
                                all.stream().map(c -> series(c, c.whole)).toList())));
    }

    private static ProbabilityFigure.Series series(Counts counts, int[] dead) {
        List<Interval> points =
                Arrays.stream(dead)
                        .mapToObj(number -> Statistics.share(number, counts.networks))
                        .toList();
        return new ProbabilityFigure.Series(
                Text.of("N = %d", counts.width), counts.theory(), points);
    }

    /** Both signs for one input. */
    static Verdict formula(List<Counts> all) {
        double worst = 0;
        for (Counts counts : all) {
            for (int layers = 1; layers <= MOST_LAYERS; layers++) {
                worst = Math.max(worst, Math.abs(counts.deviation(counts.single, layers)));
            }
        }
        return Claim.often(
                        ClaimRule.WITH_PROBABILITY,
                        Text.of(
                                "For one input a ReLU network is dead at birth with probability 1 - (1 - 2^-N)^L."))
                .foretold(
                        worst <= STANDARD_ERRORS,
                        all.get(0).networks,
                        Text.of(
                                "largest deviation of %d shares %.2f standard errors, of %d networks each; allowed %.1f",
                                all.size() * MOST_LAYERS,
                                worst,
                                all.get(0).networks,
                                STANDARD_ERRORS));
    }

    static Verdict atMost(List<Counts> all) {
        double worst = Double.NEGATIVE_INFINITY;
        double largestGain = 0;
        for (Counts counts : all) {
            for (int layers = 1; layers <= MOST_LAYERS; layers++) {
                worst = Math.max(worst, counts.deviation(counts.whole, layers));
                double share = (double) counts.whole[layers - 1] / counts.networks;
                largestGain = Math.max(largestGain, counts.theory(layers) - share);
            }
        }
        return Claim.often(
                        ClaimRule.WITH_PROBABILITY,
                        Text.of(
                                "For all inputs of a data set it is dead at birth with probability at most 1 - (1 - 2^-N)^L."))
                .foretold(
                        worst <= STANDARD_ERRORS,
                        all.get(0).networks,
                        Text.of(
                                worst > 0
                                        ? "%d shares of %d networks each: the one nearest to the formula is %.2f standard errors above it, allowed %.1f; the farthest is %.3f below"
                                        : "%d shares of %d networks each: the one nearest to the formula is %.2f standard errors below it, allowed %.1f above; the farthest is %.3f below",
                                all.size() * MOST_LAYERS,
                                all.get(0).networks,
                                Math.abs(worst),
                                STANDARD_ERRORS,
                                largestGain));
    }

    static Verdict deepNarrow(Counts two) {
        return Claim.ours(
                        ClaimRule.IN_MOST_STARTS,
                        Text.of(
                                "In most networks of %d layers of %d units no example gets through: they are dead at birth.",
                                MOST_LAYERS, two.width))
                .counted(
                        two.whole[MOST_LAYERS - 1],
                        two.networks,
                        Text.of("networks"),
                        Text.NOTHING);
    }
}
