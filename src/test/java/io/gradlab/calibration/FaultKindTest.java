package io.gradlab.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.core.Seeds;
import io.gradlab.engine.Torch;
import io.gradlab.health.diagnosis.Pathology;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults: each changes a training, can be trained, and says what describes it. */
class FaultKindTest {

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    private static List<Program> suited(FaultKind kind, int steps) {
        return Stream.of(
                        GridPrograms.plain(DataKind.MOONS, steps),
                        GridPrograms.plain(DataKind.BLOBS, steps),
                        GridPrograms.plain(DataKind.SMOOTH, steps),
                        GridPrograms.normalised(DataKind.CLOUDS, steps))
                .filter(program -> kind.suits(program.setup()))
                .toList();
    }

    /** A strength as the grid draws it, of the wanted kind alone. */
    private static Fault drawn(FaultKind kind, Program program, long seed) {
        for (long each = seed; ; each += 1000) {
            for (Fault fault : FaultDraw.draw(program.setup(), 25, Seeds.random(each))) {
                if (fault.kind() == kind) {
                    return fault;
                }
            }
        }
    }

    /** Of classes and numbers, with every variant that is drawn in four tries. */
    @ParameterizedTest
    @EnumSource
    void fault_isTrainedAndChangesWhatIsTrained(FaultKind kind) {
        List<Program> programs = suited(kind, 3);
        assertThat(programs).isNotEmpty();
        for (Program program : programs) {
            for (long seed = 1; seed <= 4; seed++) {
                GridCase gridCase = GridPrograms.gridCase(0, program, drawn(kind, program, seed));

                TrainedNetwork trained = GridTraining.train(gridCase);

                assertThat(gridCase.setup().values()).isNotEqualTo(program.setup().values());
                assertThat(trained.observations().steps()).isPositive();
                assertThat(trained.score()).isBetween(-1.0, 1.0);
            }
        }
    }

    /** One-hot rows times a loss that makes them one-hot again: it throws in the first batch. */
    @Test
    void faults_thatDoNotComputeTogether_areAFailureWithoutSteps() {
        Setup setup = GridPrograms.plain(DataKind.BLOBS, 3).setup();
        setup.labels = Setup.Labels.ONE_HOT;
        setup.objective = Setup.Objective.OF_PROBABILITIES;

        GridTraining.Result result = GridTraining.train(setup);

        assertThat(result.score()).isZero();
        assertThat(result.losses()).isEmpty();
        assertThat(result.observations().readings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void fault_saysWhatDescribesItAndWhy(FaultKind kind) {
        assertThat(kind.describedBy()).isNotEmpty();
        assertThat(kind.title()).isNotBlank();
        assertThat(kind.reason()).isNotBlank();
        assertThat(kind.frequency()).isPositive();
    }

    /** What no fault of the grid is described by: no batch to see, or a loop written by hand. */
    @Test
    void faults_coverWhatCanBeNamed() {
        Set<Pathology> described = EnumSet.noneOf(Pathology.class);
        for (FaultKind kind : FaultKind.values()) {
            described.addAll(kind.describedBy());
        }

        assertThat(EnumSet.complementOf(EnumSet.copyOf(described)))
                .containsExactlyInAnyOrder(
                        Pathology.NOTHING_SEEN,
                        Pathology.ONE_CLASS,
                        Pathology.GRADIENTS_NOT_CLEARED);
    }

    private static double frequency(FaultKind... kinds) {
        return Arrays.stream(kinds).mapToDouble(FaultKind::frequency).sum();
    }

    /** Of 50 labelled programs: the kinds of a group share its frequency. */
    @Test
    void frequencies_addUpToThoseOfPractice() {
        assertThat(frequency(FaultKind.OUTPUT_FUNCTION, FaultKind.ACTIVATION, FaultKind.LINEAR))
                .isCloseTo(0.54, within(1e-9));
        assertThat(frequency(FaultKind.LOSS, FaultKind.UNPAIRED, FaultKind.LABEL_FORMS))
                .isCloseTo(0.36, within(1e-9));
        assertThat(frequency(FaultKind.FEW_STEPS)).isEqualTo(0.34);
        assertThat(frequency(FaultKind.FEW_EXAMPLES)).isEqualTo(0.22);
        assertThat(frequency(FaultKind.UNSCALED_INPUTS, FaultKind.TARGETS))
                .isCloseTo(0.22, within(1e-9));
        assertThat(frequency(FaultKind.OPTIMIZER)).isEqualTo(0.18);
        assertThat(frequency(FaultKind.LOW_LEARNING_RATE, FaultKind.HIGH_LEARNING_RATE))
                .isCloseTo(0.16, within(1e-9));
        assertThat(frequency(FaultKind.TINY_BATCHES, FaultKind.SORTED))
                .isCloseTo(0.12, within(1e-9));
        assertThat(frequency(FaultKind.FEW_UNITS)).isEqualTo(0.10);
        assertThat(
                        frequency(
                                FaultKind.SMALL_WEIGHTS,
                                FaultKind.LARGE_WEIGHTS,
                                FaultKind.BIAS,
                                FaultKind.CONSTANT_WEIGHTS))
                .isCloseTo(0.04, within(1e-9));
    }

    /** Strengths stay within the range of the title. */
    @Test
    void strengths_areWithinTheirRanges() {
        Random random = Seeds.random(3);
        Setup setup = GridPrograms.normalised(DataKind.SMOOTH, 10).setup();
        for (int i = 0; i < 300; i++) {
            for (Fault fault : FaultDraw.draw(setup, 25, random)) {
                double strength = fault.strength();
                switch (fault.kind()) {
                    case SMALL_WEIGHTS -> assertThat(strength).isBetween(1e-3, 0.3);
                    case LARGE_WEIGHTS -> assertThat(strength).isBetween(3.0, 10.0);
                    case BIAS -> assertThat(Math.abs(strength)).isBetween(1.0, 8.0);
                    case LOW_LEARNING_RATE -> assertThat(strength).isBetween(1e-4, 0.1);
                    case HIGH_LEARNING_RATE -> assertThat(strength).isBetween(3.0, 100.0);
                    case UNSCALED_INPUTS -> assertThat(strength).isBetween(1e-4, 1e4);
                    case TARGETS -> assertThat(strength).isBetween(100.0, 1e5);
                    case FEW_STEPS -> assertThat(strength).isBetween(0.02, 0.1);
                    case FEW_EXAMPLES -> assertThat(strength).isBetween(10.0, 40.0);
                    case SHUFFLED_LABELS -> assertThat(strength).isBetween(0.3, 1.0);
                    case DROPOUT -> assertThat(strength).isBetween(0.7, 0.95);
                    default -> assertThat(strength).isBetween(-1.0, 2.0);
                }
            }
        }
    }

    /** 40 steps of 32 are 640 of 2; 300 of 32 would be more than the most steps. */
    @Test
    void tinyBatches_seeAsManyExamplesWithinTheMostSteps() {
        Fault pairs = new Fault(FaultKind.TINY_BATCHES, 2);

        assertThat(GridPrograms.gridCase(0, GridPrograms.easy(3), pairs).setup())
                .returns(2, setup -> setup.batchSize)
                .returns(GridTraining.MOST_STEPS, setup -> setup.steps);
        assertThat(
                        GridPrograms.gridCase(0, GridPrograms.plain(DataKind.MOONS, 40), pairs)
                                .setup()
                                .steps)
                .isEqualTo(640);
    }

    /** A field that is forgotten there would let an overwritten fault count. */
    @Test
    void setup_namesAllOfItsValues() throws IllegalAccessException {
        Setup setup = GridPrograms.plain(DataKind.MOONS, 10).setup();
        List<Object> fields = new ArrayList<>();
        for (Field field : Setup.class.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                fields.add(field.get(setup));
            }
        }

        assertThat(setup.values()).containsExactlyInAnyOrderElementsOf(fields);
    }
}
