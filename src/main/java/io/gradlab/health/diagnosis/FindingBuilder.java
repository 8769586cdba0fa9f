package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a finding together; it is found if any evidence was measured. */
final class FindingBuilder {

    private final Pathology pathology;
    private final List<String> where = new ArrayList<>();
    private final Map<String, List<Integer>> units = new LinkedHashMap<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private long since = Long.MAX_VALUE;

    FindingBuilder(Pathology pathology) {
        this.pathology = pathology;
    }

    /** A value above its limit, seen at a step; anything else, NaN too, is no evidence. */
    boolean above(Text quantity, double value, double limit, long step) {
        return value > limit && add(new Evidence(quantity, value, ">", limit), step);
    }

    /** A value below its limit. */
    boolean below(Text quantity, double value, double limit, long step) {
        return value < limit && add(new Evidence(quantity, value, "<", limit), step);
    }

    /** A fact that needs no limit. */
    void fact(Text sentence, long step) {
        add(Evidence.fact(sentence), step);
    }

    /** A value at or below its limit. */
    boolean atMost(Text quantity, double value, double limit, long step) {
        return value <= limit && add(new Evidence(quantity, value, "<=", limit), step);
    }

    private boolean add(Evidence item, long step) {
        evidence.add(item);
        since = Math.min(since, step);
        return true;
    }

    void in(String layer) {
        if (!where.contains(layer)) {
            where.add(layer);
        }
    }

    /** Units of a layer, numbers from 1. */
    void units(String layer, List<Integer> numbers) {
        units.put(layer, List.copyOf(numbers));
    }

    List<Evidence> evidence() {
        return evidence;
    }

    boolean found() {
        return !evidence.isEmpty();
    }

    /**
     * The finding; nothing without evidence.
     *
     * @param course whose remedies that are followed already are left out; with none left over what
     *     helps where nothing is found takes their place
     * @param severity how bad it is
     * @param why why that is bad
     * @param remedies what may mend it, in the order of the rule
     */
    List<Finding> build(Course course, Severity severity, Text why, Remedy... remedies) {
        if (!found()) {
            return List.of();
        }
        List<Remedy> own = Followed.open(course, List.of(remedies));
        List<Remedy> open = own.isEmpty() ? Followed.open(course, Followed.NEXT) : own;
        return List.of(
                new Finding(
                        pathology,
                        severity,
                        where,
                        units,
                        since,
                        evidence,
                        why,
                        MendedShares.order(pathology.name(), open)));
    }
}
