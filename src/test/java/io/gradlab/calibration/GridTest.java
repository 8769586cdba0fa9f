package io.gradlab.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.health.diagnosis.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The grid of programs: what is drawn, what is put in, what is trained, and its files. */
class GridTest {

    private static final Design DESIGN = new Design(1, 2000);

    private static Program program(int number) {
        return DESIGN.casesOfProgram(number).get(0).program();
    }

    /** The first program that a fault suits, trained for a few steps. */
    private static Setup setup(FaultKind kind) {
        for (int number = 0; ; number++) {
            Setup setup = program(number).setup();
            if (kind.suits(setup)) {
                setup.steps = 3;
                return setup;
            }
        }
    }

    @Test
    void casesOfProgram_areTheProgramSixFaultsAndTwoOfThemTogether() {
        for (int number = 0; number < 50; number++) {
            List<GridCase> cases = DESIGN.casesOfProgram(number);
            assertThat(cases).hasSize(Design.CASES_PER_PROGRAM);
            assertThat(cases).isEqualTo(new Design(1, 3).casesOfProgram(number));
            assertThat(cases.get(0).faults()).isEmpty();
            List<Fault> singles = new ArrayList<>();
            for (GridCase each : cases.subList(1, 7)) {
                assertThat(each.faults()).hasSize(1);
                assertThat(each.faults().get(0).kind().suits(each.program().setup())).isTrue();
                singles.addAll(each.faults());
            }
            assertThat(singles).extracting(Fault::kind).doesNotHaveDuplicates();
            assertThat(cases.get(7).faults()).isEqualTo(singles.subList(0, 2));
            assertThat(cases.get(7).index()).isEqualTo(8 * number + 7);
        }
    }

    @Test
    void programs_coverWhatTheyShould_andNoCombinationIsInBothHalves() {
        Map<String, Set<Boolean>> halves = new HashMap<>();
        Set<Object> seen = new HashSet<>();
        int ones = 0;
        int tuning = 0;
        for (int number = 0; number < DESIGN.programs(); number++) {
            Program program = program(number);
            assertThat(program.depth()).isBetween(1, 8);
            assertThat(program.width()).isBetween(1, 64);
            assertThat(program.steps()).isBetween(1, GridTraining.MOST_STEPS);
            ones += program.batchSize() == 1 ? 1 : 0;
            tuning += program.tuning() ? 1 : 0;
            seen.addAll(
                    List.of(
                            program.data(),
                            program.optimizer(),
                            program.activation(),
                            "norm " + program.batchNorm(),
                            "dropout " + (program.dropout() > 0)));
            String combination =
                    "%s %d %s %s"
                            .formatted(
                                    program.data(),
                                    program.depth(),
                                    program.activation(),
                                    program.optimizer());
            halves.computeIfAbsent(combination, c -> new HashSet<>()).add(program.tuning());
        }
        assertThat(halves.values()).allSatisfy(half -> assertThat(half).hasSize(1));
        assertThat(ones / 2000.0).isBetween(0.01, 0.05);
        assertThat(tuning / 2000.0).isBetween(0.4, 0.6);
        assertThat(seen).hasSize(DataKind.values().length + 3 + 5 + 2 + 2);
    }

    @ParameterizedTest
    @EnumSource(DataKind.class)
    void data_isTheSameTwice_ofTheSizesAndScalesThatItSays(DataKind kind) {
        DataSplits data = kind.generate(7);

        assertThat(data.train().features()).isEqualTo(kind.generate(7).train().features());
        assertThat(data.train().features()).isNotEqualTo(kind.generate(8).train().features());
        assertThat(data.train().size()).isEqualTo(DataKind.TRAIN);
        assertThat(data.validation().size()).isEqualTo(DataKind.VALIDATION);
        assertThat(data.test().size()).isEqualTo(DataKind.TEST);
        assertThat(data.width()).isEqualTo(kind.features());
        double squares = 0;
        for (float x : data.train().features()) {
            squares += (double) x * x / data.train().features().length;
            assertThat(kind != DataKind.PIXELS || (x >= 0 && x <= 1)).isTrue();
        }
        if (kind != DataKind.PIXELS) {
            assertThat(squares).isBetween(0.99, 1.01); // of mean 0: the mean of the variances
        }
        if (kind.task() != Task.REGRESSION) {
            Set<Float> classes = new HashSet<>();
            for (float label : data.test().labels()) {
                classes.add(label);
            }
            assertThat(classes).hasSize(Math.max(2, kind.outputs()));
        }
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void fault_canBeTrained_andIsSeenByTheListener(FaultKind kind) {
        Setup setup = setup(kind);
        kind.put(setup, kind == FaultKind.FEW_STEPS ? 0.1 : strength(kind));

        GridTraining.Result result = GridTraining.train(setup);

        assertThat(result.observations().steps()).isBetween(1L, 3L);
        assertThat(result.losses()).hasSizeBetween(1, 3);
    }

    private static double strength(FaultKind kind) {
        return switch (kind) {
            case FEW_EXAMPLES -> 12;
            case TINY_BATCHES -> 2;
            case SHUFFLED_LABELS, DROPOUT -> 0.8;
            case RARE -> 0.03;
            default -> 1;
        };
    }

    @Test
    void faultsOfData_doWhatTheySay() {
        Setup setup = new Setup(DataKind.CLOUDS);
        Examples plain = GridData.of(setup).train();

        setup.shuffledLabels = 1;
        assertThat(GridData.of(setup).train().labels()).isNotEqualTo(plain.labels());
        assertThat(GridData.of(setup).train().shareOfOnes()).isEqualTo(plain.shareOfOnes());
        assertThat(GridData.of(setup).test().labels())
                .isEqualTo(DataKind.CLOUDS.generate(setup.dataSeed).test().labels());
        setup.shuffledLabels = 0;
        setup.rareShare = 0.03;
        assertThat(GridData.of(setup).train().shareOfOnes()).isBetween(0.02, 0.04);
        setup.balancedDraw = true;
        assertThat(GridData.of(setup).train().shareOfOnes()).isEqualTo(0.5);
        setup.rareShare = 0;
        setup.balancedDraw = false;
        setup.sorted = true;
        assertThat(GridData.of(setup).train().labels()).isSorted();
        setup.examples = 10;
        assertThat(GridData.of(setup).train().size()).isEqualTo(10);
        setup.targetScale = 100;
        assertThat(GridData.of(setup).train().labels()).containsOnly(200, 300);
    }

    @Test
    void score_isTheMeanRecallOrR2() {
        float[] labels = {0, 0, 0, 1};
        assertThat(GridScore.recall(labels, new int[] {0, 0, 1, 1}, DataKind.MOONS))
                .isEqualTo((2.0 / 3 + 1) / 2);
        assertThat(GridScore.recall(labels, new int[] {0, 0, 0, 0}, DataKind.MOONS)).isEqualTo(0.5);
        float[] targets = {1, 2, 3};
        assertThat(GridScore.determination(targets, targets)).isEqualTo(1);
        assertThat(GridScore.determination(targets, new float[] {2, 2, 2})).isZero();
        assertThat(GridScore.determination(targets, new float[] {9, 9, 9})).isEqualTo(-1);
        assertThat(GridScore.determination(targets, new float[] {Float.NaN, 2, 3})).isEqualTo(-1);
    }

    @Test
    void labels_thatDoNotEvenCompute_areAFailureWithoutASteps() {
        Setup setup = new Setup(DataKind.BLOBS);
        setup.widths = List.of(4);
        setup.activation = "relu";
        setup.learningRate = 0.1;
        setup.batchSize = 50;
        setup.steps = 3;
        setup.labels = Setup.Labels.ONE_HOT;
        setup.objective = Setup.Objective.OF_PROBABILITIES;

        GridTraining.Result result = GridTraining.train(setup);

        assertThat(result.score()).isZero();
        assertThat(result.observations().readings()).isEmpty();
    }

    @Test
    void remedy_thatPutsTheLabelsRight_mends_andOneThatIsNoChangeIsNone() {
        Program program =
                new Program(
                        3,
                        DataKind.CLOUDS,
                        1,
                        16,
                        "tanh",
                        0,
                        false,
                        OptimizerKind.ADAM,
                        0.02,
                        400,
                        150);
        GridCase faulty = new GridCase(0, program, List.of(new Fault(FaultKind.LABEL_FORMS, 0)));

        assertThat(faulty.setup().labels).isEqualTo(Setup.Labels.SIGNS);
        assertThat(Mending.succeeds(faulty, Remedy.ZERO_ONE_LABELS, 5)).contains(true);
        assertThat(Mending.succeeds(faulty, Remedy.TRY_ONE_BATCH, 5)).isEmpty();
        assertThat(Mending.applicable(List.of(Remedy.TRY_ONE_BATCH, Remedy.SHUFFLE)))
                .containsExactly(Remedy.SHUFFLE);
    }

    @Test
    void train_writesWhatIsMissing_andReadsItBack(@TempDir Path directory) throws IOException {
        GridFiles files = new GridFiles(directory);
        List<GridCase> cases = DESIGN.casesOfProgram(0);
        List<TrainedNetwork> networks = new ArrayList<>();
        for (GridCase each : cases.subList(0, 2)) {
            Setup setup = each.setup();
            setup.steps = 2;
            GridTraining.Result result = GridTraining.train(setup);
            networks.add(
                    new TrainedNetwork(
                            each,
                            result.score(),
                            0,
                            2,
                            result.losses(),
                            new double[] {Double.NaN, 0.5},
                            result.observations()));
        }
        GridFiles.write(files.runs(0), networks);

        List<TrainedNetwork> read = GridFiles.read(files.runs(0), TrainedNetwork.class);
        assertThat(read).hasSize(2);
        assertThat(read.get(1).gridCase()).isEqualTo(cases.get(1));
        assertThat(read.get(1).trainLoss()).isEqualTo(networks.get(1).trainLoss());
        assertThat(read.get(1).trainAccuracy()[0]).isNaN();
        assertThat(read.get(1).observations().labels())
                .isEqualTo(networks.get(1).observations().labels());

        List<Path> seen = new ArrayList<>();
        Grid.Onlooker watch = new Grid.Onlooker(seen::add, () -> false);
        byte[] before = Files.readAllBytes(files.runs(0));
        assertThat(Grid.train(new Design(1, 1), new Shard(0, 1), files, watch)).isTrue();
        assertThat(seen).containsExactly(files.runs(0));
        assertThat(files.runs(0)).hasBinaryContent(before);
    }

    @Test
    void train_stopped_writesNothing(@TempDir Path directory) throws IOException {
        GridFiles files = new GridFiles(directory);
        Grid.Onlooker watch = new Grid.Onlooker(file -> {}, () -> true);

        assertThat(Grid.train(new Design(1, 1), new Shard(0, 1), files, watch)).isFalse();

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void read_damagedFile_saysWhatToDo(@TempDir Path directory) throws IOException {
        Path file = new GridFiles(directory).runs(0);
        GridFiles.write(file, List.of(Map.of("score", "x")));

        assertThatThrownBy(() -> GridFiles.read(file, TrainedNetwork.class))
                .hasMessageContaining("runs-0000.jsonl.gz is damaged")
                .hasMessageEndingWith("delete it and train again");
    }

    @Test
    void describe_anotherGrid_isRefused(@TempDir Path directory) throws IOException {
        GridFiles files = new GridFiles(directory);
        files.describe(GridDescription.of(new Design(1, 2), "2026-01-31"));
        files.describe(GridDescription.of(new Design(1, 2), "2026-02-01"));

        GridDescription other = GridDescription.of(new Design(2, 2), "2026-01-31");
        assertThatThrownBy(() -> files.describe(other)).hasMessageContaining("choose another path");
    }
}
