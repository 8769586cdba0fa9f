package io.gradlab.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SeedsTest {

    /** 64-bit golden ratio: output k + 1 of SplitMix64 is the mix of seed + k times this. */
    private static final long STEP = Long.parseUnsignedLong("11400714819323198485");

    /** The outputs that Rosetta Code ("Pseudo-random numbers/Splitmix64") publishes. */
    @Test
    void mix_isThePublishedSplitMix64() {
        String[] published = {
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821"
        };
        for (int k = 0; k < published.length; k++) {
            assertThat(Long.toUnsignedString(Seeds.mix(1234567 + k * STEP)))
                    .isEqualTo(published[k]);
        }
    }

    /** Plain {@link Random} starts neighbours alike: its first doubles of seeds 0 to 9 are 0.73. */
    @Test
    void random_neighbouringSeeds_startFarApart() {
        double[] first = new double[1000];
        for (int seed = 0; seed < first.length; seed++) {
            first[seed] = Seeds.random(seed).nextDouble();
        }
        double neighbours = 0;
        for (int seed = 1; seed < first.length; seed++) {
            neighbours += Math.abs(first[seed] - first[seed - 1]) / (first.length - 1);
        }
        // 1/3 is the mean distance of two uniform numbers; 0.03 is four standard errors
        assertThat(neighbours).isBetween(0.30, 0.37);
    }
}
