package io.gradlab.calibration.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.health.observation.InputStatistics;
import io.gradlab.health.observation.LabelStatistics;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.OutputKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishedInputTest {

    @Test
    void input_lengthsDiffer_isRefused() {
        assertThatThrownBy(() -> new PublishedInput(nothing(), new double[3], new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "3 losses and 2 accuracies: there must be as many; give both for every"
                                + " step");
    }

    @Test
    void input_fewerStepsPlannedThanThere_isRefused() {
        assertThatThrownBy(() -> new PublishedInput(nothing(), new double[3], new double[3], 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("2 planned steps for 3 losses: must be at least as many");
    }

    @Test
    void tools_emptyRun_raiseNothing() {
        PublishedInput empty = new PublishedInput(nothing(), new double[0], new double[0]);

        assertThat(
                        List.<PublishedTool>of(
                                new SageMakerDebugger(), new AutoTrainer(), new DeepDiagnosis()))
                .allSatisfy(tool -> assertThat(tool.alarms(empty)).isEmpty())
                .extracting(PublishedTool::name)
                .doesNotHaveDuplicates();
    }

    private static Observations nothing() {
        return new Observations(
                0,
                List.of(),
                InputStatistics.NONE,
                LabelStatistics.NONE,
                OutputKind.UNKNOWN,
                LossKind.UNKNOWN,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                null,
                List.of());
    }
}
