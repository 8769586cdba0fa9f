package io.gradlab.health;

import java.util.List;

/** Finds one pathology in what was observed. To add one: a class, and a line in {@link Rules}. */
interface Rule {

    /**
     * Looks for it.
     *
     * @param course what was seen so far, any number of readings, also none; with the limits
     * @return one finding, or none
     */
    List<Finding> find(Course course);
}
