package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.InputStatistics;
import java.util.List;

/**
 * Unscaled inputs: features whose standard deviation is far from 1 or whose mean is far from 0.
 * Tells wrong data from wrong weights: both move z, but only the inputs have a scale of their own.
 */
final class UnscaledInputsRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        InputStatistics inputs = course.observations().inputs();
        FindingBuilder found = new FindingBuilder(Pathology.UNSCALED_INPUTS);
        UnscaledInputs.measure(inputs, course::limit, found);
        return found.build(
                course,
                course.severity(),
                Text.of(
                        "Initial weights and one learning rate for all of them expect features of mean 0"
                                + " and standard deviation 1."),
                Remedy.STANDARDISE_INPUTS);
    }
}
