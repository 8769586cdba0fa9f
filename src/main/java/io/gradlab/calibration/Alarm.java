package io.gradlab.calibration;

import io.gradlab.health.diagnosis.Pathology;

/**
 * What a detector says of a network.
 *
 * @param pathology what is wrong
 * @param step the first step after which it says so
 */
record Alarm(Pathology pathology, long step) {}
