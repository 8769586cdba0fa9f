package io.gradlab.health.diagnosis;

import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import io.gradlab.health.quantity.GeneralizationGap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A run as the rules see it: what was observed, with the limits. */
final class Course {

    /** Gap below which a network knows of new examples what it knows of its own. */
    static final double SMALL_GAP = 0.1;

    /** Readings of which the median is taken. */
    private static final int LAST = 3;

    /** Examples on which what is said of units at birth stands at least. */
    private static final int BORN_EXAMPLES = 8;

    /** Losses in a row that follow each reading. */
    private static final int BURST = 4;

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

    /**
     * The first reading that stands on enough examples to say how units were born; null if the
     * early ones all stand on a few, as with batches of one.
     */
    @Nullable Reading birth() {
        return early().stream()
                .filter(
                        reading ->
                                !(reading.value(Quantity.PROBE_EXAMPLES, Reading.RUN)
                                        < BORN_EXAMPLES))
                .findFirst()
                .orElse(null);
    }

    /** A value of that reading; NaN without it. */
    double born(Quantity quantity, String layer) {
        Reading birth = birth();
        return birth == null ? Double.NaN : birth.value(quantity, layer);
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

    /**
     * Gain of the trained network: median of the last of the validation set, else of the probe set,
     * both in inference mode, else mean over the last training batches; NaN where no constant is
     * known.
     */
    double gain() {
        return known(LossPoint::gain)
                .orElseGet(() -> GeneralizationGap.gain(observations.losses()));
    }

    /** The same of the skill, in the last case of the last batch; NaN without classes. */
    double skill() {
        return known(LossPoint::skill)
                .orElseGet(() -> last(observations.losses(), LossPoint::skill).orElse(Double.NaN));
    }

    private OptionalDouble known(ToDoubleFunction<LossPoint> of) {
        OptionalDouble validation = last(observations.validation(), of);
        return validation.isPresent() ? validation : last(observations.judged(), of);
    }

    /** Gain on examples that it was trained on; NaN where no constant is known. */
    double fittedGain() {
        return last(observations.judged(), LossPoint::gain)
                .orElseGet(() -> GeneralizationGap.gain(observations.losses()));
    }

    /** The same of the skill; NaN without classes. */
    double fittedSkill() {
        return last(observations.judged(), LossPoint::skill)
                .orElseGet(() -> last(observations.losses(), LossPoint::skill).orElse(Double.NaN));
    }

    /** What a network learns by heart: gain on its own examples less that on the validation set. */
    double gap() {
        OptionalDouble others = last(observations.validation(), LossPoint::gain);
        return others.isPresent() ? fittedGain() - others.getAsDouble() : Double.NaN;
    }

    /** Gain, or where no constant is known the share of the first loss that is gone. */
    private double progress() {
        List<LossPoint> losses = observations.losses();
        double gain = gain();
        return Double.isNaN(gain) && !losses.isEmpty()
                ? 1 - losses.get(losses.size() - 1).loss() / losses.get(0).loss()
                : gain;
    }

    /** Median of the last {@value #LAST} of the second half of the steps; of two the mean. */
    private static OptionalDouble last(List<LossPoint> points, ToDoubleFunction<LossPoint> of) {
        List<LossPoint> known =
                points.stream().filter(point -> !Double.isNaN(of.applyAsDouble(point))).toList();
        if (known.isEmpty()) {
            return OptionalDouble.empty();
        }
        long end = known.get(known.size() - 1).step();
        double[] late =
                known.subList(Math.max(0, known.size() - LAST), known.size()).stream()
                        .filter(point -> 2 * point.step() >= end)
                        .mapToDouble(of)
                        .sorted()
                        .toArray();
        return OptionalDouble.of((late[(late.length - 1) / 2] + late[late.length / 2]) / 2);
    }

    /**
     * Standard error of {@link #skill}: sqrt(a (1 - a) / n) / (1 - m) of an accuracy a = m + skill
     * (1 - m) on n examples, m the share of the largest class; 0 where it is not known.
     */
    double skillError() {
        List<LossPoint> points =
                observations.validation().isEmpty()
                        ? observations.judged()
                        : observations.validation();
        List<Double> shares = observations.labels().shares();
        if (points.isEmpty() || shares.isEmpty() || Double.isNaN(skill())) {
            return 0;
        }
        double largest = shares.stream().mapToDouble(share -> share).max().orElse(0);
        double missed = (1 - largest) * (1 - Math.min(1, Math.max(0, skill())));
        long examples = points.get(points.size() - 1).examples();
        return largest >= 1 || examples == 0
                ? 0
                : Math.sqrt(missed * (1 - missed) / examples) / (1 - largest);
    }

    /** Whether a start is all that was seen. */
    boolean startAlone() {
        return steps() <= 1;
    }

    /**
     * What is there to be learned at least, as skill, or as gain where the labels are numbers: what
     * the nearest neighbours know; NaN where they were not asked.
     */
    double attainable() {
        return latest(Quantity.NEIGHBOUR_SKILL, Reading.RUN);
    }

    /** Whether the run has learned all that it should; NaN is no learning. */
    boolean learned() {
        double skill = skill() + skillError();
        return observations.nonFinite() == null
                && (criteria.learned(skill, progress())
                        || (Double.isNaN(skill)
                                ? progress() >= Math.max(leastGain(), attainable())
                                : skill >= Math.max(limit(Threshold.NOISY_SKILL), attainable())));
    }

    /** Whether it has not even learned in part, or not yet: then a sign is an alarm. */
    boolean failing() {
        double skill = skill() + skillError();
        return observations.nonFinite() != null
                || !(Double.isNaN(skill)
                        ? progress() >= leastGain()
                        : skill >= leastSkill() && skill() >= limit(Threshold.NO_GAIN));
    }

    /**
     * Skill of a network that has learned in part: a share of what its neighbours know. Where the
     * labels are noise in part that is less than elsewhere.
     */
    private double leastSkill() {
        return least(Threshold.PART_SKILL, Threshold.LEAST_SKILL, Threshold.MOST_SKILL);
    }

    /** The same of the gain. */
    private double leastGain() {
        return least(Threshold.PART_GAIN, Threshold.LEAST_GAIN, Threshold.MOST_GAIN);
    }

    private double least(Threshold usual, Threshold least, Threshold most) {
        double attainable = limit(Threshold.ATTAINED) * attainable();
        return Double.isNaN(attainable)
                ? limit(usual)
                : Math.min(limit(most), Math.max(limit(least), attainable));
    }

    /** Whether it knows next to nothing. */
    boolean ignorant() {
        return failing()
                && !(skill() >= limit(Threshold.NO_GAIN))
                && !(progress() >= limit(Threshold.KNOWS_NOTHING));
    }

    /**
     * Whether it does not even know the examples that it was trained on: what keeps a network from
     * descending does that; a network that knows them and no others has another fault.
     */
    boolean unfitted() {
        return observations.nonFinite() != null || !byHeart();
    }

    /** Whether it knows nearly all of its own examples. */
    boolean byHeart() {
        double skill = fittedSkill();
        return (Double.isNaN(skill) ? fittedGain() : skill) >= limit(Threshold.BY_HEART);
    }

    /**
     * Fall of the loss over the second half of the steps, in losses of the constant predictor: of
     * the probe set, which is always the same, else of the means of the last {@value #BURST} losses
     * of each half, which differ from batch to batch.
     */
    double lateFall() {
        boolean same = observations.judged().size() > 1;
        List<LossPoint> losses = same ? observations.judged() : observations.losses();
        List<LossPoint> half =
                losses.stream().filter(point -> 2 * point.step() <= steps()).toList();
        if (losses.isEmpty() || half.isEmpty()) {
            return Double.NaN;
        }
        // What goes up and down has not fallen where it comes back to where it was.
        double before =
                same
                        ? half.stream().mapToDouble(LossPoint::loss).min().orElseThrow()
                        : lateMean(half, BURST);
        return (before - lateMean(losses, same ? 1 : BURST))
                / losses.get(losses.size() - 1).constant();
    }

    private static double lateMean(List<LossPoint> losses, int most) {
        return losses.stream()
                .skip(Math.max(0, losses.size() - most))
                .mapToDouble(LossPoint::loss)
                .average()
                .orElse(Double.NaN);
    }

    /** Whether the loss has stopped falling, after a fair number of steps. */
    boolean stuck() {
        return steps() >= Threshold.FAIR_STEPS && !(lateFall() > limit(Threshold.STILL_FALLING));
    }

    /** Of what keeps a network from descending: one that knows its own examples has descended. */
    Severity severity() {
        return unfitted() ? severityOfTheStart() : Severity.WARNING;
    }

    /** Of what a start makes a network learn by heart, too. */
    Severity severityOfTheStart() {
        return !startAlone() && failing() ? Severity.ALARM : Severity.WARNING;
    }
}
