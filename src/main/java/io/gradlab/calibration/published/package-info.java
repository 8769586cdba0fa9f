/**
 * Published rules that ours are compared with, written anew from their definitions: those of Amazon
 * SageMaker Debugger, AutoTrainer, DeepDiagnosis and TheDeepChecker, with their default thresholds.
 * They are pure functions of what a run's readings hold; where a definition needs something else,
 * its class says what stands in for it.
 */
@NullMarked
package io.gradlab.calibration.published;

import org.jspecify.annotations.NullMarked;
