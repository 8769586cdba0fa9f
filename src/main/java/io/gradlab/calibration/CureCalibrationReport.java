package io.gradlab.calibration;

import io.gradlab.engine.Versions;
import io.gradlab.result.Statistics;
import io.gradlab.result.Statistics.Interval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * The table of a calibration of cures.
 *
 * @param rows its networks
 * @param seed of the grid
 * @param date of the report, for example 2026-01-31
 */
public record CureCalibrationReport(List<CuredNetwork> rows, long seed, String date) {

    /** Share of its starts from which a network counts as mended. */
    private static final double MOST = 0.9;

    private static final Map<String, ToIntFunction<CuredNetwork>> MENDS = new LinkedHashMap<>();

    static {
        MENDS.put("nothing changed", CuredNetwork::nothing);
        MENDS.put("a random change", CuredNetwork::random);
        MENDS.put("AutoTrainer's sequence", CuredNetwork::autoTrainer);
        MENDS.put("first remedy of the diagnosis", CuredNetwork::firstRemedy);
        MENDS.put("cure, smallest change", CuredNetwork::smallest);
        MENDS.put("cure, surest change", CuredNetwork::surest);
        MENDS.put("the fault taken out", CuredNetwork::healthy);
    }

    /** Of what is there. */
    public static CureCalibrationReport of(CureCalibration calibration, String date)
            throws IOException {
        return new CureCalibrationReport(calibration.rows(), calibration.design().seed(), date);
    }

    /** The report. */
    public String toMarkdown() {
        StringBuilder report = new StringBuilder();
        report.append(
                """
                # What mends a sick MLP

                `scripts/calibrate-cure`, seed %d, %s, %s: %d networks of programs that no rule was tuned on, of two
                classes, at most 4 hidden layers of 8 units, full batches, each with one fault of a setting: without
                it at least 0.9 of the starts succeed, with it fewer than half. Each mend is tried from the same %d
                starts, which no cure has seen. A start succeeds if its test accuracy has 0.9 of the median skill of the
                network without its fault. The interval of starts is Student's over networks; mended is a network from
                which at least 0.9 of the starts succeed, with Wilson's interval.

                | mend | share of the starts | 95 %% interval | networks mended | 95 %% interval |
                |---|---|---|---|---|
                """
                        .formatted(
                                seed,
                                date,
                                Versions.current().get("pytorch") == null
                                        ? "no engine"
                                        : "PyTorch " + Versions.current().get("pytorch"),
                                rows.size(),
                                SickMlp.STARTS));
        MENDS.forEach((name, of) -> report.append(line(name, rows, of)));
        report.append(
                """

                AutoTrainer's sequence is written from its repository without what a population cannot have (SELU, batch
                norm, noise, batch sizes, falling rates); a start counts as mended if any of its solutions succeeds,
                where the tool stops at the first that shows no problem. It claims 414 of 422 problems. Aims: cure 0.98,
                first remedy 0.80.

                Outcomes of cure: %s.

                ## By fault: share of the starts
                | fault | networks | nothing | random | AutoTrainer | first remedy | cure, smallest | cure, surest |
                |---|---|---|---|---|---|---|---|
                """
                        .formatted(outcomes()));
        Map<String, List<CuredNetwork>> byFault = new TreeMap<>();
        rows.forEach(row -> byFault.computeIfAbsent(row.fault(), f -> new ArrayList<>()).add(row));
        byFault.forEach((fault, of) -> report.append(faultLine(fault, of)));
        return report.toString();
    }

    private String outcomes() {
        Map<String, Integer> outcomes = new TreeMap<>();
        rows.forEach(row -> outcomes.merge(row.outcome(), 1, Integer::sum));
        return String.join(
                ", ",
                outcomes.entrySet().stream()
                        .map(one -> "%s %d".formatted(one.getKey(), one.getValue()))
                        .toList());
    }

    private static String line(
            String name, List<CuredNetwork> rows, ToIntFunction<CuredNetwork> of) {
        double[] shares = shares(rows, of);
        Interval mean = Statistics.pairedDifference(new double[shares.length], shares);
        Interval mended = Statistics.share(Statistics.atLeast(shares, MOST), shares.length);
        return "| %s | %.3f | %.3f to %.3f | %.3f | %.3f to %.3f |%n"
                .formatted(
                        name,
                        mean.estimate(),
                        Math.max(0, mean.low()),
                        Math.min(1, mean.high()),
                        mended.estimate(),
                        mended.low(),
                        mended.high());
    }

    private static String faultLine(String fault, List<CuredNetwork> rows) {
        StringBuilder line = new StringBuilder("| " + fault + " | " + rows.size());
        MENDS.entrySet().stream()
                .limit(MENDS.size() - 1)
                .forEach(
                        mend ->
                                line.append(
                                        " | %.2f"
                                                .formatted(
                                                        Statistics.mean(
                                                                shares(rows, mend.getValue())))));
        return line + " |\n";
    }

    private static double[] shares(List<CuredNetwork> rows, ToIntFunction<CuredNetwork> of) {
        return rows.stream()
                .mapToDouble(row -> (double) of.applyAsInt(row) / SickMlp.STARTS)
                .toArray();
    }
}
