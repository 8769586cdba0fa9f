package io.gradlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.core.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoonsTest {

    /** Coordinates are at most 2, where floats are 2.4e-7 apart; squares double the error. */
    private static final double FLOAT_TOLERANCE = 1e-6;

    /**
     * The angle of a point whose coordinates have half that spacing as error, also near the ends
     * where a sine of -1e-7 must not become an angle of -pi.
     */
    private static final double ANGLE_TOLERANCE = 1e-6;

    private static MoonsConfig noiseless(int size) {
        return new MoonsConfig(size, 0, true, 5);
    }

    @Test
    void generate_standard_hasTheBooksSplit() {
        DataSplits moons = Moons.generate(MoonsConfig.standard());
        assertThat(moons.featureNames()).containsExactly("x1", "x2");
        assertThat(moons.name()).hasToString("moons of 1000, noise 0.1, seed 0");
        assertThat(moons.train().size()).isEqualTo(640);
        assertThat(moons.validation().size()).isEqualTo(160);
        assertThat(moons.test().size()).isEqualTo(200);
    }

    @Test
    void generate_withoutNoise_everyPointLiesOnItsHalfCircle() {
        for (double[] p : points(Moons.generate(noiseless(1000)))) {
            double x = p[2] == 0 ? p[0] : 1 - p[0];
            double y = p[2] == 0 ? p[1] : 0.5 - p[1];
            assertThat(x * x + y * y).isCloseTo(1, within(FLOAT_TOLERANCE));
            assertThat(y).isGreaterThan(-FLOAT_TOLERANCE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 11, 1000, 1001})
    void generate_withoutNoise_anglesAreEvenlySpacedWithBothEnds(int size) {
        List<double[]> points = points(Moons.generate(noiseless(size)));
        int outer = size / 2;
        assertThat(angles(points, 0)).hasSize(outer);
        assertThat(angles(points, 1)).hasSize(size - outer);
        for (int label = 0; label <= 1; label++) {
            List<Double> angles = angles(points, label);
            for (int i = 0; i < angles.size(); i++) {
                double expected = i * Math.PI / (angles.size() - 1);
                assertThat(angles.get(i)).isCloseTo(expected, within(ANGLE_TOLERANCE));
            }
        }
    }

    private static List<Double> angles(List<double[]> points, int label) {
        return points.stream()
                .filter(p -> p[2] == label)
                .map(p -> label == 0 ? angle(p[0], p[1]) : angle(1 - p[0], 0.5 - p[1]))
                .sorted()
                .toList();
    }

    /** atan2, with the end at pi kept at pi where the sine is rounded below 0. */
    private static double angle(double cos, double sin) {
        double t = Math.atan2(sin, cos);
        return t < -1 ? t + 2 * Math.PI : t;
    }

    @Test
    void generate_withNoise_residualsHaveItsMeanAndSpread() {
        MoonsConfig config = new MoonsConfig(100_000, 0.3, true, 11);
        List<double[]> noisy = points(Moons.generate(config));
        List<double[]> clean = points(Moons.generate(config.withNoise(0)));
        double[] sum = new double[2];
        double[] squares = new double[2];
        double products = 0;
        for (int i = 0; i < noisy.size(); i++) {
            double[] r = {
                noisy.get(i)[0] - clean.get(i)[0], noisy.get(i)[1] - clean.get(i)[1],
            };
            products += r[0] * r[1];
            for (int j = 0; j < 2; j++) {
                sum[j] += r[j];
                squares[j] += r[j] * r[j];
            }
        }
        // Five standard errors of mean, variance and covariance of independent N(0, 0.3^2).
        int n = noisy.size();
        double variance = 0.09;
        for (int j = 0; j < 2; j++) {
            assertThat(sum[j] / n).isCloseTo(0, within(5 * 0.3 / Math.sqrt(n)));
            assertThat(squares[j] / n)
                    .isCloseTo(variance, within(5 * variance * Math.sqrt(2.0 / n)));
        }
        assertThat(products / n).isCloseTo(0, within(5 * variance / Math.sqrt(n)));
    }

    @Test
    void generate_sameSeed_isBitwiseTheSameEverywhere() {
        // Recorded on OpenJDK 17, linux x86_64: another machine or Java version must agree.
        assertThat(Checksums.of(Moons.generate(MoonsConfig.standard())))
                .isEqualTo("b915be3dcedcbf89ae281c22e0f0b29b322726f5e6a05640bd649bf7b534dc51");
        assertThat(Checksums.of(Moons.generate(new MoonsConfig(101, 0.5, false, -7))))
                .isEqualTo("a1f7b95ee60d1dfeabf9bde86ee7804161d1a9df806013b0974fff24aefb8786");
    }

    @Test
    void generate_anotherSeed_givesOtherOrderAndOtherNoise() {
        List<double[]> first = points(Moons.generate(noiseless(1000).withSeed(0)));
        List<double[]> second = points(Moons.generate(noiseless(1000).withSeed(1)));
        long samePlace = 0;
        for (int i = 0; i < first.size(); i++) {
            samePlace += first.get(i)[0] == second.get(i)[0] ? 1 : 0;
        }
        // Two random orders share one place on average; each x belongs to at most two points.
        assertThat(samePlace).isLessThan(15);
        assertThat(Checksums.of(Moons.generate(new MoonsConfig(100, 0.1, false, 0))))
                .isNotEqualTo(Checksums.of(Moons.generate(new MoonsConfig(100, 0.1, false, 1))));
    }

    @Test
    void generate_notShuffled_hasTheOuterHalfCircleFirst() {
        List<double[]> points = points(Moons.generate(new MoonsConfig(1000, 0, false, 0)));
        for (int i = 0; i < 1000; i++) {
            assertThat(points.get(i)[2]).isEqualTo(i < 500 ? 0 : 1);
        }
        assertThat(points.get(0)).containsExactly(1, 0, 0);
        assertThat(points.get(500)).containsExactly(0, 0.5, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 6, 1, 3",
        "11, 7, 1, 3",
        "99, 63, 15, 21",
        "101, 64, 16, 21",
        "999, 639, 159, 201",
        "1001, 640, 160, 201",
    })
    void generate_anySize_roundsTheFirstTwoPartsDown(
            int size, int train, int validation, int test) {
        DataSplits moons = Moons.generate(new MoonsConfig(size, 0.1, true, 0));
        assertThat(moons.train().size()).isEqualTo(train);
        assertThat(moons.validation().size()).isEqualTo(validation);
        assertThat(moons.test().size()).isEqualTo(test);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 9, 1_000_001, Integer.MAX_VALUE})
    void config_sizeOutOfRange_isRefused(int size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MoonsConfig(size, 0.1, true, 0))
                .withMessage(
                        "size "
                                + size
                                + " of the moons is outside 10 to 1000000;"
                                + " take 1000, as the book does");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, 1000.1, Double.NaN, Double.POSITIVE_INFINITY})
    void config_noiseOutOfRange_isRefused(double noise) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MoonsConfig.standard().withNoise(noise))
                .withMessage(
                        "noise "
                                + noise
                                + " of the moons is outside 0 to 1000.0;"
                                + " take a standard deviation such as 0.1");
    }

    @Test
    void config_limits_areAccepted() {
        assertThat(new MoonsConfig(1_000_000, 1000, false, Long.MIN_VALUE).size())
                .isEqualTo(1_000_000);
        assertThat(Moons.generate(new MoonsConfig(10, 1000, true, Long.MAX_VALUE)).test().size())
                .isEqualTo(3);
    }

    @Test
    void shuffled_everyOrderOfThree_isEquallyLikely() {
        int[] counts = new int[27];
        for (int seed = 0; seed < 6000; seed++) {
            int[] order = Parts.shuffled(3, Seeds.random(seed));
            counts[9 * order[0] + 3 * order[1] + order[2]]++;
        }
        // 1000 of each, standard deviation 29: five of them.
        for (int code : new int[] {5, 7, 11, 15, 19, 21}) {
            assertThat(counts[code]).isBetween(850, 1150);
        }
    }

    /** x1, x2, label of every example, in the order of generation. */
    private static List<double[]> points(DataSplits moons) {
        List<double[]> points = new ArrayList<>();
        for (Examples part : List.of(moons.train(), moons.validation(), moons.test())) {
            for (int i = 0; i < part.size(); i++) {
                points.add(
                        new double[] {
                            part.features()[2 * i], part.features()[2 * i + 1], part.labels()[i]
                        });
            }
        }
        return points;
    }
}
