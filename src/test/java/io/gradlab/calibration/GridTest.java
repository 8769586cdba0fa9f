package io.gradlab.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.data.DataSplits;
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
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The grid: which cases it has, who trains which, what its files keep. */
class GridTest {

    private static final Design DESIGN = new Design(1, 300);

    @TempDir private Path directory;

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    private static List<GridCase> all(Design design) {
        List<GridCase> cases = new ArrayList<>();
        for (int start = 0; start < design.starts(); start++) {
            cases.addAll(design.casesOfStart(start));
        }
        return cases;
    }

    @Test
    void cases_areAFunctionOfSeedAndNumber() {
        assertThat(DESIGN.casesOfStart(7)).isEqualTo(new Design(1, 300).casesOfStart(7));
        assertThat(new Design(1, 8).casesOfStart(7)).isEqualTo(DESIGN.casesOfStart(7));
        assertThat(new Design(2, 300).casesOfStart(7)).isNotEqualTo(DESIGN.casesOfStart(7));
    }

    /** Depth 1 to 8, width 3 to 62, every activation and data set, every fault; 2700 networks. */
    @Test
    void cases_coverWhatTheyPromise() {
        List<GridCase> cases = all(DESIGN);

        assertThat(cases).hasSize(2700).extracting(GridCase::index).doesNotHaveDuplicates();
        assertThat(cases).extracting(c -> c.start().depth()).contains(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(cases).allMatch(c -> c.start().width() >= 2 && c.start().width() <= 64);
        assertThat(cases).anyMatch(c -> c.start().width() <= 3);
        assertThat(cases).anyMatch(c -> c.start().width() > 60);
        assertThat(cases)
                .extracting(c -> c.start().activation())
                .containsOnly("sigmoid", "tanh", "relu", "leaky_relu", "elu");
        assertThat(cases).extracting(c -> c.start().data()).containsOnly(SyntheticData.values());
        assertThat(cases).extracting(c -> c.fault().kind()).containsOnly(FaultKind.values());
        Map<FaultKind, Integer> counts = new EnumMap<>(FaultKind.class);
        cases.forEach(c -> counts.merge(c.fault().kind(), 1, Integer::sum));
        assertThat(counts.get(FaultKind.NONE)).isEqualTo(300);
        assertThat(counts.values()).allMatch(count -> count > 150);
    }

    /** Eight different faults, and the start as it is beside them. */
    @Test
    void start_hasEachFaultOnceAtMost() {
        for (int start = 0; start < 50; start++) {
            List<GridCase> cases = DESIGN.casesOfStart(start);
            assertThat(cases.get(0).fault().kind()).isEqualTo(FaultKind.NONE);
            assertThat(cases).extracting(c -> c.fault().kind()).doesNotHaveDuplicates();
            assertThat(cases).extracting(GridCase::start).containsOnly(cases.get(0).start());
        }
    }

    /** A start belongs to one half with all its networks. */
    @Test
    void halves_areDisjointBySeed() {
        Set<Long> tuning = new HashSet<>();
        Set<Long> report = new HashSet<>();
        all(DESIGN).forEach(c -> (c.start().tuning() ? tuning : report).add(c.start().seed()));
        assertThat(tuning).hasSize(150).doesNotContainAnyElementsOf(report);
        assertThat(report).hasSize(150);
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

    @Test
    void faults_thatTheirNamesDescribe() {
        for (FaultKind kind : FaultKind.values()) {
            assertThat(kind.describedBy().isEmpty()).isEqualTo(kind == FaultKind.NONE);
        }
        Set<Pathology> described = EnumSet.noneOf(Pathology.class);
        for (FaultKind kind : FaultKind.values()) {
            described.addAll(kind.describedBy());
        }
        // The loss is part of the grid's recipe: a mismatch cannot be put in.
        assertThat(described).isEqualTo(EnumSet.complementOf(EnumSet.of(Pathology.LOSS_MISMATCH)));
    }

    /** The labels of training and validation change places, the test set stays true. */
    @Test
    void shuffledLabels_leaveTheTestSetAlone() {
        Start start = new Start(3, SyntheticData.CLOUDS, 1, 8, "relu", OptimizerKind.SGD, 0.1);
        DataSplits plain = SyntheticData.CLOUDS.generate(start.dataSeed());
        Fault fault = new Fault(FaultKind.SHUFFLED_LABELS, 1, "relu");

        DataSplits shuffled = GridTraining.data(new GridCase(1, start, fault));

        assertThat(shuffled.test().labels()).containsExactly(plain.test().labels());
        assertThat(shuffled.train().labels())
                .isNotEqualTo(plain.train().labels())
                .containsExactlyInAnyOrder(plain.train().labels());
        assertThat(shuffled.validation().labels())
                .isNotEqualTo(plain.validation().labels())
                .containsExactlyInAnyOrder(plain.validation().labels());
        assertThat(shuffled.train().features()).containsExactly(plain.train().features());
    }

    /** Of 256 labels with a share of 0.5 the first 128 trade places, the others stay. */
    @Test
    void shuffledLabels_ofAShare_areTheFirstOnes() {
        Start start = new Start(3, SyntheticData.CLOUDS, 1, 8, "relu", OptimizerKind.SGD, 0.1);
        float[] plain = SyntheticData.CLOUDS.generate(start.dataSeed()).train().labels();
        Fault fault = new Fault(FaultKind.SHUFFLED_LABELS, 0.5, "relu");

        float[] labels = GridTraining.data(new GridCase(1, start, fault)).train().labels();

        assertThat(Arrays.copyOfRange(labels, 128, 256))
                .containsExactly(Arrays.copyOfRange(plain, 128, 256));
        assertThat(Arrays.copyOf(labels, 128)).isNotEqualTo(Arrays.copyOf(plain, 128));
    }

    /** A file keeps a network so that the rules say of it what they said before. */
    @Test
    void file_keepsEveryNumber() throws IOException {
        List<GridCase> cases = DESIGN.casesOfStart(2);
        TrainedNetwork trained = GridTraining.train(cases.get(1));
        GridFiles files = new GridFiles(directory);

        files.write(0, List.of(trained));
        TrainedNetwork read = GridFiles.read(files.runs(0)).get(0);

        assertThat(read.gridCase()).isEqualTo(trained.gridCase());
        assertThat(read.observations()).isEqualTo(trained.observations());
        assertThat(read.trainLoss()).isEqualTo(trained.trainLoss());
        assertThat(read.testAccuracy()).isEqualTo(trained.testAccuracy());
        assertThat(trained.observations().steps()).isEqualTo(GridTraining.STEPS);
        assertThat(GridTraining.train(cases.get(1)).observations())
                .as("the same case again")
                .isEqualTo(trained.observations());
    }

    @Test
    void directory_ofAnotherGrid_isRefused() throws IOException {
        GridFiles files = new GridFiles(directory);
        files.describe(GridDescription.of(new Design(1, 10), "2026-01-02"));

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
        GridCase gridCase = DESIGN.casesOfStart(4).get(0);
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

    /** An alarm's step is the first reading after which the diagnosis had it too. */
    @Test
    void rules_nameAFaultWithTheStepItShows() {
        GridCase zeros =
                all(DESIGN).stream()
                        .filter(c -> c.fault().kind() == FaultKind.ZERO_WEIGHTS)
                        .findFirst()
                        .orElseThrow();
        TrainedNetwork network = GridTraining.train(zeros);

        List<Alarm> alarms = HealthRules.wholeRun(Thresholds.defaults()).alarms(network);

        assertThat(alarms.get(0)).isEqualTo(new Alarm(Pathology.SYMMETRIC_UNITS, 1));
        assertThat(HealthRules.preflight(Thresholds.defaults()).alarms(network))
                .first()
                .isEqualTo(new Alarm(Pathology.SYMMETRIC_UNITS, 1));
    }
}
