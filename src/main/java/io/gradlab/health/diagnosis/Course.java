package io.gradlab.health.diagnosis;

import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import io.gradlab.health.quantity.GeneralizationGap;
import java.util.List;
import java.util.OptionalDouble;

/** A run as the rules see it: what was observed, with the limits. */
final class Course {

    private final Observations observations;
    private final PathologyCriteria criteria;

    Course(Observations observations, Thresholds thresholds) {
        this.observations = observations;
        criteria = new PathologyCriteria(thresholds);
    }

    double limit(Threshold threshold) {
        return criteria.limits().get(threshold);
    }

    PathologyCriteria criteria() {
        return criteria;
    }

    long steps() {
        return observations.steps();
    }

    Observations observations() {
        return observations;
    }

    List<Reading> readings() {
        return observations.readings();
    }

    boolean started() {
        return !readings().isEmpty();
    }

    Reading first() {
        return readings().get(0);
    }

    Reading last() {
        return readings().get(readings().size() - 1);
    }

    /** The last value that could be measured; NaN if none. */
    double latest(Quantity quantity, String where) {
        return readings().stream()
                .mapToDouble(reading -> reading.value(quantity, where))
                .filter(value -> !Double.isNaN(value))
                .reduce(Double.NaN, (before, after) -> after);
    }

    List<Reading> early() {
        return readings().stream()
                .filter(reading -> reading.step() <= Observations.EARLY_STEPS)
                .toList();
    }

    List<Reading> later() {
        return readings().stream()
                .filter(reading -> reading.step() > Observations.EARLY_STEPS)
                .toList();
    }

    /** All layers but the last, whose activation is the output. */
    List<Layer> hidden() {
        List<Layer> layers = observations.layers();
        return layers.subList(0, Math.max(0, layers.size() - 1));
    }

    /** The layer of a parameter; the parameter's own name where it has none. */
    String layerOf(String parameter) {
        return observations.layers().stream()
                .filter(layer -> layer.parameters().contains(parameter))
                .map(Layer::name)
                .findFirst()
                .orElse(parameter);
    }

    /** Mean gain of the last losses; NaN without any, or where no constant is known. */
    double gain() {
        return GeneralizationGap.gain(observations.losses());
    }

    /** Skill on the validation set, else on the training batch; NaN where there are no classes. */
    double skill() {
        OptionalDouble skill = last(observations.validation());
        return (skill.isPresent() ? skill : last(observations.losses())).orElse(Double.NaN);
    }

    /** Gain, or where no constant is known the share of the first loss that is gone. */
    private double progress() {
        List<LossPoint> losses = observations.losses();
        double gain = gain();
        return Double.isNaN(gain) && !losses.isEmpty()
                ? 1 - losses.get(losses.size() - 1).loss() / losses.get(0).loss()
                : gain;
    }

    private static OptionalDouble last(List<LossPoint> points) {
        return points.stream()
                .mapToDouble(LossPoint::skill)
                .filter(skill -> !Double.isNaN(skill))
                .reduce((before, after) -> after);
    }

    /** Whether the run has not learned, or not yet; NaN is no learning. */
    boolean failing() {
        return observations.nonFinite() != null || !criteria.learned(skill(), progress());
    }

    Severity severity() {
        return failing() ? Severity.ALARM : Severity.WARNING;
    }
}
