package io.gradlab.experiment;

import io.gradlab.nn.StateDict;

/** A network at one time of its training. */
record TrainedSetup(Setup setup, StateDict parameters) {}
