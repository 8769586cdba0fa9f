/**
 * The calibration of {@link io.gradlab.health}: a grid of networks whose faults are known because
 * they were put in, and how often rules find them.
 *
 * <p>No label comes from a rule. {@link io.gradlab.calibration.Design} draws starts that learn and
 * faults to put into them; {@link io.gradlab.calibration.GridTraining} trains both; {@link
 * io.gradlab.calibration.Label} compares their test accuracies; {@link
 * io.gradlab.calibration.Detector} looks at what was observed alone, and {@link
 * io.gradlab.calibration.Scores} counts how often it was right.
 */
@NullMarked
package io.gradlab.calibration;

import org.jspecify.annotations.NullMarked;
