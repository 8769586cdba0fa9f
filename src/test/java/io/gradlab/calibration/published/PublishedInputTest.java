package io.gradlab.calibration.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.health.observation.InputStatistics;
import io.gradlab.health.observation.LabelStatistics;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.OutputKind;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.Arrays;
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
                                new SageMakerDebugger(),
                                new AutoTrainer(),
                                new DeepDiagnosis(),
                                new TheDeepChecker()))
                .allSatisfy(tool -> assertThat(tool.alarms(empty)).isEmpty())
                .extracting(PublishedTool::name)
                .doesNotHaveDuplicates();
    }

    /** Epochs of 3 steps; the last has one. Readings at step 1, 3, 4 and 7. */
    @Test
    void epochs_haveMeansAndTheirLastReading() {
        PublishedInput input =
                new PublishedInput(
                        read(1, 3, 4, 7),
                        new double[] {3, 2, 1, 6, 5, 1, 7},
                        new double[] {0, 0.5, 1, 0.25, 0.25, 0.25, Double.NaN},
                        10);

        PublishedInput epochs = input.byEpoch(3);

        assertThat(epochs.trainLoss()).containsExactly(2, 4, 7);
        assertThat(epochs.trainAccuracy()).containsExactly(0.5, 0.25, Double.NaN);
        assertThat(epochs.plannedSteps()).isEqualTo(4);
        assertThat(epochs.observations().readings())
                .extracting(Reading::step)
                .containsExactly(1L, 2L, 3L);
        assertThat(epochs.observations().readings())
                .extracting(reading -> reading.value(Quantity.Z_STD, "fc1"))
                .containsExactly(3.0, 4.0, 7.0);
        assertThat(new PublishedInput(nothing(), new double[0], new double[0]).byEpoch(3))
                .returns(0, each -> each.trainLoss().length);
    }

    /** Of a regression: what is no number is no alarm, and a loss that is none still is. */
    @Test
    void tools_withoutAccuracies_sayNothingOfThem() {
        double[] falling = MadeUp.falling(200);
        double[] none = new double[200];
        Arrays.fill(none, Double.NaN);
        double[] diverged = falling.clone();
        diverged[199] = Double.NaN;

        for (PublishedTool tool : List.of(new AutoTrainer(), new DeepDiagnosis())) {
            assertThat(tool.countsEpochs()).isTrue();
            assertThat(tool.alarms(new PublishedInput(nothing(), falling, none)))
                    .as(tool.name())
                    .isEmpty();
            assertThat(tool.alarms(new PublishedInput(nothing(), diverged, none)))
                    .as(tool.name())
                    .containsValue(200L);
        }
    }

    private static Observations read(long... steps) {
        Observations none = nothing();
        return new Observations(
                steps.length,
                none.layers(),
                none.inputs(),
                none.labels(),
                none.output(),
                none.loss(),
                Arrays.stream(steps)
                        .mapToObj(
                                step ->
                                        new Reading(
                                                step,
                                                Map.of(
                                                        Quantity.Z_STD,
                                                        Map.of("fc1", (double) step))))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                null,
                List.of());
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
