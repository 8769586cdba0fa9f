package io.gradlab.experiment;

import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.StateDict;

/** A network at one time of its training. */
record Snapshot(MlpConfiguration setup, StateDict parameters) {}
