package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.LabelForm;
import java.util.List;

/**
 * Nothing seen: no step was read, because the first batch failed or none came. Tells a training of
 * which nothing is known from one with nothing wrong. Labels that the loss cannot take are reason
 * enough.
 */
final class NothingSeenRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.NOTHING_SEEN);
        boolean known = course.observations().labels().form() != LabelForm.FITS;
        if (!course.started() && !known) {
            found.fact(Text.of("no step was read"), 1);
            course.observations().notes().forEach(note -> found.fact(note, 1));
        }
        return found.build(
                course,
                Severity.ALARM,
                Text.of(
                        "Of a training that took no step nothing can be said, least that it is well."),
                Remedy.TRY_ONE_BATCH);
    }
}
