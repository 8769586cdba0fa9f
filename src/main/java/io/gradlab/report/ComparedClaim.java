package io.gradlab.report;

import io.gradlab.result.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One claim in every run of a comparison.
 *
 * @param experiment its id
 * @param verdicts of the runs in their order; null where a run does not have it
 * @param unread of each run whether it has a result of the experiment that could not be read
 */
record ComparedClaim(String experiment, List<@Nullable Verdict> verdicts, List<Boolean> unread) {

    /**
     * The claims of all runs, by experiment. An experiment that but one run has a good result of,
     * and another a damaged one, is left out: its claims would look like those of one run only.
     *
     * @param ids experiments, in their order
     */
    static List<ComparedClaim> of(List<ComparedRun> runs, List<String> ids) {
        List<Map<ComparedRun.Key, Verdict>> verdicts =
                runs.stream().map(ComparedRun::byClaim).toList();
        Map<ComparedRun.Key, Verdict> all = new LinkedHashMap<>();
        verdicts.forEach(one -> one.forEach(all::putIfAbsent));
        List<ComparedClaim> claims = new ArrayList<>();
        for (String id : ids) {
            List<Boolean> unread = runs.stream().map(run -> run.unread().contains(id)).toList();
            boolean alone =
                    runs.stream()
                                    .filter(
                                            run ->
                                                    run.results().stream()
                                                            .anyMatch(one -> one.id().equals(id)))
                                    .count()
                            < 2;
            if (!(alone && unread.contains(true))) {
                for (ComparedRun.Key key : all.keySet()) {
                    if (key.experiment().equals(id)) {
                        claims.add(new ComparedClaim(id, of(verdicts, key), unread));
                    }
                }
            }
        }
        return claims;
    }

    private static List<@Nullable Verdict> of(
            List<Map<ComparedRun.Key, Verdict>> verdicts, ComparedRun.Key key) {
        List<@Nullable Verdict> of = new ArrayList<>();
        verdicts.forEach(one -> of.add(one.get(key)));
        return Collections.unmodifiableList(of);
    }

    /** Those there are. */
    List<Verdict> present() {
        return verdicts.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    }

    /** As the first run has it that has it. */
    Verdict any() {
        return present().get(0);
    }

    /** Name of the text and the class of the difference. */
    String state() {
        List<Verdict> present = present();
        if (present.stream().map(Verdict::word).distinct().count() > 1) {
            return "flipped";
        }
        long unreadable = unread.stream().filter(one -> one).count();
        if (present.size() + unreadable < verdicts.size()) {
            return "only";
        }
        return present.stream().map(Verdict::measured).distinct().count() > 1
                ? "different"
                : "same";
    }
}
