package io.gradlab.study;

import io.gradlab.core.Text;
import io.gradlab.population.Fate;
import io.gradlab.population.MemberResult;
import io.gradlab.population.PopulationResult;
import io.gradlab.result.Statistics;
import io.gradlab.result.Statistics.Interval;
import io.gradlab.result.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers over a population's members, which succeed from a limit of test accuracy on. */
record PopulationSummary(PopulationResult result, double limit) {

    /** Width of a row of the printed histogram. */
    private static final double BIN = 0.05;

    private List<MemberResult> members() {
        return result.members();
    }

    /** Of the members that have one: a logit that is not finite answers nothing. */
    double[] accuracies() {
        return members().stream()
                .mapToDouble(MemberResult::testAccuracy)
                .filter(Double::isFinite)
                .toArray();
    }

    /** Of the members that did not diverge. */
    double[] losses() {
        return members().stream()
                .mapToDouble(one -> one.end().loss())
                .filter(Double::isFinite)
                .toArray();
    }

    Interval success() {
        return Statistics.share(Statistics.atLeast(accuracies(), limit), members().size());
    }

    Interval share(Fate fate) {
        return Statistics.share(result.count(fate), members().size());
    }

    Text headline() {
        Interval share = success();
        return Text.of(
                "success probability %.4f (95 %% interval %.4f to %.4f): %d of %d with test accuracy >= %s",
                share.estimate(),
                share.low(),
                share.high(),
                Statistics.atLeast(accuracies(), limit),
                members().size(),
                limit);
    }

    static List<Double> quartiles(double[] sample) {
        List<Double> quartiles = new ArrayList<>();
        if (sample.length > 0) {
            quartiles.add(Arrays.stream(sample).min().orElseThrow());
            for (double share : new double[] {0.25, 0.5, 0.75}) {
                quartiles.add(Statistics.quantile(sample, share));
            }
            quartiles.add(Arrays.stream(sample).max().orElseThrow());
        }
        return quartiles;
    }

    Table quartiles() {
        List<List<Object>> rows = new ArrayList<>();
        add(rows, Text.of("test accuracy"), accuracies());
        add(rows, Text.of("train loss at the end"), losses());
        return new Table(
                "Over the members",
                List.of("quantity", "members", "min", "quartile 1", "median", "quartile 3", "max"),
                rows);
    }

    private static void add(List<List<Object>> rows, Text name, double[] sample) {
        if (sample.length > 0) {
            List<Object> row = new ArrayList<>(List.of(name, sample.length));
            row.addAll(quartiles(sample));
            rows.add(row);
        }
    }

    Table histogram() {
        int[] counts = new int[(int) Math.round(1 / BIN)];
        for (double accuracy : accuracies()) {
            // 0.95 / 0.05 is a little less than 19 in float64.
            int bin = (int) Math.floor(accuracy / BIN + 1e-9);
            counts[Math.min(counts.length - 1, bin)]++;
        }
        List<List<Object>> rows = new ArrayList<>();
        for (int bin = 0; bin < counts.length; bin++) {
            if (counts[bin] > 0) {
                rows.add(row(Text.of("%.2f to %.2f", bin * BIN, (bin + 1) * BIN), counts[bin]));
            }
        }
        int without = members().size() - accuracies().length;
        if (without > 0) {
            rows.add(row(Text.of("no score"), without));
        }
        return new Table("Test accuracy", List.of("from, to", "members", ""), rows);
    }

    private List<Object> row(Text name, int count) {
        int length = (int) Math.ceil(40.0 * count / members().size());
        return List.of(name, count, "#".repeat(length));
    }

    Table fates() {
        List<List<Object>> rows = new ArrayList<>();
        for (Fate fate : Fate.values()) {
            Interval share = share(fate);
            rows.add(
                    List.of(
                            fate.title(),
                            result.count(fate),
                            share.estimate(),
                            share.low(),
                            share.high()));
        }
        return new Table(
                "What became of the members, share with its 95 % interval",
                List.of("fate", "members", "share", "from", "to"), rows);
    }
}
