package io.gradlab.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.engine.Torch;
import io.gradlab.health.diagnosis.Remedy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Remedies as changes of a training. */
class MendingTest {

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    static Stream<Remedy> applicable() {
        return Mending.applicable().stream();
    }

    /** On a regression and on classes, where many have nothing to change. */
    @ParameterizedTest
    @MethodSource("applicable")
    void remedy_thatHasNothingToMend_isTriedAllTheSame(Remedy remedy) {
        for (DataKind data : List.of(DataKind.SMOOTH, DataKind.BLOBS)) {
            GridCase gridCase = GridPrograms.gridCase(0, GridPrograms.of(3, data, 4));
            assertThat(Mending.succeeds(gridCase, remedy, 7)).isPresent();
        }
    }

    @Test
    void remedy_thatIsNoChangeOfATraining_isNotTried() {
        GridCase gridCase = GridPrograms.gridCase(0, GridPrograms.easy(3));

        assertThat(Mending.applicable())
                .isNotEmpty()
                .doesNotContain(Remedy.FILL_INPUTS, Remedy.TRY_ONE_BATCH);
        for (Remedy remedy : Remedy.values()) {
            if (!Mending.applicable().contains(remedy)) {
                assertThat(Mending.succeeds(gridCase, remedy, 7)).isEmpty();
            }
        }
        assertThat(
                        Mending.applicable(
                                List.of(Remedy.TAKE_RELU, Remedy.FILL_INPUTS, Remedy.LOWER_RATE)))
                .containsExactly(Remedy.TAKE_RELU, Remedy.LOWER_RATE);
    }

    /** Each fails as it is, whatever the weights, and learns with its remedy. */
    @ParameterizedTest
    @CsvSource({
        "LOW_LEARNING_RATE, 0.0003, RAISE_RATE",
        "HIGH_LEARNING_RATE, 3000, LOWER_RATE",
        "UNSCALED_INPUTS, 10000, STANDARDISE_INPUTS",
        "SHUFFLED_LABELS, 1, CHECK_LABELS",
        "LINEAR, 0, ADD_NONLINEARITY",
        "CONSTANT_WEIGHTS, 0, REDRAW_WEIGHTS",
        "FEW_UNITS, 0, MORE_UNITS",
        "FEW_STEPS, 0.06, TRAIN_LONGER",
        "DROPOUT, 0.95, LESS_DROPOUT",
        "LABEL_FORMS, 0, ZERO_ONE_LABELS"
    })
    void fault_isMendedByItsRemedy(FaultKind kind, double strength, Remedy remedy) {
        GridCase gridCase =
                GridPrograms.gridCase(1, GridPrograms.easy(3), new Fault(kind, strength));

        assertThat(Mending.succeedsUnchanged(gridCase, 7)).isFalse();
        assertThat(Mending.succeeds(gridCase, remedy, 7)).contains(true);
    }

    @Test
    void program_withoutAFault_learnsFromOtherWeightsToo() {
        GridCase gridCase = GridPrograms.gridCase(0, GridPrograms.easy(3));

        assertThat(GridTraining.train(gridCase).succeeded()).isTrue();
        assertThat(Mending.succeedsUnchanged(gridCase, 7)).isTrue();
    }
}
