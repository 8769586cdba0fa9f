package io.gradlab.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.calibration.published.PublishedInput;
import io.gradlab.calibration.published.PublishedTool;
import io.gradlab.engine.Torch;
import io.gradlab.health.diagnosis.Pathology;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a tool is given of a network, and what is made of its answer. */
class PublishedRulesTest {

    /** Says how many steps there are and how many were planned, as steps of two alarms. */
    private record Counting(boolean countsEpochs) implements PublishedTool {

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Map<Pathology, Long> alarms(PublishedInput input) {
            Map<Pathology, Long> alarms = new EnumMap<>(Pathology.class);
            alarms.put(Pathology.DEAD_UNITS, (long) input.trainLoss().length);
            alarms.put(Pathology.SATURATION, 1L);
            return alarms;
        }
    }

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    /** 400 examples in batches of 32 are 13 steps an epoch: 30 steps are two epochs and four. */
    @Test
    void alarm_ofAnEpoch_isOneOfItsLastStep() {
        TrainedNetwork network =
                GridTraining.train(
                        GridPrograms.gridCase(0, GridPrograms.of(3, DataKind.MOONS, 30)));

        assertThat(new PublishedRules(new Counting(false)).alarms(network))
                .isEqualTo(
                        List.of(
                                new Alarm(Pathology.SATURATION, 1),
                                new Alarm(Pathology.DEAD_UNITS, 30)));
        assertThat(new PublishedRules(new Counting(true)).alarms(network))
                .isEqualTo(
                        List.of(
                                new Alarm(Pathology.SATURATION, 13),
                                new Alarm(Pathology.DEAD_UNITS, 30)));
    }

    private static int stepsOfAnEpoch(Program program, double examples) {
        Setup setup = program.setup();
        new Fault(FaultKind.FEW_EXAMPLES, examples).into(setup);
        setup.batchSize = 16;
        return setup.stepsOfAnEpoch(setup.examples);
    }

    /** 17 examples in batches of 16 leave one, of which batch norm makes no step. */
    @Test
    void epoch_hasAStepForEachBatchThatIsTrained() {
        Program plain = GridPrograms.plain(DataKind.MOONS, 30);
        Program normalised = GridPrograms.normalised(DataKind.MOONS, 30);

        assertThat(stepsOfAnEpoch(plain, 16)).isEqualTo(1);
        assertThat(stepsOfAnEpoch(plain, 17)).isEqualTo(2);
        assertThat(stepsOfAnEpoch(normalised, 17)).isEqualTo(1);
        assertThat(stepsOfAnEpoch(normalised, 18)).isEqualTo(2);
        assertThat(stepsOfAnEpoch(normalised, 32)).isEqualTo(2);
    }

    /** As {@link #alarm_ofAnEpoch_isOneOfItsLastStep}, of 17 examples with batch norm: one step. */
    @Test
    void alarm_ofANetworkThatLeavesOutABatch_isOfItsOwnSteps() {
        TrainedNetwork network =
                GridTraining.train(
                        GridPrograms.gridCase(
                                0,
                                new Program(
                                        3,
                                        DataKind.MOONS,
                                        2,
                                        8,
                                        "relu",
                                        0,
                                        true,
                                        OptimizerKind.SGD,
                                        0.3,
                                        16,
                                        12),
                                new Fault(FaultKind.FEW_EXAMPLES, 17)));

        assertThat(new PublishedRules(new Counting(true)).alarms(network))
                .isEqualTo(
                        List.of(
                                new Alarm(Pathology.SATURATION, 1),
                                new Alarm(Pathology.DEAD_UNITS, 12)));
    }

    /** Classes by number, accuracies that are none, a training that never took a step. */
    @Test
    void detectors_copeWithEveryTask() {
        List<TrainedNetwork> networks =
                Stream.of(DataKind.SPIRALS, DataKind.NOISY, DataKind.RARE)
                        .flatMap(PublishedRulesTest::networks)
                        .toList();

        assertThat(networks).anyMatch(network -> network.trainLoss().length == 0);
        List<Assessment> judged = Calibration.judge(networks);

        for (int i = 0; i < networks.size(); i++) {
            int planned = networks.get(i).plannedSteps();
            assertThat(judged.get(i).alarms()).hasSize(6);
            assertThat(judged.get(i).alarms().values())
                    .allSatisfy(
                            alarms ->
                                    assertThat(alarms)
                                            .extracting(Alarm::step)
                                            .allMatch(step -> step >= 0 && step <= planned));
        }
    }

    /** As it is, at a rate that explodes, and with losses and labels that do not even compute. */
    private static Stream<TrainedNetwork> networks(DataKind data) {
        Program program = GridPrograms.plain(data, 30);
        return Stream.of(
                        GridPrograms.gridCase(0, program),
                        GridPrograms.gridCase(
                                1, program, new Fault(FaultKind.HIGH_LEARNING_RATE, 1e4)),
                        GridPrograms.gridCase(
                                2,
                                program,
                                new Fault(FaultKind.LOSS, 1),
                                new Fault(FaultKind.LABEL_FORMS, 0)))
                .filter(each -> each.faults().size() < 2 || data == DataKind.SPIRALS)
                .map(GridTraining::train);
    }
}
