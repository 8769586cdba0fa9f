package io.gradlab.health.diagnosis;

import io.gradlab.health.observation.Layer;

/** Parameters of a batch norm that follow the batches without a gradient. */
final class RunningStatistics {

    private RunningStatistics() {}

    static boolean is(String parameter) {
        return parameter.endsWith(".runningMean") || parameter.endsWith(".runningVar");
    }

    static boolean of(Layer layer) {
        return layer.parameters().stream().anyMatch(RunningStatistics::is);
    }
}
