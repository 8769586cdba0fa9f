package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.LabelForm;
import io.gradlab.health.observation.LabelStatistics;
import io.gradlab.health.observation.Layer;
import java.util.List;

/**
 * Labels in a form that the loss does not take. Tells labels that are misread, which no setting
 * mends, from a loss for another kind of output; certain at step 1.
 */
final class LabelFormRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        LabelForm form = course.observations().labels().form();
        FindingBuilder found = new FindingBuilder(Pathology.LABEL_FORM);
        if (form != LabelForm.FITS) {
            found.fact(sentence(course, form), 1);
        }
        return found.build(
                course,
                Severity.ALARM,
                Text.of("The loss reads the labels as others than they are, and asks for those."),
                remedies(form));
    }

    private static Text sentence(Course course, LabelForm form) {
        LabelStatistics labels = course.observations().labels();
        return switch (form) {
            case ONE_HOT_INTO_SPARSE ->
                    Text.of(
                            "labels are one-hot rows of %d numbers, the loss reads class numbers",
                            labels.columns());
            case NUMBERS_INTO_DENSE ->
                    Text.of("labels are class numbers, the loss reads a row of shares for each");
            case SIGNS_INTO_CROSS_ENTROPY ->
                    Text.of("labels are -1 and 1, the loss reads shares from 0 to 1");
            case BEYOND_OUTPUTS ->
                    outputs(course) == 0
                            ? Text.of(
                                    "the largest class number is %s, the outputs are fewer,"
                                            + " numbered from 0",
                                    Numbers.text(labels.largest()))
                            : Text.of(
                                    "the largest class number is %s, the %d outputs are numbered"
                                            + " from 0",
                                    Numbers.text(labels.largest()), outputs(course));
            case FITS -> Text.NOTHING;
        };
    }

    private static int outputs(Course course) {
        List<Layer> layers = course.observations().layers();
        return layers.isEmpty() ? 0 : layers.get(layers.size() - 1).units();
    }

    private static Remedy[] remedies(LabelForm form) {
        return switch (form) {
            case ONE_HOT_INTO_SPARSE -> new Remedy[] {Remedy.CLASS_NUMBERS};
            case NUMBERS_INTO_DENSE -> new Remedy[] {Remedy.ONE_HOT};
            case SIGNS_INTO_CROSS_ENTROPY -> new Remedy[] {Remedy.ZERO_ONE_LABELS};
            case BEYOND_OUTPUTS ->
                    new Remedy[] {Remedy.OUTPUT_FOR_EACH_CLASS, Remedy.CLASS_NUMBERS};
            case FITS -> new Remedy[0];
        };
    }
}
