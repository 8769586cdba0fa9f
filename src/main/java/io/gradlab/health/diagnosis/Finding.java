package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A limit crossed, with evidence.
 *
 * @param pathology what is wrong
 * @param severity how bad it is
 * @param where the layers or parameters it is in, in the order of the forward pass; empty if it is
 *     in the whole run
 * @param units numbers of the units it is in, from 1, by layer; empty if that means nothing
 * @param since the first step that shows it
 * @param evidence measured values beside their thresholds, at least one
 * @param why why that is bad, in one sentence
 * @param remedies what mends it, that which mended most networks first, without those that are
 *     followed already; empty if all of them are
 */
public record Finding(
        Pathology pathology,
        Severity severity,
        List<String> where,
        Map<String, List<Integer>> units,
        long since,
        List<Evidence> evidence,
        Text why,
        List<Advice> remedies) {

    /** Copies lists and map, whose order is kept. */
    public Finding {
        where = List.copyOf(where);
        units = Collections.unmodifiableMap(new LinkedHashMap<>(units));
        evidence = List.copyOf(evidence);
        remedies = List.copyOf(remedies);
    }

    /** The first remedy in words; {@link Text#NOTHING} if there is none. */
    public Text remedy() {
        return remedies.isEmpty() ? Text.NOTHING : remedies.get(0).remedy().words();
    }
}
