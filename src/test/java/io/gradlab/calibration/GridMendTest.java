package io.gradlab.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.engine.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which networks of a trained grid remedies are tried on, and that it goes on where it was. */
class GridMendTest {

    private static final Design ONE = new Design(1, 1);
    private static final Shard WHOLE = new Shard(0, 1);
    private static final Grid.Onlooker PATIENT = new Grid.Onlooker(file -> {}, () -> false);

    @TempDir private Path directory;

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    /** Of a program: as it is, with a fault that does no harm, and with four that do. */
    private static List<TrainedNetwork> networks() {
        Program program = GridPrograms.of(3, DataKind.MOONS, 10);
        TrainedNetwork trained = GridTraining.train(GridPrograms.gridCase(0, program));
        List<TrainedNetwork> networks = new ArrayList<>();
        networks.add(scored(trained, GridPrograms.gridCase(0, program), 1));
        networks.add(
                scored(
                        trained,
                        GridPrograms.gridCase(1, program, new Fault(FaultKind.FROZEN, 0)),
                        1));
        for (int i = 2; i < 6; i++) {
            Fault fault = new Fault(FaultKind.SHUFFLED_LABELS, 0.1 * i);
            networks.add(scored(trained, GridPrograms.gridCase(i, program, fault), 0));
        }
        return networks;
    }

    private static TrainedNetwork scored(TrainedNetwork one, GridCase gridCase, double score) {
        return new TrainedNetwork(
                gridCase, score, 0, 10, one.trainLoss(), one.trainAccuracy(), one.observations());
    }

    @Test
    void networks_thatAreSick_areDrawnEvenlyAndNoMoreThanAsked() throws IOException {
        GridFiles files = new GridFiles(directory);
        GridFiles.write(files.runs(0), networks());

        assertThat(Grid.mend(ONE, WHOLE, files, 2, PATIENT)).isTrue();

        assertThat(GridFiles.read(files.mends(0), Mend.class))
                .extracting(mend -> mend.gridCase().index())
                .containsExactly(2, 4);
        Files.delete(files.mends(0));
        Grid.mend(ONE, WHOLE, files, 100, PATIENT);
        assertThat(GridFiles.read(files.mends(0), Mend.class))
                .extracting(mend -> mend.gridCase().index())
                .containsExactly(2, 3, 4, 5);
    }

    @Test
    void mending_goesOnWhereItWas_andAStoppedOneLeavesNoHalfFile() throws IOException {
        GridFiles files = new GridFiles(directory);
        GridFiles.write(files.runs(0), networks());

        assertThat(Grid.mend(ONE, WHOLE, files, 2, new Grid.Onlooker(file -> {}, () -> true)))
                .isFalse();
        assertThat(files.mends(0)).doesNotExist();

        Files.writeString(files.mends(0), "mended before");
        assertThat(Grid.mend(ONE, WHOLE, files, 2, PATIENT)).isTrue();
        assertThat(files.mends(0)).hasContent("mended before");
    }

    @Test
    void mending_ofAPartThatWasNotTrained_isRefused() {
        GridFiles files = new GridFiles(directory);

        assertThatThrownBy(() -> Grid.mend(ONE, WHOLE, files, 2, PATIENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("runs-0000.jsonl.gz is not there; train the grid first");
    }

    /** The judge of a whole grid takes both kinds of file and writes a row for each network. */
    @Test
    void calibration_hasNetworksRowsAndRemedies() throws IOException {
        GridFiles files = new GridFiles(directory);
        files.describe(GridDescription.of(ONE, "2026-01-02"));
        GridFiles.write(files.runs(0), networks());
        Grid.mend(ONE, WHOLE, files, 2, PATIENT);
        Path traces = directory.resolve("traces.csv");

        Calibration calibration = Calibration.of(files, traces);

        assertThat(traces).content().hasLineCount(7);
        assertThat(calibration.toMarkdown())
                .contains("6 networks of a grid of 1 programs", "## Remedies");
        assertThat(calibration.mendedShares()).startsWith("finding,remedy,mended,networks\n");
    }
}
