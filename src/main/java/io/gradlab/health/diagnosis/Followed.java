package io.gradlab.health.diagnosis;

import io.gradlab.health.observation.InputStatistics;
import io.gradlab.health.observation.LabelStatistics;
import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.OutputKind;
import io.gradlab.health.observation.Quantity;
import java.util.List;
import java.util.Set;

/** Whether a remedy is followed already, so that to advise it again would be no help. */
final class Followed {

    /** What may help a network that shows no sign of a fault and has not learned all it should. */
    static final List<Remedy> NEXT =
            List.of(Remedy.RAISE_RATE, Remedy.TRAIN_LONGER, Remedy.MORE_UNITS, Remedy.CHECK_LABELS);

    /** A scale between 1 / FACTOR and FACTOR of what it should be is in order. */
    private static final double FACTOR = 3;

    private static final int WIDE = 64;
    private static final int LARGE_BATCH = 32;
    private static final int FEW_LAYERS = 2;

    private Followed() {}

    /** Those that are not followed yet, in their order. */
    static List<Remedy> open(Course course, List<Remedy> remedies) {
        return remedies.stream().filter(remedy -> !by(course, remedy)).toList();
    }

    static boolean by(Course course, Remedy remedy) {
        LabelStatistics labels = course.observations().labels();
        return switch (remedy) {
            case STANDARDISE_INPUTS -> standardised(course.observations().inputs());
            case STANDARDISE_TARGETS ->
                    inOrder(labels.std()) && Math.abs(labels.mean()) <= labels.std();
            case REDRAW_WEIGHTS -> drawnByRule(course);
            case TAKE_RELU -> functions(course, Set.of("relu"));
            case TAKE_TANH -> functions(course, Set.of("tanh"));
            case TAKE_LEAKY_RELU -> functions(course, Set.of("leaky_relu", "elu"));
            case ADD_NONLINEARITY -> !functions(course, Set.of(Layer.LINEAR));
            case FEWER_LAYERS -> course.hidden().size() <= FEW_LAYERS;
            case MORE_UNITS -> course.hidden().stream().allMatch(each -> each.units() >= WIDE);
            case LARGER_BATCHES -> labels.rowsOfBatch() >= LARGE_BATCH;
            case UNFREEZE ->
                    course.observations().layers().stream()
                            .allMatch(each -> each.frozen().isEmpty());
            case LOSS_ON_LOGITS ->
                    course.observations().loss() == LossKind.LOGITS
                            && course.observations().output() == OutputKind.LOGITS;
            default -> false;
        };
    }

    private static boolean standardised(InputStatistics inputs) {
        return inputs.features() > 0
                && inOrder(inputs.medianStd())
                && inOrder(inputs.largestStd())
                && inputs.largestMean() <= inputs.largestStd();
    }

    private static boolean inOrder(double scale) {
        return scale >= 1 / FACTOR && scale <= FACTOR;
    }

    /** Random, of the scale of the rule for the function, with biases 0. */
    private static boolean drawnByRule(Course course) {
        return course.started()
                && !StartScale.of(course).isEmpty()
                && StartScale.of(course).values().stream().allMatch(Followed::inOrder)
                && course.hidden().stream().noneMatch(layer -> symmetric(course, layer))
                && course.first().of(Quantity.PARAMETER_NORM).entrySet().stream()
                        .filter(norm -> norm.getKey().endsWith("bias"))
                        .allMatch(norm -> norm.getValue() == 0);
    }

    private static boolean symmetric(Course course, Layer layer) {
        double share = course.first().value(Quantity.EFFECTIVE_WIDTH_SHARE, layer.name());
        return course.criteria().symmetric(share, share);
    }

    private static boolean functions(Course course, Set<String> names) {
        List<Layer> hidden = course.hidden();
        return !hidden.isEmpty() && hidden.stream().allMatch(l -> names.contains(l.function()));
    }
}
