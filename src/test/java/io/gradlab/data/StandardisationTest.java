package io.gradlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StandardisationTest {

    /** Some units in the last place of numbers up to 5. */
    private static final Offset<Float> FLOAT = Offset.offset(1e-6f);

    private static final Examples TRAIN =
            new Examples(2, new float[] {1, 7, 3, 7, 5, 7, 7, 7}, new float[] {0, 1, 0, 1});

    /** By hand: mean 4, variance (9 + 1 + 1 + 9) / 4 = 5. */
    @Test
    void of_byTheTrainingExamplesAlone() {
        Examples other = new Examples(2, new float[] {14, 9}, new float[] {1});
        DataSplits data = new DataSplits("four", List.of("a", "b"), TRAIN, other, other);

        DataSplits standardised = Standardisation.standardised(data);

        float root = (float) Math.sqrt(5);
        assertThat(standardised.train().features())
                .containsExactly(
                        new float[] {-3 / root, 0, -1 / root, 0, 1 / root, 0, 3 / root, 0}, FLOAT);
        assertThat(standardised.validation().features())
                .containsExactly(new float[] {10 / root, 2}, FLOAT);
        assertThat(standardised.name().toString()).isEqualTo("four, standardised");
        assertThat(TRAIN.features()).startsWith(1, 7);
    }

    /** A variance of large numbers that are near one another is lost where squares are summed. */
    @Test
    void of_farFromZero_keepsTheDigits() {
        Examples far = new Examples(1, new float[] {10_000_000, 10_000_002}, new float[] {0, 1});
        assertThat(Standardisation.of(far).apply(far).features()).containsExactly(-1, 1);
    }

    @Test
    void apply_otherWidth_refused() {
        Examples wide = new Examples(1, new float[] {1}, new float[] {1});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Standardisation.of(TRAIN).apply(wide))
                .withMessageContaining("width 1");
    }
}
