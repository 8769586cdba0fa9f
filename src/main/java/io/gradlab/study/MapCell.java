package io.gradlab.study;

import io.gradlab.population.Fate;
import io.gradlab.population.MemberResult;
import io.gradlab.population.PopulationResult;
import io.gradlab.result.Statistics;
import io.gradlab.result.Statistics.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a cell of a phase map, with the members by fate. Dominant is the fate of most of the
 * failures; {@link #SUCCESS} without failures, {@link #OTHER} if no fate is that of half of them.
 */
record MapCell(
        String x,
        String y,
        int members,
        int successes,
        String dominant,
        Map<String, Integer> fates) {

    static final String SUCCESS = "success";
    static final String OTHER = "other";

    static final String X_VALUE = "x_value";
    static final String Y_VALUE = "y_value";

    static MapCell of(String x, String y, PopulationResult result, double success) {
        Map<String, Integer> fates = new LinkedHashMap<>();
        for (Fate fate : Fate.values()) {
            fates.put(fate.id(), result.count(fate));
        }
        List<MemberResult> failures =
                result.members().stream().filter(m -> !(m.testAccuracy() >= success)).toList();
        String dominant = failures.isEmpty() ? SUCCESS : OTHER;
        long most = 0;
        for (Fate fate : Fate.values()) {
            long number = failures.stream().filter(m -> m.fates().contains(fate)).count();
            if (number > most && 2 * number >= failures.size()) {
                most = number;
                dominant = fate.id();
            }
        }
        int members = result.members().size();
        return new MapCell(x, y, members, members - failures.size(), dominant, fates);
    }

    Interval share() {
        return Statistics.share(successes, members);
    }

    /** Share of the members with the dominant fate; of the failures where there is none. */
    double dominantShare() {
        double number = fates.getOrDefault(dominant, members - successes);
        return number / members;
    }

    /** Whether the numbers can be; a file may hold anything. */
    boolean isWhole() {
        return x != null
                && y != null
                && dominant != null
                && fates != null
                && fates.values().stream().allMatch(n -> n != null && n >= 0 && n <= members)
                && successes >= 0
                && successes <= members;
    }

    /** Whether the numbers are what a study says. */
    boolean isOf(Map<?, ?> study) {
        return x.equals(study.get(X_VALUE))
                && y.equals(study.get(Y_VALUE))
                && Integer.valueOf(members).equals(study.get("members"));
    }
}
