package io.gradlab.health.diagnosis;

import io.gradlab.core.Grid;
import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.health.observation.Observations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A diagnosis in words. */
public final class DiagnosisText {

    /** Of what stands below a label such as {@code why:}, and of a consequence's evidence. */
    private static final int DEEP = 13;

    /** Gain below which a percentage says nothing more. */
    private static final double FAR_WORSE = -10;

    /** Beyond these one tries at random. */
    private static final int MOST_REMEDIES = 3;

    private final Diagnosis diagnosis;
    private final Observations observations;
    private final Course course;

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
     * @param language of the text
     * @param width cells of a line, or {@link Grid#ENDLESS}
     * @return lines ended by \n
     */
    public String toText(Language language, int width) {
        Lines lines = new Lines(language, width, new StringBuilder());
        lines.add(2, Text.of("Diagnosis: %s (%s)", headline(), seen()));
        List<Diagnosis.Cause> causes = diagnosis.causes();
        for (int i = 0; i < causes.size(); i++) {
            add(lines, i + 1, causes.get(i));
        }
        List<Advice> next = diagnosis.next();
        for (int i = 0; i < next.size(); i++) {
            lines.add(
                    DEEP,
                    i == 0
                            ? Text.of("Try next: %d. %s", i + 1, next.get(i).text())
                            : Text.of("          %d. %s", i + 1, next.get(i).text()));
        }
        observations.notes().forEach(note -> lines.add(6, Text.of("Note: %s", note)));
        new NumbersText(observations).addTo(lines);
        return lines.text().toString();
    }

    /** The diagnosis in a few words: for example {@code dead units in fc1}. */
    public Text headline() {
        if (diagnosis.causes().isEmpty()) {
            return withoutFinding();
        }
        Finding first = diagnosis.causes().get(0).finding();
        Text title = first.pathology().title();
        if (diagnosis.healthy()) {
            return course.startAlone()
                    ? Text.of("a risk of %s", title)
                    : course.learned()
                            ? Text.of("healthy, with a warning of %s", title)
                            : Text.of("learned only in part, with a warning of %s", title);
        }
        return first.where().isEmpty()
                ? title
                : Text.of("%s in %s", title, abridged(first.where()));
    }

    /** A start has had no time to learn. */
    private Text withoutFinding() {
        if (course.learned()) {
            return Text.of("healthy");
        }
        if (observations.steps() == 1) {
            return Text.of("nothing wrong with the start");
        }
        double learned = Double.isNaN(course.skill()) ? course.gain() : course.skill();
        return learned < course.limit(Threshold.NO_GAIN)
                ? Text.of("nothing found, though it has not learned")
                : Text.of("nothing found, though it has learned only in part");
    }

    private Text seen() {
        long steps = observations.steps();
        int readings = observations.readings().size();
        List<Text> seen = new ArrayList<>();
        seen.add(steps == 1 ? Text.of("1 step") : Text.of("%d steps", steps));
        seen.add(readings == 1 ? Text.of("1 reading") : Text.of("%d readings", readings));
        if (steps > 1 && !Double.isNaN(course.skill())) { // a start knows nothing yet
            seen.add(Text.of("skill %d %%", percent(course.skill())));
        }
        if (steps > 1 && !Double.isNaN(course.gain())) {
            seen.add(
                    course.gain() < FAR_WORSE
                            ? Text.of("far worse than a constant")
                            : Text.of("gain %d %%", percent(course.gain())));
        }
        return Text.join(", ", seen);
    }

    private static long percent(double share) {
        return Math.round(100 * share);
    }

    private void add(Lines lines, int number, Diagnosis.Cause cause) {
        Finding finding = cause.finding();
        lines.add(3, Text.of("%d. %s", number, title(finding)));
        finding.evidence().forEach(one -> lines.add(DEEP, Text.of("   measured: %s", one.text())));
        lines.add(DEEP, Text.of("   why:      %s", finding.why()));
        String book = finding.pathology().book();
        for (int i = 0; i < Math.min(MOST_REMEDIES, finding.remedies().size()); i++) {
            Text advice = finding.remedies().get(i).text();
            lines.add(
                    DEEP,
                    i == 0
                            ? Text.of("   remedy:   %s (book %s)", advice, book)
                            : Text.of("   or:       %s", advice));
        }
        for (Finding consequence : cause.consequences()) {
            lines.add(DEEP, Text.of("   so also:  %s", title(consequence)));
            consequence
                    .evidence()
                    .forEach(one -> lines.add(DEEP, Text.of("             %s", one.text())));
        }
    }

    private Text title(Finding finding) {
        boolean risk = course.startAlone() && finding.severity() == Severity.WARNING;
        Text severity =
                risk
                        ? Text.of("risk")
                        : Text.of(finding.severity().name().toLowerCase(Locale.ROOT));
        Text pathology = finding.pathology().title();
        if (finding.where().isEmpty()) {
            return Text.of("%s: %s, since step %d", severity, pathology, finding.since());
        }
        List<Text> where = finding.where().stream().map(layer -> layer(finding, layer)).toList();
        return Text.of(
                "%s: %s in %s, since step %d",
                severity, pathology, abridged(where), finding.since());
    }

    private Text layer(Finding finding, String name) {
        List<Integer> units = finding.units().getOrDefault(name, List.of());
        if (units.isEmpty()) {
            return Text.verbatim(name);
        }
        boolean all =
                observations.layers().stream()
                        .anyMatch(
                                layer ->
                                        layer.name().equals(name) && layer.units() == units.size());
        if (all && units.size() > 1) {
            return Text.of("%s (all %d units)", name, units.size());
        }
        return units.size() == 1
                ? Text.of("%s (unit %d)", name, units.get(0))
                : Text.of("%s (units %s)", name, abridged(units));
    }

    private static Text abridged(List<?> items) {
        int most = 8;
        Text first = Text.join(", ", items.stream().limit(most).toList());
        return items.size() > most ? Text.of("%s and %d more", first, items.size() - most) : first;
    }
}
