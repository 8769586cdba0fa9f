package io.gradlab.health.diagnosis;

import io.gradlab.health.observation.LossPoint;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a network does in training and in inference mode in the second half of its steps, medians of
 * each.
 *
 * @param training loss of the training batches, in training mode
 * @param inference loss of the probe set, in inference mode
 * @param skill of the probe set in inference mode; NaN without classes
 * @param gain likewise
 * @param readings how many of the probe set
 */
record LateLosses(double training, double inference, double skill, double gain, int readings) {

    static LateLosses of(Course course) {
        List<LossPoint> judged = late(course, course.observations().judged());
        return new LateLosses(
                median(late(course, course.observations().losses()), LossPoint::loss),
                median(judged, LossPoint::loss),
                median(judged, LossPoint::skill),
                median(judged, LossPoint::gain),
                judged.size());
    }

    private static List<LossPoint> late(Course course, List<LossPoint> points) {
        return points.stream().filter(point -> 2 * point.step() >= course.steps()).toList();
    }

    /** Of those that are known; NaN of none. */
    static double median(List<LossPoint> points, ToDoubleFunction<LossPoint> of) {
        double[] known =
                points.stream()
                        .mapToDouble(of)
                        .filter(value -> !Double.isNaN(value))
                        .sorted()
                        .toArray();
        return known.length == 0
                ? Double.NaN
                : (known[(known.length - 1) / 2] + known[known.length / 2]) / 2;
    }
}
