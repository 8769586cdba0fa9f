package io.gradlab.health.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Made-up rows, whose neighbours are known. */
class NearestNeighboursTest {

    /** Rows of two features in [0, 1). */
    private static float[] rows(int count) {
        Random random = new Random(3);
        float[] rows = new float[2 * count];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextFloat();
        }
        return rows;
    }

    /** Two clouds far apart, a class each. */
    private static float[] clouds(float[] rows) {
        float[] classes = new float[rows.length / 2];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = i % 2;
            rows[2 * i] += 10 * classes[i];
        }
        return classes;
    }

    private static float[] chance(int count) {
        Random random = new Random(4);
        float[] classes = new float[count];
        for (int i = 0; i < count; i++) {
            classes[i] = random.nextInt(2);
        }
        return classes;
    }

    @Test
    void cloudsFarApart_areKnown() {
        float[] rows = rows(100);
        float[] classes = clouds(rows);

        assertThat(NearestNeighbours.skill(rows, 2, classes)).isEqualTo(1);
        assertThat(NearestNeighbours.gain(rows, 2, classes)).isEqualTo(1);
    }

    /** The standard error of a skill of 250 examples is 0.06; the better of two is a little up. */
    @Test
    void labelsByChance_areNotKnown() {
        assertThat(NearestNeighbours.skill(rows(250), 2, chance(250))).isCloseTo(0, within(0.2));
        assertThat(NearestNeighbours.gain(rows(250), 2, chance(250))).isNegative();
    }

    /** A copy knows its label by heart: it is no neighbour. */
    @Test
    void copies_countOnce() {
        float[] rows = rows(60);
        float[] classes = chance(60);
        float[] copied = new float[4 * rows.length];
        float[] theirs = new float[4 * classes.length];
        for (int i = 0; i < 4; i++) {
            System.arraycopy(rows, 0, copied, i * rows.length, rows.length);
            System.arraycopy(classes, 0, theirs, i * classes.length, classes.length);
        }

        assertThat(NearestNeighbours.skill(copied, 2, theirs))
                .isEqualTo(NearestNeighbours.skill(rows, 2, classes));
    }

    /** A feature of chance, however large, does not drown the one that tells. */
    @Test
    void features_areStandardised() {
        float[] rows = rows(100);
        float[] classes = clouds(rows);
        for (int i = 1; i < rows.length; i += 2) {
            rows[i] *= 1e6f;
        }

        assertThat(NearestNeighbours.skill(rows, 2, classes)).isEqualTo(1);
    }

    /**
     * Points on a line, y = x: whoever has as many neighbours on either side is told by their mean.
     * Only the two at each end of five are not: 1 away from 2 + 1.5 + ... of a hundred points.
     */
    @Test
    void numbersOnALine_areTheMeanOfTheirNeighbours() {
        float[] line = new float[100];
        for (int i = 0; i < line.length; i++) {
            line[i] = i;
        }

        assertThat(NearestNeighbours.gain(line, 1, line)).isBetween(0.999, 1.0);
    }

    @Test
    void fewExamples_orOneClass_sayNothing() {
        float[] rows = rows(NearestNeighbours.LEAST - 1);
        assertThat(NearestNeighbours.skill(rows, 2, clouds(rows))).isNaN();
        assertThat(NearestNeighbours.gain(rows, 2, clouds(rows))).isNaN();
        assertThat(NearestNeighbours.skill(rows(100), 2, new float[100])).isNaN();
        assertThat(NearestNeighbours.gain(rows(100), 2, new float[100])).isNaN();
        assertThat(NearestNeighbours.skill(new float[0], 2, new float[0])).isNaN();
    }

    /** Rows with a value that is none are left out: what is left is too few here. */
    @Test
    void rowsThatAreNotFinite_areLeftOut() {
        float[] rows = rows(NearestNeighbours.LEAST);
        float[] classes = clouds(rows);
        assertThat(NearestNeighbours.skill(rows, 2, classes)).isEqualTo(1);
        rows[7] = Float.NaN;
        assertThat(NearestNeighbours.skill(rows, 2, classes)).isNaN();
    }
}
