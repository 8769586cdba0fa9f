package io.gradlab.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.calibration.published.PublishedInput;
import io.gradlab.calibration.published.PublishedTool;
import io.gradlab.engine.Torch;
import io.gradlab.health.diagnosis.Pathology;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
}
