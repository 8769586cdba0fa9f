package io.gradlab.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.engine.Torch;
import io.gradlab.health.diagnosis.Pathology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A row for each network, and the sheet that says what its cells are. */
class TracesTest {

    private static final List<String> DETECTORS = List.of("Gradlab", "SageMaker Debugger");

    private static final Fault FAULT = new Fault(FaultKind.TARGETS, 1000);

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    private static Map<String, String> cells(TrainedNetwork network, Label label) {
        Assessment assessment =
                new Assessment(
                        network.gridCase(),
                        label,
                        List.of(FaultKind.TARGETS),
                        network.score(),
                        Map.of(
                                "Gradlab",
                                List.of(
                                        new Alarm(Pathology.UNSCALED_TARGETS, 1),
                                        new Alarm(Pathology.NOT_LEARNING, 30))));
        String[] names = Traces.head(DETECTORS).strip().split(",", -1);
        String row = Traces.row(network, assessment, DETECTORS);
        assertThat(row).endsWith("\n");
        String[] values = row.substring(0, row.length() - 1).split(",", -1);
        assertThat(values).hasSameSizeAs(names);
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            assertThat(cells.put(names[i], values[i])).as(names[i]).isNull();
        }
        return cells;
    }

    /** A regression: accuracy is no number there, and targets of 1000 (y + 2) are large. */
    @Test
    void row_saysWhatTheNetworkIsWhatWasSeenAndWhatToolsSay() {
        Program program = GridPrograms.of(5, DataKind.SMOOTH, 12);

        Map<String, String> cells =
                cells(GridTraining.train(GridPrograms.gridCase(3, program, FAULT)), Label.SICK);

        assertThat(cells)
                .containsEntry("case", "3")
                .containsEntry("program", "5")
                .containsEntry("half", program.tuning() ? "tuning" : "report")
                .containsEntry("data", "SMOOTH")
                .containsEntry("batch_size", "32")
                .containsEntry("fault", "TARGETS")
                .containsEntry("strength", "1000")
                .containsEntry("second_fault", "")
                .containsEntry("label", "SICK")
                .containsEntry("features", "4.0000")
                .containsEntry("batch_share", "")
                .containsEntry("gradlab", "UNSCALED_TARGETS@1 NOT_LEARNING@30")
                .containsEntry("sagemaker_debugger", "");
        assertThat(Double.parseDouble(cells.get("label_rms"))).isBetween(1000.0, 4000.0);
        assertThat(Double.parseDouble(cells.get("gradient_norm_first_most")))
                .isGreaterThan(Double.parseDouble(cells.get("gradient_norm_first_least")));
    }

    /** Rows of networks that threw in their first batch have no reading to take a number from. */
    @Test
    void row_ofANetworkThatWasNeverTrained_hasEmptyCells() {
        GridCase gridCase = GridPrograms.gridCase(3, GridPrograms.of(5, DataKind.SMOOTH, 4), FAULT);
        TrainedNetwork trained = GridTraining.train(gridCase);
        TrainedNetwork none =
                new TrainedNetwork(
                        gridCase,
                        0,
                        1,
                        20,
                        new double[0],
                        new double[0],
                        Truncation.at(trained.observations(), 0));

        assertThat(cells(none, Label.SICK))
                .containsEntry("loss_first", "")
                .containsEntry("gradient_norm_last_most", "")
                .containsEntry("judged_skill", "");
    }

    @Test
    void sheet_describesEveryColumnInItsOrder() {
        GridDescription grid = GridDescription.of(new Design(1, 10), "2026-01-02");

        String sheet = Traces.dataSheet(grid, new Assessments(List.of()), DETECTORS);

        List<String> described =
                sheet.lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.substring(3, line.indexOf('`', 3)))
                        .toList();
        assertThat(described)
                .containsExactlyElementsOf(
                        Stream.of(Traces.head(DETECTORS).strip().split(",", -1)).toList());
        assertThat(sheet)
                .contains(
                        "`scripts/calibrate-health --programs 10 --seed 1`",
                        "Trained 2026-01-02",
                        "Licence: Apache-2.0")
                .doesNotContain("null");
    }
}
