package io.gradlab.bench;

import io.gradlab.engine.Torch;
import io.gradlab.health.HealthListener;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whether the listener leaves each {@link BlockKind} the same bits, and what it costs there: a line
 * for each.
 */
public final class HealthBlocksTable {

    private static final String LINE = "%-34s %-9s %10s %10s %10s %8s %18s%n";

    private HealthBlocksTable() {}

    /**
     * Trains all of them, without and with, in turn.
     *
     * @param arguments {@code --quick} or nothing
     */
    public static void main(String[] arguments) {
        Torch.load();
        int pairs = List.of(arguments).contains("--quick") ? 3 : 11;
        System.out.printf(
                "%d steps of batch %d; milliseconds, medians of %d; ratio of a pair, median and quartiles%n",
                BlockKind.STEPS, BlockKind.BATCH, pairs);
        System.out.printf(
                LINE, "block", "optimizer", "same bits", "without", "with", "ratio", "quartiles");
        for (BlockKind kind : BlockKind.values()) {
            print(kind, pairs);
        }
    }

    private static void print(BlockKind kind, int pairs) {
        boolean same = true;
        double[] without = new double[pairs];
        double[] with = new double[pairs];
        double[] ratios = new double[pairs];
        for (int pair = -1; pair < pairs; pair++) { // the first warms up
            Training[] trainings = new Training[2];
            Sides.reset();
            Sides.run(pair + 1, listener -> trainings[listener ? 1 : 0] = train(kind, listener));
            same &= Arrays.deepEquals(trainings[0].values, trainings[1].values);
            if (pair >= 0) {
                without[pair] = Sides.withoutMillis();
                with[pair] = Sides.withMillis();
                ratios[pair] = with[pair] / without[pair];
            }
        }
        Quantiles ratio = new Quantiles(ratios);
        System.out.printf(
                LINE,
                kind.title(),
                kind.update().name().toLowerCase(Locale.ROOT),
                same ? "yes" : "NO",
                "%.1f".formatted(new Quantiles(without).of(0.5)),
                "%.1f".formatted(new Quantiles(with).of(0.5)),
                "%.3f".formatted(ratio.of(0.5)),
                "%.3f to %.3f".formatted(ratio.of(0.25), ratio.of(0.75)));
    }

    /** What came of one: bits, so that NaN equals itself. */
    private record Training(Object[] values) {}

    private static Training train(BlockKind kind, boolean listener) {
        List<float[]> values =
                listener ? kind.train(HealthListener.builder().build()) : kind.train();
        return new Training(values.toArray());
    }
}
