package io.gradlab.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The calibration as Markdown.
 *
 * @param grid which grid, trained when and by what
 * @param tuning whether it is about the half of the seeds that thresholds were tuned on
 * @param assessments of that half
 * @param detectors names, ours first
 */
record CalibrationReport(
        GridDescription grid, boolean tuning, Assessments assessments, List<String> detectors) {

    /** The whole report: Markdown, lines ended by \n. */
    String toMarkdown() {
        List<Scores> scores = detectors.stream().map(d -> Scores.of(d, assessments)).toList();
        StringBuilder text = new StringBuilder(head());
        text.append("\n## Detectors\n\n").append(MEANING).append('\n').append(overall(scores));
        text.append("\n## Recall by fault\n\n").append(recall(scores));
        for (Scores each : scores) {
            text.append("\n## ").append(each.detector()).append("\n\n").append(faults(each));
            text.append('\n').append(pathologies(each));
        }
        text.append("\n## What truly describes a fault\n\n").append(truths());
        text.append("\n## Starts that learn without a fault\n\n").append(starts());
        return text.toString();
    }

    private static final String MEANING =
            """
            *Sick*: has a fault and fails, while the same start without it succeeds. *Healthy*: has no
            fault and succeeds. *Harmless*: has a fault and succeeds all the same. *Noticed*: any alarm.
            *Named*: an alarm that truly describes the fault. *Named first*: the first alarm does.
            *Sick of alarmed* and *first right of alarmed*: of all labelled networks with any alarm, the
            share that is sick, and the share whose first alarm truly describes it. *Delay*: median step
            of the earliest true alarm. Counts in brackets.
            """;

    private String head() {
        Map<Label, Long> labels =
                assessments.all().stream()
                        .collect(Collectors.groupingBy(Assessment::label, Collectors.counting()));
        String counts =
                Stream.of(Label.values())
                        .map(label -> labels.getOrDefault(label, 0L) + " " + lower(label))
                        .collect(Collectors.joining(", "));
        String versions =
                grid.versions().entrySet().stream()
                        .map(version -> version.getKey() + " " + version.getValue())
                        .collect(Collectors.joining(", "));
        return """
                # Calibration of the health rules

                Grid of %d networks, seed %d, %d steps each, trained %s (%s).
                This report is about the half of the seeds that thresholds were %s: %d networks, %s.
                """
                .formatted(
                        grid.design().programs() * Design.CASES_PER_PROGRAM,
                        grid.design().seed(),
                        grid.steps(),
                        grid.date(),
                        versions,
                        tuning ? "tuned on (even)" : "not tuned on (odd)",
                        assessments.all().size(),
                        counts);
    }

    private static String overall(List<Scores> scores) {
        MarkdownTable table =
                new MarkdownTable(
                        "detector",
                        "noticed",
                        "named",
                        "named first",
                        "sick of alarmed",
                        "first right of alarmed",
                        "alarms on healthy",
                        "alarms on harmless",
                        "delay");
        for (Scores s : scores) {
            table.row(
                    s.detector(),
                    s.noticed(),
                    s.recall(),
                    s.first(),
                    s.alarmRight(),
                    s.precision(),
                    s.healthy(),
                    s.harmless(),
                    steps(s.delay()));
        }
        return table.toString();
    }

    private static String recall(List<Scores> scores) {
        List<String> heads = new ArrayList<>(List.of("fault"));
        scores.forEach(each -> heads.add(each.detector()));
        MarkdownTable table = new MarkdownTable(heads.toArray(String[]::new));
        for (int i = 0; i < scores.get(0).faults().size(); i++) {
            int fault = i;
            List<Object> cells = new ArrayList<>();
            cells.add(scores.get(0).faults().get(i).kind().title());
            scores.forEach(each -> cells.add(each.faults().get(fault).recall()));
            table.row(cells.toArray());
        }
        return table.toString();
    }

    private static String faults(Scores scores) {
        MarkdownTable table =
                new MarkdownTable(
                        "fault", "noticed", "named", "named first", "alarms on harmless", "delay");
        for (FaultScore s : scores.faults()) {
            table.row(
                    s.kind().title(),
                    s.noticed(),
                    s.recall(),
                    s.first(),
                    s.harmless(),
                    steps(s.delay()));
        }
        return table.toString();
    }

    private static String pathologies(Scores scores) {
        MarkdownTable table =
                new MarkdownTable(
                        "alarm", "precision", "precision where first", "on healthy", "on harmless");
        for (PathologyScore s : scores.pathologies()) {
            table.row(
                    s.pathology().title().toString(),
                    s.precision(),
                    s.first(),
                    s.healthy(),
                    s.harmless());
        }
        return table.toString();
    }

    private static String truths() {
        MarkdownTable table = new MarkdownTable("fault", "described by", "because");
        for (FaultKind kind : FaultKind.values()) {
            String names =
                    kind.describedBy().stream()
                            .sorted()
                            .map(pathology -> pathology.title().toString())
                            .collect(Collectors.joining(", "));
            table.row(kind.title(), names, kind.reason());
        }
        return table.toString();
    }

    private String starts() {
        MarkdownTable table = new MarkdownTable("data set", "depth 1 to 2", "3 to 4", "5 to 8");
        for (DataKind data : DataKind.values()) {
            Assessments bases =
                    assessments
                            .where(each -> each.gridCase().faults().isEmpty())
                            .where(each -> each.gridCase().program().data() == data);
            table.row(
                    data.name().toLowerCase(Locale.ROOT),
                    learned(bases, 1, 2),
                    learned(bases, 3, 4),
                    learned(bases, 5, 8));
        }
        return table.toString();
    }

    private static Share learned(Assessments bases, int least, int most) {
        return bases.where(each -> each.gridCase().program().depth() >= least)
                .where(each -> each.gridCase().program().depth() <= most)
                .share(each -> each.label() == Label.HEALTHY);
    }

    private static String lower(Label label) {
        return label.name().toLowerCase(Locale.ROOT);
    }

    private static String steps(double delay) {
        return Double.isNaN(delay) ? "-" : "%.0f".formatted(delay);
    }

    /** Rows of cells between bars. */
    private static final class MarkdownTable {
        private final StringBuilder text = new StringBuilder();

        MarkdownTable(String... heads) {
            row((Object[]) heads);
            row(Arrays.stream(heads).map(head -> "---").toArray());
        }

        void row(Object... cells) {
            text.append(
                    Arrays.stream(cells)
                            .map(String::valueOf)
                            .collect(Collectors.joining(" | ", "| ", " |\n")));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
