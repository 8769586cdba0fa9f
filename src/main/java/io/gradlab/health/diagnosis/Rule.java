package io.gradlab.health.diagnosis;

import java.util.List;

/** Finds one pathology in what was observed. To add one: a class, and a line in {@link Rules}. */
interface Rule {

    /** One finding, or none; of any number of readings, also none. */
    List<Finding> find(Course course);
}
