package io.gradlab.calibration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether each start learned without a fault, by its seed. */
record Outcomes(Map<Long, Boolean> baseSucceeded) {

    static Outcomes of(List<TrainedNetwork> networks) {
        Map<Long, Boolean> base = new LinkedHashMap<>();
        for (TrainedNetwork network : networks) {
            if (network.gridCase().fault().kind() == FaultKind.NONE) {
                base.put(network.gridCase().start().seed(), network.succeeded());
            }
        }
        return new Outcomes(base);
    }

    Label label(TrainedNetwork network) {
        long seed = network.gridCase().start().seed();
        Boolean base = baseSucceeded.get(seed);
        if (base == null) {
            throw new IllegalArgumentException(
                    "the start of seed %s lacks its network without a fault; train the grid again"
                            .formatted(seed));
        }
        boolean faulty = network.gridCase().fault().kind() != FaultKind.NONE;
        return Label.of(faulty, network.succeeded(), base);
    }

    Assessment judge(TrainedNetwork network, List<Detector> detectors) {
        Map<String, List<Alarm>> alarms = new LinkedHashMap<>();
        for (Detector detector : detectors) {
            alarms.put(detector.name(), detector.alarms(network));
        }
        return new Assessment(network.gridCase(), label(network), network.testAccuracy(), alarms);
    }
}
