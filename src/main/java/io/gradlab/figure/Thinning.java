package io.gradlab.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A long series with fewer points and the same look: of each stretch its smallest and its largest
 * value stay, so that spikes and oscillations survive. Values that are not finite become gaps.
 */
final class Thinning {

    /** Twice the points that a panel is wide. */
    private static final int MOST_POINTS = 400;

    private Thinning() {}

    /** Abscissas, which are the series' indices, and ordinates; a gap is an ordinate of NaN. */
    static double[][] points(double[] values) {
        List<Integer> kept = new ArrayList<>();
        int stretches = values.length <= MOST_POINTS ? values.length : MOST_POINTS / 2;
        for (int stretch = 0; stretch < stretches; stretch++) {
            int from = (int) ((long) stretch * values.length / stretches);
            int to = (int) ((stretch + 1L) * values.length / stretches);
            keep(kept, values, new int[] {from, to});
        }
        return new double[][] {
            kept.stream().mapToDouble(index -> index).toArray(),
            kept.stream().mapToDouble(index -> finiteOrGap(values[index])).toArray()
        };
    }

    private static void keep(List<Integer> kept, double[] values, int[] range) {
        int smallest = range[0];
        int largest = range[0];
        int gap = -1;
        for (int index = range[0]; index < range[1]; index++) {
            if (!Double.isFinite(values[index])) {
                gap = index;
            }
            smallest = less(values[index], values[smallest]) ? index : smallest;
            largest = less(-values[index], -values[largest]) ? index : largest;
        }
        IntStream.of(smallest, largest, gap)
                .filter(index -> index >= 0)
                .sorted()
                .distinct()
                .forEach(kept::add);
    }

    /** A value that is not finite is replaced by any that is. */
    private static boolean less(double value, double than) {
        return Double.isFinite(value) && (!Double.isFinite(than) || value < than);
    }

    private static double finiteOrGap(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }
}
