package io.gradlab.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormsTest {

    @Test
    void l2_smallAndLarge_keepTheirDigits() {
        assertThat(Norms.l2(new float[] {3e-24f, 4e-24f}) / 5e-24).isCloseTo(1, within(1e-7));
        assertThat(Norms.l2(new float[] {3e38f, -3e38f}) / (3e38 * Math.sqrt(2)))
                .isCloseTo(1, within(1e-7));
    }

    @Test
    void l2_edges() {
        assertThat(Norms.l2(new float[0])).isZero();
        assertThat(Norms.l2(new float[] {-0f, 0})).isZero();
        assertThat(Norms.l2(new float[] {1, Float.NaN})).isNaN();
        assertThat(Norms.l2(new float[] {Float.NEGATIVE_INFINITY})).isInfinite();
    }

    @Test
    void l2_doubleSquaresOutOfRange_keepsAllDigits() {
        assertThat(Norms.l2(new double[] {3e-200, 4e-200})).isCloseTo(5e-200, within(1e-215));
        assertThat(Norms.l2(new double[] {3e200, -4e200})).isCloseTo(5e200, within(1e185));
        assertThat(Norms.l2(new double[] {0, 0})).isZero();
        assertThat(Norms.l2(new double[] {1, Double.NaN})).isNaN();
        assertThat(Norms.l2(new double[] {1, Double.NEGATIVE_INFINITY})).isInfinite();
    }
}
