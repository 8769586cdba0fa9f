package io.gradlab.health.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What labels are classes, by their numbers and the shape of the predictions. */
class ClassLabelsTest {

    private static ClassLabels read(float[] labels, long... predictions) {
        return ClassLabels.of(labels, predictions).orElseThrow();
    }

    @Test
    void labels_ofTheShapeOfThePredictions_areTargets() {
        ClassLabels one = read(new float[] {0, 1, 0.5f}, 3, 1);
        assertThat(one.rows()).isEqualTo(3);
        assertThat(one.columns()).isEqualTo(1);
        assertThat(one.targets()).containsExactly(0, 1, 0.5f);
        assertThat(read(new float[] {0, 1}, 2).columns()).isEqualTo(1);
        assertThat(read(new float[] {1}).rows()).isEqualTo(1);
        assertThat(read(new float[] {0, 1, 1, 0}, 2, 2).columns()).isEqualTo(2);
    }

    @Test
    void labels_thatAreClassNumbers_becomeOneHot() {
        ClassLabels three = read(new float[] {2, 0, 1}, 3, 3);
        assertThat(three.targets()).containsExactly(0, 0, 1, 1, 0, 0, 0, 1, 0);
        assertThat(three.rows()).isEqualTo(3);
        assertThat(three.columns()).isEqualTo(3);
    }

    @Test
    void labels_thatAreNeither_areNoClasses() {
        assertThat(ClassLabels.of(new float[] {0, 1.1f}, 2, 1)).isEmpty();
        assertThat(ClassLabels.of(new float[] {-0.1f, 1}, 2, 1)).isEmpty();
        assertThat(ClassLabels.of(new float[] {0, Float.NaN}, 2, 1)).isEmpty();
        assertThat(ClassLabels.of(new float[] {0, 3}, 2, 3)).isEmpty();
        assertThat(ClassLabels.of(new float[] {0, 1.5f}, 2, 3)).isEmpty();
        assertThat(ClassLabels.of(new float[] {0, 1, 1}, 2, 3)).isEmpty();
        assertThat(ClassLabels.of(new float[] {0, 1}, 2, 1, 1)).isEmpty();
        assertThat(ClassLabels.of(new float[0], 0, 1)).isEmpty();
        assertThat(ClassLabels.of(new float[] {0, 5}, 2, 1)).isEmpty();
    }

    @Test
    void shares_areMeansOfColumns() {
        assertThat(read(new float[] {2, 0, 2, 2}, 4, 3).shares()).containsExactly(0.25, 0, 0.75);
    }

    @Test
    void exclusive_isOneOfSeveralClassesForEachExample() {
        assertThat(read(new float[] {2, 0}, 2, 3).exclusive()).isTrue();
        assertThat(read(new float[] {0.5f, 0.5f, 1, 0}, 2, 2).exclusive()).isTrue();
        assertThat(read(new float[] {1, 0, 1, 1}, 2, 2).exclusive()).isFalse();
        assertThat(read(new float[] {0, 0, 1, 0}, 2, 2).exclusive()).isFalse();
        assertThat(read(new float[] {1, 1}, 2, 1).exclusive()).isFalse();
    }
}
