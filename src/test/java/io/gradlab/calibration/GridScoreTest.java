package io.gradlab.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Scores against values by hand. */
class GridScoreTest {

    private static Setup setup(DataKind data) {
        return GridPrograms.plain(data, 10).setup();
    }

    /** Of 8 of class 0 six are right, of 2 of class 1 one: (0.75 + 0.5) / 2, not 7 / 10. */
    @Test
    void recall_isTheMeanOverTheClasses() {
        float[] labels = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1};
        int[] classes = {0, 0, 0, 0, 0, 0, 1, 1, 1, 0};

        assertThat(GridScore.recall(labels, classes, DataKind.RARE)).isEqualTo(0.625);
    }

    /** The constant is no better than chance, however rare the other class. */
    @Test
    void recall_ofAConstant_isOneOverTheClasses() {
        assertThat(GridScore.recall(new float[] {0, 0, 0, 1}, new int[4], DataKind.RARE))
                .isEqualTo(0.5);
        assertThat(GridScore.recall(new float[] {0, 1, 2, 0}, new int[4], DataKind.SPIRALS))
                .isCloseTo(1 / 3.0, within(1e-12));
    }

    /** Classes 0 and 2 of six: one of two and one of one. */
    @Test
    void recall_isOfTheClassesThatAreThere() {
        assertThat(GridScore.recall(new float[] {0, 0, 2}, new int[] {0, 1, 2}, DataKind.BLOBS))
                .isEqualTo(0.75);
    }

    /** Errors 1 + 0 + 1 over squares 4 + 0 + 4. */
    @Test
    void determination_isOneLessTheErrorOverThatOfTheMean() {
        float[] labels = {1, 3, 5};

        assertThat(GridScore.determination(labels, new float[] {2, 3, 4}))
                .isCloseTo(0.75, within(1e-12));
        assertThat(GridScore.determination(labels, new float[] {3, 3, 3}))
                .isCloseTo(0, within(1e-12));
        assertThat(GridScore.determination(labels, new float[] {-99, 3, 99})).isEqualTo(-1);
        assertThat(GridScore.determination(labels, new float[] {Float.NaN, 3, 5})).isEqualTo(-1);
    }

    /** A logit of 0 or more is class 1. */
    @Test
    void classes_ofOneOutput_areReadByItsKind() {
        Setup setup = setup(DataKind.MOONS);
        float[] outputs = {-2, 0, 0.3f, 0.7f};

        assertThat(GridScore.classes(outputs, setup)).containsExactly(0, 1, 1, 1);
        setup.output = Setup.Output.PROBABILITIES;
        assertThat(GridScore.classes(outputs, setup)).containsExactly(0, 0, 0, 1);
        setup.output = Setup.Output.LINEAR;
        setup.objective = Setup.Objective.SQUARED;
        assertThat(GridScore.classes(outputs, setup)).containsExactly(0, 0, 0, 1);
    }

    @Test
    void classes_ofSeveralOutputs_areTheLargest() {
        assertThat(
                        GridScore.classes(
                                new float[] {-3, -1, -2, 5, 4, 3, 1, 1, 2},
                                setup(DataKind.SPIRALS)))
                .containsExactly(1, 0, 2);
    }

    /**
     * A ReLU at the end of two classes never names the first: its smallest output is the logit 0.
     */
    @Test
    void relu_atTheEnd_namesOneClass() {
        Setup setup = setup(DataKind.OVERLAP);
        setup.output = Setup.Output.RELU;

        assertThat(GridScore.classes(new float[] {0, 0.01f}, setup)).containsExactly(1, 1);
    }
}
