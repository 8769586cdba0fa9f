/**
 * Says why a network does not learn, for any DJL {@code Trainer}: quantities measure, thresholds
 * limit, rules find, the diagnosis orders.
 *
 * <p>{@link io.gradlab.health.HealthListener} watches a training, {@link
 * io.gradlab.health.Preflight} looks at the start alone; both end in a {@link
 * io.gradlab.health.HealthReport}. What was measured is an {@link
 * io.gradlab.health.observation.Observations}, a record of numbers, on which every {@link
 * io.gradlab.health.diagnosis.Rule} is a pure function: so a report can be made again from stored
 * numbers, with other thresholds, without training.
 *
 * <p>Quantities and rules are not open to users: what a rule is worth is its error rate on networks
 * with known faults, and one from outside has none; and the set of quantities still follows the
 * calibration. Who wants to judge otherwise sets {@link io.gradlab.health.diagnosis.Thresholds}, or
 * reads the numbers of an {@link io.gradlab.health.observation.Observations}.
 */
@NullMarked
package io.gradlab.health;

import org.jspecify.annotations.NullMarked;
