package io.gradlab.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.engine.Torch;
import io.gradlab.health.HealthListener;
import io.gradlab.health.HealthReport;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.diagnosis.Thresholds;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The grid: which cases it has, who trains which, what its files keep. */
class GridTest {

    private static final Design DESIGN = new Design(1, 660);

    private static final List<GridCase> ALL = all(DESIGN);

    @TempDir private Path directory;

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    private static List<GridCase> all(Design design) {
        List<GridCase> cases = new ArrayList<>();
        for (int program = 0; program < design.programs(); program++) {
            cases.addAll(design.casesOfProgram(program));
        }
        return cases;
    }

    @Test
    void cases_areAFunctionOfSeedAndNumber() {
        assertThat(DESIGN.casesOfProgram(7)).isEqualTo(new Design(1, 660).casesOfProgram(7));
        assertThat(new Design(1, 8).casesOfProgram(7)).isEqualTo(DESIGN.casesOfProgram(7));
        assertThat(new Design(2, 660).casesOfProgram(7)).isNotEqualTo(DESIGN.casesOfProgram(7));
    }

    @Test
    void programs_coverWhatTheyPromise() {
        assertThat(ALL).hasSize(5280).extracting(GridCase::index).doesNotHaveDuplicates();
        assertThat(ALL).extracting(c -> c.program().depth()).contains(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(ALL)
                .allMatch(c -> c.program().depth() <= 8)
                .allMatch(c -> c.program().width() >= 1 && c.program().width() <= 64)
                .allMatch(c -> c.setup().steps <= GridTraining.MOST_STEPS)
                .anyMatch(c -> c.program().width() <= 2)
                .anyMatch(c -> c.program().width() > 60);
        assertThat(ALL)
                .extracting(c -> c.program().activation())
                .containsOnly("sigmoid", "tanh", "relu", "leaky_relu", "elu");
        assertThat(ALL).extracting(c -> c.program().data()).contains(DataKind.values());
        assertThat(ALL).extracting(c -> c.program().optimizer()).contains(OptimizerKind.values());
        assertThat(ALL)
                .extracting(c -> c.program().batchSize())
                .containsOnly(1, 8, 16, 32, 64, DataKind.TRAIN);
        assertThat(ALL)
                .anyMatch(c -> c.program().dropout() > 0)
                .anyMatch(c -> c.program().batchNorm());
    }

    /** One example a step in a twentieth of the networks at most, faults included. */
    @Test
    void batchesOfOne_areFew() {
        long single = ALL.stream().filter(c -> c.setup().batchSize == 1).count();

        assertThat(single).isPositive().isLessThanOrEqualTo(ALL.size() / 20);
    }

    /** The program as it is, six different faults, and the first two of them together. */
    @Test
    void program_hasSixFaultsAndAPair() {
        for (int number = 0; number < 100; number++) {
            List<GridCase> cases = DESIGN.casesOfProgram(number);

            assertThat(cases).hasSize(Design.CASES_PER_PROGRAM);
            assertThat(cases).extracting(GridCase::program).containsOnly(cases.get(0).program());
            assertThat(cases.get(0).faults()).isEmpty();
            List<GridCase> singles = cases.subList(1, 7);
            assertThat(singles).allMatch(c -> c.faults().size() == 1);
            assertThat(singles)
                    .extracting(c -> c.faults().get(0).kind())
                    .doesNotHaveDuplicates()
                    .allMatch(kind -> kind.suits(cases.get(0).setup()));
            assertThat(cases.get(7).faults())
                    .containsExactly(cases.get(1).faults().get(0), cases.get(2).faults().get(0));
        }
    }

    /** Drawn evenly and by frequency, by turns: the rarest kind needs batch norm. */
    @Test
    void faults_areAllDrawn() {
        for (FaultKind kind : FaultKind.values()) {
            assertThat(
                            ALL.stream()
                                    .filter(c -> c.faults().size() == 1)
                                    .filter(c -> c.faults().get(0).kind() == kind))
                    .as(kind.name())
                    .hasSizeGreaterThan(10);
        }
    }

    /** No combination of data set, architecture and optimizer is in both halves. */
    @Test
    void halves_areDisjointByProgram() {
        Set<String> tuning = new HashSet<>();
        Set<String> report = new HashSet<>();
        long tuned = 0;
        for (GridCase gridCase : ALL) {
            Program program = gridCase.program();
            tuned += program.tuning() ? 1 : 0;
            (program.tuning() ? tuning : report).add(program.key());
        }

        assertThat(tuning).isNotEmpty().doesNotContainAnyElementsOf(report);
        assertThat((double) tuned / ALL.size()).isBetween(0.4, 0.6);
    }

    /** Another width, dropout or batch norm does not make it another combination of the split. */
    @Test
    void halves_doNotDependOnWidthOrSeed() {
        for (GridCase gridCase : ALL) {
            Program program = gridCase.program();
            Program other =
                    new Program(
                            program.number() + 1,
                            program.data(),
                            program.depth(),
                            program.width() + 1,
                            program.activation(),
                            0.25,
                            !program.batchNorm(),
                            program.optimizer(),
                            2 * program.learningRate(),
                            program.batchSize(),
                            program.steps());
            assertThat(other.tuning()).isEqualTo(program.tuning());
        }
    }

    @Test
    void design_outOfRange_isRefused() {
        assertThatThrownBy(() -> new Design(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("programs 0");
        assertThatThrownBy(() -> new Design(1, Design.MAX_PROGRAMS + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shards_areDisjointAndComplete() {
        List<Integer> numbers = new ArrayList<>();
        for (int index = 0; index < 3; index++) {
            new Shard(index, 3).numbers(10).forEach(numbers::add);
        }
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 10).boxed().toList());
        assertThatThrownBy(() -> Shard.parse("2/2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2/2");
        assertThatThrownBy(() -> Shard.parse("a")).isInstanceOf(IllegalArgumentException.class);
    }

    /** A file keeps a network so that the rules say of it what they said before. */
    @Test
    void file_keepsEveryNumber() throws IOException {
        Program program = GridPrograms.plain(DataKind.SMOOTH, 40);
        GridCase gridCase =
                GridPrograms.gridCase(0, program, new Fault(FaultKind.HIGH_LEARNING_RATE, 0.5));
        TrainedNetwork trained = GridTraining.train(gridCase);
        GridFiles files = new GridFiles(directory);

        GridFiles.write(files.runs(0), List.of(trained));
        TrainedNetwork read = GridFiles.read(files.runs(0), TrainedNetwork.class).get(0);

        assertThat(read.gridCase()).isEqualTo(trained.gridCase());
        assertThat(read.observations()).isEqualTo(trained.observations());
        assertThat(read.trainLoss()).hasSize(40).isEqualTo(trained.trainLoss());
        assertThat(read.trainAccuracy())
                .isEqualTo(trained.trainAccuracy())
                .containsOnly(Double.NaN);
        assertThat(read.score()).isEqualTo(trained.score());
        assertThat(read.plannedSteps()).isEqualTo(40);
        assertThat(trained.observations().steps()).isEqualTo(40);
        assertThat(trained.observations().validation()).isNotEmpty();
        assertThat(GridTraining.train(gridCase).observations())
                .as("the same case again")
                .isEqualTo(trained.observations());
    }

    /** Masks of dropout are of the case, not of what the process trained before. */
    @Test
    void networkWithDropout_isTheSameWhateverWasTrainedBefore() {
        Program program =
                new Program(
                        3,
                        DataKind.MOONS,
                        1,
                        16,
                        "tanh",
                        0.3,
                        false,
                        OptimizerKind.SGD,
                        0.3,
                        32,
                        12);
        GridCase gridCase = GridPrograms.gridCase(0, program);
        double[] losses = GridTraining.train(gridCase).trainLoss();
        Setup otherSeed = program.setup();
        otherSeed.weightSeed++;

        GridTraining.Result other = GridTraining.train(otherSeed);

        assertThat(other.losses()).isNotEqualTo(losses);
        assertThat(GridTraining.train(gridCase).trainLoss()).isEqualTo(losses);
    }

    @Test
    void file_thatIsDamaged_isNamed() throws IOException {
        GridFiles files = new GridFiles(directory);
        GridFiles.write(files.runs(0), List.of("no network"));

        assertThatThrownBy(() -> GridFiles.read(files.runs(0), TrainedNetwork.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("runs-0000.jsonl.gz is damaged");
    }

    @Test
    void directory_ofAnotherGrid_isRefused() throws IOException {
        GridFiles files = new GridFiles(directory);
        files.describe(GridDescription.of(new Design(1, 10), "2026-01-02"));
        files.describe(GridDescription.of(new Design(1, 10), "2026-02-03"));

        assertThatThrownBy(
                        () -> files.describe(GridDescription.of(new Design(2, 10), "2026-01-02")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("choose another path");
        assertThatThrownBy(() -> new GridFiles(directory.resolve("none")).description())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("train a grid");
    }

    /** What is there already is not trained again, and a stopped part leaves no half file. */
    @Test
    void training_goesOnWhereItWas() throws IOException {
        Design one = new Design(5, 1);
        GridFiles files = new GridFiles(directory);
        assertThat(Grid.train(one, new Shard(0, 1), files, new Grid.Onlooker(f -> {}, () -> true)))
                .isFalse();
        assertThat(files.runs(0)).doesNotExist();
        Files.writeString(files.runs(0), "trained before");

        assertThat(Grid.train(one, new Shard(0, 1), files, new Grid.Onlooker(f -> {}, () -> false)))
                .isTrue();
        assertThat(files.runs(0)).hasContent("trained before");
    }

    @Test
    void truncation_isWhatTheListenerHadSeenByThen() {
        GridCase gridCase = GridPrograms.gridCase(0, GridPrograms.plain(DataKind.CLOUDS, 60));
        Observations whole = GridTraining.train(gridCase).observations();
        Observations early = Truncation.at(whole, 8);

        assertThat(early.steps()).isEqualTo(8);
        assertThat(early.readings())
                .extracting(Reading::step)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(early.losses()).extracting(LossPoint::step).allMatch(step -> step <= 8);
        assertThat(early.validation()).extracting(LossPoint::step).allMatch(step -> step <= 8);
        assertThat(Truncation.at(whole, Long.MAX_VALUE)).isEqualTo(whole);
        assertThat(HealthReport.of(early, Thresholds.defaults()).toString())
                .startsWith("Diagnosis: ");
        assertThat(Truncation.at(HealthListener.builder().build().observations(), 5).steps())
                .isZero();
    }

    /**
     * An alarm's step is the first reading after which the diagnosis had it too: equal units are
     * seen at once, that they stay so after a step.
     */
    @Test
    void rules_nameAFaultWithTheStepItShows() {
        TrainedNetwork zeros =
                GridTraining.train(
                        GridPrograms.gridCase(
                                0,
                                GridPrograms.plain(DataKind.CLOUDS, 60),
                                new Fault(FaultKind.CONSTANT_WEIGHTS, 0)));

        List<Alarm> alarms = HealthRules.wholeRun(Thresholds.defaults()).alarms(zeros);
        assertThat(alarms).first().returns(Pathology.SYMMETRIC_UNITS, Alarm::pathology);
        assertThat(alarms.get(0).step()).isLessThanOrEqualTo(2);
        assertThat(HealthRules.preflight(Thresholds.defaults()).alarms(zeros))
                .isNotEmpty()
                .allMatch(alarm -> alarm.step() == 1);
    }
}
