package io.gradlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.nn.InitialWeights;
import io.gradlab.result.ReferenceDistribution;
import io.gradlab.result.Word;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class InitializersTest {

    @Test
    void fits_refusesShiftedAndNarrowSamples() {
        double[] regular = new double[1000];
        for (int i = 0; i < regular.length; i++) {
            regular[i] = (2 * i + 1.0) / regular.length - 1;
        }
        assertThat(Initializers.fits(samples(regular, 1, 0)).word()).isEqualTo(Word.CONFIRMED);
        assertThat(Initializers.fits(samples(regular, 1, 0.1)).word()).isEqualTo(Word.CORRECTED);
        assertThat(Initializers.fits(samples(regular, 0.9, 0)).word()).isEqualTo(Word.CORRECTED);
    }

    private static List<Initializers.Sample> samples(double[] draws, double scale, double shift) {
        double[] changed = Arrays.stream(draws).map(x -> scale * x + shift).toArray();
        Initializers.Source source =
                new Initializers.Source(
                        "test", InitialWeights.uniform(1), ReferenceDistribution.uniform(-1, 1));
        return Collections.nCopies(300, Initializers.Sample.of(source, 0, changed));
    }
}
