package io.gradlab.study;

import io.gradlab.core.Text;
import io.gradlab.population.MemberResult;
import io.gradlab.result.Statistics;
import io.gradlab.study.CureResult.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A change, and what came of its starts: those that choose, and fresh ones that prove. */
final class Tried {

    private final Change change;
    private final MlpTraining training;

    /** Validation accuracies in the order of the starts. */
    private final List<Double> chosen = new ArrayList<>();

    private final List<MemberResult> fresh = new ArrayList<>();

    Tried(Change change, MlpTraining base) {
        this.change = change;
        training = change.in(base);
    }

    Change change() {
        return change;
    }

    MlpTraining training() {
        return training;
    }

    int epochs() {
        return training.epochs();
    }

    /** Starts that choose. */
    int chosen() {
        return chosen.size();
    }

    void choose(MemberResult start) {
        chosen.add(accuracy(start));
    }

    void prove(MemberResult start) {
        fresh.add(start);
    }

    List<MemberResult> fresh() {
        return fresh;
    }

    /** Of a network whose outputs were never numbers: 0. */
    static double accuracy(MemberResult start) {
        double accuracy = start.validationAccuracy();
        return Double.isNaN(accuracy) ? 0 : accuracy;
    }

    /** Over the starts that choose; NaN without one. */
    double median() {
        return chosen.isEmpty() ? Double.NaN : Statistics.median(array(chosen));
    }

    private double share(double limit) {
        return (double) Statistics.atLeast(array(chosen), limit) / chosen.size();
    }

    /** More starts that succeed first, then the larger median, then fewer settings. */
    static Comparator<Tried> better(double limit) {
        return Comparator.comparingDouble((Tried one) -> -one.share(limit))
                .thenComparingDouble(one -> -one.median())
                .thenComparingInt(one -> one.change.size());
    }

    /** What is known of it: by fresh starts, if there are any. */
    Row row(double limit, Tried nothing) {
        return row(change.title(), limit, nothing);
    }

    Row row(Text title, double limit, Tried nothing) {
        List<Double> accuracies =
                fresh.isEmpty() ? chosen : fresh.stream().map(Tried::accuracy).toList();
        return new Row(
                title,
                change.byId(),
                accuracies.size(),
                Statistics.atLeast(array(accuracies), limit),
                accuracies.isEmpty() ? Double.NaN : Statistics.median(array(accuracies)),
                (long) accuracies.size() * epochs(),
                lost(limit, nothing),
                !fresh.isEmpty());
    }

    private double lost(double limit, Tried nothing) {
        return IntStream.range(0, Math.min(fresh.size(), nothing.fresh.size()))
                .filter(k -> accuracy(nothing.fresh.get(k)) >= limit)
                .mapToDouble(k -> accuracy(nothing.fresh.get(k)) - accuracy(fresh.get(k)))
                .average()
                .orElse(Double.NaN);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
