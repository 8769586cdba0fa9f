package io.gradlab.health.diagnosis;

import java.util.List;

/** Finds one pathology in what was observed. To add one: a class, and a line in {@link Rules}. */
public interface Rule {

    /**
     * Looks for it.
     *
     * @param course what was seen so far, any number of readings, also none; with the limits
     * @return one finding, or none
     */
    List<Finding> find(Course course);
}
