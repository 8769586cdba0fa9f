package io.gradlab.health.diagnosis;

import io.gradlab.health.observation.Observations;
import java.util.List;
import java.util.Locale;

/** A diagnosis in words. */
public final class DiagnosisText {

    private final Diagnosis diagnosis;
    private final Observations observations;
    private final Course course;
    private final StringBuilder text = new StringBuilder();

    /**
     * A text of a diagnosis.
     *
     * @param diagnosis of these observations
     * @param observations what was seen
     * @param thresholds by which it was diagnosed
     */
    public DiagnosisText(Diagnosis diagnosis, Observations observations, Thresholds thresholds) {
        this.diagnosis = diagnosis;
        this.observations = observations;
        course = new Course(observations, thresholds);
    }

    /**
     * Findings with evidence and remedy, notes, then the numbers of every layer.
     *
     * @return lines ended by \n
     */
    public String toText() {
        line("Diagnosis: " + headline() + " (" + seen() + ")");
        List<Diagnosis.Cause> causes = diagnosis.causes();
        for (int i = 0; i < causes.size(); i++) {
            cause(i + 1, causes.get(i));
        }
        observations.notes().forEach(note -> line("Note: " + note));
        return text + new NumbersText(observations).toText();
    }

    /** The diagnosis in a few words: for example {@code dead units in fc1}. */
    public String headline() {
        if (observations.readings().isEmpty()) {
            return "nothing was seen yet";
        }
        if (diagnosis.causes().isEmpty()) {
            return withoutFinding();
        }
        Finding first = diagnosis.causes().get(0).finding();
        return diagnosis.healthy()
                ? "healthy, with a warning of " + first.pathology().title()
                : first.pathology().title() + layers(first, false);
    }

    /** A start has had no time to learn. */
    private String withoutFinding() {
        if (!course.failing()) {
            return "healthy";
        }
        if (observations.steps() == 1) {
            return "nothing wrong with the start";
        }
        double learned = Double.isNaN(course.skill()) ? course.gain() : course.skill();
        return learned < course.limit(Threshold.NO_GAIN)
                ? "nothing found, though it has not learned"
                : "nothing found, though it has learned only in part";
    }

    private String seen() {
        return "%s, %s%s"
                .formatted(
                        counted(observations.steps(), "step"),
                        counted(observations.readings().size(), "reading"),
                        observations.steps() > 1 ? learned() : ""); // a start knows nothing yet
    }

    private String learned() {
        return percent("skill", course.skill()) + percent("gain", course.gain());
    }

    private static String percent(String name, double share) {
        return Double.isNaN(share)
                ? ""
                : String.format(Locale.ROOT, ", %s %d %%", name, Math.round(100 * share));
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private void cause(int number, Diagnosis.Cause cause) {
        Finding finding = cause.finding();
        line(number + ". " + title(finding));
        finding.evidence().forEach(evidence -> line("   measured: " + evidence));
        line("   why:      " + finding.why());
        line("   remedy:   " + finding.remedy() + " (book " + finding.pathology().book() + ")");
        for (Finding consequence : cause.consequences()) {
            line("   so also:  " + title(consequence));
            consequence.evidence().forEach(evidence -> line("             " + evidence));
        }
    }

    private String title(Finding finding) {
        return "%s: %s%s, since step %s"
                .formatted(
                        finding.severity().name().toLowerCase(Locale.ROOT),
                        finding.pathology().title(),
                        layers(finding, true),
                        finding.since());
    }

    private String layers(Finding finding, boolean withUnits) {
        if (finding.where().isEmpty()) {
            return "";
        }
        return " in "
                + abridged(
                        finding.where().stream()
                                .map(where -> where + (withUnits ? units(finding, where) : ""))
                                .toList());
    }

    private String units(Finding finding, String where) {
        List<Integer> units = finding.units().getOrDefault(where, List.of());
        if (units.isEmpty()) {
            return "";
        }
        boolean all =
                observations.layers().stream()
                        .anyMatch(
                                layer ->
                                        layer.name().equals(where)
                                                && layer.units() == units.size());
        return all && units.size() > 1
                ? " (all " + units.size() + " units)"
                : " (" + (units.size() == 1 ? "unit " : "units ") + abridged(units) + ")";
    }

    private static String abridged(List<?> items) {
        int most = 8;
        List<String> texts = items.stream().limit(most).map(String::valueOf).toList();
        String more = items.size() > most ? " and " + (items.size() - most) + " more" : "";
        return String.join(", ", texts) + more;
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
