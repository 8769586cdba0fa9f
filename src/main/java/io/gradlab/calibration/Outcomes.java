package io.gradlab.calibration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of programs, by program and faults. */
record Outcomes(Map<Integer, Map<List<Fault>, TrainedNetwork>> networks) {

    static Outcomes of(List<TrainedNetwork> networks) {
        Map<Integer, Map<List<Fault>, TrainedNetwork>> outcomes = new HashMap<>();
        for (TrainedNetwork network : networks) {
            GridCase gridCase = network.gridCase();
            outcomes.computeIfAbsent(gridCase.program().number(), p -> new HashMap<>())
                    .put(gridCase.faults(), network);
        }
        return new Outcomes(outcomes);
    }

    private TrainedNetwork outcome(Program program, List<Fault> faults) {
        TrainedNetwork outcome = networks.getOrDefault(program.number(), Map.of()).get(faults);
        if (outcome == null) {
            throw new IllegalArgumentException(
                    "program %d lacks its network %s; train the grid again"
                            .formatted(program.number(), faults));
        }
        return outcome;
    }

    Label label(TrainedNetwork network) {
        GridCase gridCase = network.gridCase();
        return Label.of(network, outcome(gridCase.program(), List.of()));
    }

    /**
     * Of two faults those that harm alone; both if neither does. One that the other overwrites does
     * not count.
     */
    private List<FaultKind> harmful(GridCase gridCase) {
        List<Fault> faults =
                gridCase.faults().stream().filter(fault -> acts(gridCase, fault)).toList();
        List<Fault> alone =
                faults.stream()
                        .filter(fault -> !outcome(gridCase.program(), List.of(fault)).succeeded())
                        .toList();
        return (alone.isEmpty() ? faults : alone).stream().map(Fault::kind).toList();
    }

    /** Whether something else is trained without it. */
    private static boolean acts(GridCase gridCase, Fault fault) {
        List<Fault> others = new ArrayList<>(gridCase.faults());
        others.remove(fault);
        GridCase without = new GridCase(gridCase.index(), gridCase.program(), others);
        return !gridCase.setup().values().equals(without.setup().values());
    }

    Assessment judge(TrainedNetwork network, List<Detector> detectors) {
        Map<String, List<Alarm>> alarms = new LinkedHashMap<>();
        for (Detector detector : detectors) {
            alarms.put(detector.name(), detector.alarms(network));
        }
        Label label = label(network);
        List<FaultKind> harmful = label == Label.SICK ? harmful(network.gridCase()) : List.of();
        return new Assessment(network.gridCase(), label, harmful, network.score(), alarms);
    }
}
