package io.gradlab.report;

import io.gradlab.core.Require;
import io.gradlab.core.Text;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One run of a comparison.
 *
 * @param folder as it was given
 * @param results of its experiments that could be read
 * @param unread experiments of which something is there that could not
 */
record ComparedRun(Path folder, List<ExperimentResult> results, Set<String> unread) {

    /**
     * What makes a claim the same in another run. The numbers of epochs and networks in it are
     * integers, and no part of it: a run of fewer epochs makes the same claim. Where that leaves
     * two claims of an experiment alike, their order tells them apart.
     *
     * @param template of the sentence
     * @param values of it, but for integers; those of a text in it likewise
     * @param order among the claims of an experiment that are alike so far
     */
    record Key(String experiment, String template, List<Object> values, int order) {

        private static Key of(String experiment, Text claim, int order) {
            return new Key(experiment, claim.template(), values(claim), order);
        }

        private static List<Object> values(Text text) {
            List<Object> values = new ArrayList<>();
            for (Object value : text.values()) {
                if (value instanceof Text part) {
                    values.add(part.template());
                    values.addAll(values(part));
                } else if (!(value instanceof Integer || value instanceof Long)) {
                    values.add(value);
                }
            }
            return values;
        }
    }

    /** Reads a run; what is damaged in it is told. */
    static ComparedRun read(Path folder, List<String> ids, Consumer<String> warning) {
        List<ExperimentResult> results = HtmlReport.read(folder, ids, warning);
        Require.that(
                !results.isEmpty(),
                "folder '%s' holds no result.json of an experiment that can be read; give the folder of a run",
                folder);
        return new ComparedRun(
                folder, results, Set.copyOf(HtmlReport.unread(folder, ids, results)));
    }

    /** Its verdicts in their order. */
    Map<Key, Verdict> byClaim() {
        Map<Key, Verdict> byClaim = new LinkedHashMap<>();
        for (ExperimentResult result : results) {
            for (Verdict verdict : result.verdicts()) {
                int order = 0;
                while (byClaim.putIfAbsent(Key.of(result.id(), verdict.claim(), order), verdict)
                        != null) {
                    order++;
                }
            }
        }
        return byClaim;
    }
}
