package io.gradlab.calibration;

import io.gradlab.calibration.published.PublishedInput;
import io.gradlab.calibration.published.PublishedTool;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The rules of a published tool, each followed to its own first alarm: what the tool is told first
 * is the alarm of the smallest step. What is said of an epoch is said at its last step.
 *
 * @param tool the tool
 */
record PublishedRules(PublishedTool tool) implements Detector {

    @Override
    public String name() {
        return tool.name();
    }

    @Override
    public List<Alarm> alarms(TrainedNetwork network) {
        PublishedInput input =
                new PublishedInput(
                        network.observations(),
                        network.trainLoss(),
                        network.trainAccuracy(),
                        network.plannedSteps());
        int epoch = tool.countsEpochs() ? stepsOfAnEpoch(network.gridCase().setup()) : 1;
        int last = network.trainLoss().length;
        return tool.alarms(epoch > 1 ? input.byEpoch(epoch) : input).entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getValue))
                .map(alarm -> new Alarm(alarm.getKey(), Math.min(last, epoch * alarm.getValue())))
                .toList();
    }

    private static int stepsOfAnEpoch(Setup setup) {
        return setup.stepsOfAnEpoch(GridData.of(setup).train().size());
    }
}
