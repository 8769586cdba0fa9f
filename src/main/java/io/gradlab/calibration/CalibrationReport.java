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
 * @param assessments of all networks
 * @param mends remedies that were tried
 * @param detectors names, ours first
 */
record CalibrationReport(
        GridDescription grid, Assessments assessments, Mends mends, List<String> detectors) {

    /** Balanced accuracy that DynFault loses where whole programs are held out. */
    private static final double DYNFAULT = 0.190;

    private static final String MEANING =
            """
            *Sick*: has a fault and fails, while the same program without it succeeds. *Healthy*: has no
            fault and succeeds. *Harmless*: has a fault and succeeds all the same, within two standard
            errors as well as without; what is neither is unlabelled. *Noticed*: any alarm.
            *Named*: an alarm that truly describes a fault. *Named first*: the first alarm does;
            *by frequency*: the same with each kind of fault counted by its share of the programs of
            practice. *Both named*: of networks sick of two faults. *Sick of alarmed* and *first right of
            alarmed*: of all labelled networks with any alarm, the share that is sick, and the share whose
            first alarm truly describes it. *Delay*: median step of the earliest true alarm. Counts in
            brackets.
            """;

    /** The whole report: Markdown, lines ended by \n. */
    String toMarkdown() {
        Assessments held = half(false);
        List<Scores> scores = detectors.stream().map(d -> Scores.of(d, held)).toList();
        List<Scores> tuned = detectors.stream().map(d -> Scores.of(d, half(true))).toList();
        StringBuilder text = new StringBuilder(head());
        text.append("\n## Detectors\n\n").append(MEANING).append('\n').append(overall(scores));
        text.append("\n## Programs held out\n\n").append(heldOut(tuned, scores));
        if (!mends.all().isEmpty()) {
            text.append("\n## Remedies\n\n").append(remedies());
        }
        text.append("\n## Named, by fault\n\n").append(recall(scores));
        for (Scores each : scores) {
            text.append("\n## ").append(each.detector()).append("\n\n").append(faults(each));
            text.append('\n').append(pathologies(each));
        }
        text.append("\n## What truly describes a fault\n\n").append(truths());
        text.append("\n## Programs that learn without a fault\n\n").append(starts());
        return text.toString();
    }

    private Assessments half(boolean tuning) {
        return assessments.where(each -> each.gridCase().program().tuning() == tuning);
    }

    private String head() {
        Assessments held = half(false);
        Map<Label, Long> labels =
                held.all().stream()
                        .collect(Collectors.groupingBy(Assessment::label, Collectors.counting()));
        String counts =
                Stream.of(Label.values())
                        .map(label -> labels.getOrDefault(label, 0L) + " " + lower(label))
                        .collect(Collectors.joining(", "));
        return """
                # Calibration of the health rules

                %d networks of a grid of %d programs, seed %d, at most %d steps each, trained %s (%s).
                Programs are split by data set, depth, function and optimizer: none of these combinations
                is in both halves. This report is about the half that nothing was tuned on: %d networks,
                %s.
                """
                .formatted(
                        assessments.all().size(),
                        grid.design().programs(),
                        grid.design().seed(),
                        grid.steps(),
                        grid.date(),
                        grid.versionText(),
                        held.all().size(),
                        counts);
    }

    private static String overall(List<Scores> scores) {
        MarkdownTable table =
                new MarkdownTable(
                        "detector",
                        "noticed",
                        "named",
                        "named first",
                        "by frequency",
                        "both named",
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
                    "%.3f".formatted(s.weighted()),
                    s.all(),
                    s.alarmRight(),
                    s.precision(),
                    s.healthy(),
                    s.harmless(),
                    steps(s.delay()));
        }
        return table.toString();
    }

    private static String heldOut(List<Scores> tuned, List<Scores> held) {
        MarkdownTable table =
                new MarkdownTable(
                        "detector",
                        "named first, tuned on",
                        "held out",
                        "difference",
                        "balanced accuracy, tuned on",
                        "held out",
                        "difference");
        for (int i = 0; i < held.size(); i++) {
            double first = tuned.get(i).first().value() - held.get(i).first().value();
            double before = tuned.get(i).balancedAccuracy();
            double after = held.get(i).balancedAccuracy();
            table.row(
                    held.get(i).detector(),
                    tuned.get(i).first(),
                    held.get(i).first(),
                    "%.3f".formatted(first),
                    "%.3f".formatted(before),
                    "%.3f".formatted(after),
                    "%.3f".formatted(before - after));
        }
        return """
                Balanced accuracy: mean of the shares of sick networks with an alarm and of healthy ones
                without. DynFault loses %.3f of it where whole programs are held out (arXiv 2606.26492). The
                published rules were tuned on neither half.

                %s"""
                .formatted(DYNFAULT, table);
    }

    private static void row(MarkdownTable table, String faults, Mends held, Mends tuned) {
        table.row(
                faults,
                held.advised(),
                held.unchanged(),
                held.random(),
                held.byFirst(tuned),
                held.byBestOf(3, tuned));
    }

    private String remedies() {
        Mends tuned = mends.ofHalf(true);
        Mends held = mends.ofHalf(false);
        MarkdownTable table =
                new MarkdownTable(
                        "sick of",
                        "with a remedy",
                        "nothing changed",
                        "a random other remedy",
                        "the first remedy",
                        "the best of three");
        row(table, "any faults", held, tuned);
        row(table, "one fault", held.ofFaults(1), tuned);
        row(table, "two faults", held.ofFaults(2), tuned);
        MarkdownTable each = new MarkdownTable("first finding", "remedy", "mended");
        held.shares()
                .forEach(
                        (finding, byRemedy) ->
                                byRemedy.forEach(
                                        (remedy, share) ->
                                                each.row(
                                                        finding.toLowerCase(Locale.ROOT)
                                                                .replace('_', ' '),
                                                        remedy.words(),
                                                        share)));
        return """
                Remedies of the first finding, each alone, on another seed of weights; ordered by what
                mended networks of the half that was tuned on. Counted are sick networks of the half held
                out, whether their first finding is right or not, and also those without a remedy that
                the grid can try. The random one is drawn from all others, those of no effect among them.

                %s
                %s"""
                .formatted(table, each);
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
