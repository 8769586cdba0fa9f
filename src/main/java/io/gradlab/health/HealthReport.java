package io.gradlab.health;

import io.gradlab.core.Grid;
import io.gradlab.core.Json;
import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.health.diagnosis.Diagnosis;
import io.gradlab.health.diagnosis.DiagnosisText;
import io.gradlab.health.diagnosis.Rules;
import io.gradlab.health.diagnosis.Thresholds;
import io.gradlab.health.observation.Observations;

/**
 * A diagnosis with the numbers behind it. Prints as text.
 *
 * @param diagnosis findings ordered by cause
 * @param observations what was seen
 * @param thresholds the limits
 */
public record HealthReport(Diagnosis diagnosis, Observations observations, Thresholds thresholds) {

    /**
     * Diagnoses.
     *
     * @param observations what was seen
     * @param thresholds the limits
     * @return the report
     */
    public static HealthReport of(Observations observations, Thresholds thresholds) {
        return new HealthReport(Rules.diagnose(observations, thresholds), observations, thresholds);
    }

    /**
     * The diagnosis in a few words: the title of the first cause with where it is; for a network
     * without an alarm {@code healthy}, or that nothing was found although it has not learned.
     *
     * @return for example {@code dead units in fc1}
     */
    public Text headline() {
        return new DiagnosisText(diagnosis, observations, thresholds).headline();
    }

    /**
     * Diagnosis and observations as JSON, in the form that {@code src/docs/health.schema.json}
     * describes. NaN and infinities are the texts "NaN", "Infinity" and "-Infinity".
     *
     * @return an object with {@code schema}, the number 1, {@code diagnosis}, {@code observations}
     *     and {@code thresholds}
     */
    public String toJson() {
        return Json.pretty(HealthJson.of(diagnosis, observations, thresholds));
    }

    /**
     * Findings with evidence and remedy, then the numbers of every layer.
     *
     * @param language of the text
     * @return lines ended by \n
     */
    public String in(Language language) {
        return in(language, Grid.ENDLESS);
    }

    /**
     * The same for a terminal.
     *
     * @param language of the text
     * @param width cells of a line: longer ones are folded, and columns of numbers that do not fit
     *     are left out with a line that says so
     * @return lines ended by \n
     */
    public String in(Language language, int width) {
        return new DiagnosisText(diagnosis, observations, thresholds).toText(language, width);
    }

    /** In English. */
    @Override
    public String toString() {
        return in(Language.EN);
    }
}
