/**
 * Rules with their thresholds, what they find, and the order of causes: pure functions of {@link
 * io.gradlab.health.observation.Observations}.
 */
@NullMarked
package io.gradlab.health.diagnosis;

import org.jspecify.annotations.NullMarked;
