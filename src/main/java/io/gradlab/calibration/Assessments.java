package io.gradlab.calibration;

import java.util.List;
import java.util.function.Predicate;

/** What detectors say of any networks, to be counted. */
record Assessments(List<Assessment> all) {

    Assessments where(Predicate<Assessment> holds) {
        return new Assessments(all.stream().filter(holds).toList());
    }

    /** Networks whose start fails without a fault do not count anywhere. */
    Assessments labelled() {
        return where(each -> each.label() != Label.UNLABELLED);
    }

    Assessments with(Label label) {
        return where(each -> each.label() == label);
    }

    Assessments of(FaultKind kind) {
        return where(each -> each.gridCase().faults().stream().allMatch(f -> f.kind() == kind))
                .where(each -> !each.gridCase().faults().isEmpty());
    }

    Share share(Predicate<Assessment> hit) {
        return new Share(where(hit).all.size(), all.size());
    }

    /** Median step of the earliest true alarm over those that have one; of two the mean. */
    double delay(String detector) {
        long[] steps =
                where(each -> !each.right(detector).isEmpty()).all.stream()
                        .mapToLong(each -> earliest(each.right(detector)))
                        .sorted()
                        .toArray();
        int half = steps.length / 2;
        if (steps.length == 0) {
            return Double.NaN;
        }
        return steps.length % 2 == 1 ? steps[half] : (steps[half - 1] + steps[half]) / 2.0;
    }

    private static long earliest(List<Alarm> alarms) {
        return alarms.stream().mapToLong(Alarm::step).min().orElseThrow();
    }
}
