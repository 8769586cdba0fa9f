package io.gradlab.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The data sets of the grid, and what faults make of them. */
class GridDataTest {

    private static Setup setup(DataKind data) {
        return GridPrograms.plain(data, 10).setup();
    }

    private static DataSplits faulty(DataKind data, FaultKind kind, double strength) {
        Setup setup = setup(data);
        new Fault(kind, strength).into(setup);
        return GridData.of(setup);
    }

    private static TreeMap<Float, Long> counts(Examples examples) {
        return IntStream.range(0, examples.size())
                .mapToObj(i -> examples.labels()[i])
                .collect(Collectors.groupingBy(y -> y, TreeMap::new, Collectors.counting()));
    }

    private static double[] column(Examples examples, int feature) {
        return IntStream.range(0, examples.size())
                .mapToDouble(i -> examples.features()[i * examples.width() + feature])
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double std(double[] values) {
        double mean = mean(values);
        return Math.sqrt(
                Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().orElse(0));
    }

    @ParameterizedTest
    @EnumSource
    void data_areTheSameBitsAgain_ofTheSizesThatTheySay(DataKind kind) {
        DataSplits data = kind.generate(5);

        assertThat(data.train().size()).isEqualTo(DataKind.TRAIN);
        assertThat(data.validation().size()).isEqualTo(DataKind.VALIDATION);
        assertThat(data.test().size()).isEqualTo(DataKind.TEST);
        assertThat(data.train().width()).isEqualTo(kind.features());
        assertThat(kind.generate(5).train().features()).isEqualTo(data.train().features());
        assertThat(kind.generate(5).test().labels()).isEqualTo(data.test().labels());
        assertThat(kind.generate(6).train().features()).isNotEqualTo(data.train().features());
    }

    /** No class is missing from a part, and none but the rare one has less than a tenth. */
    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SMOOTH", "NOISY"})
    void labels_areClassNumbers(DataKind kind) {
        int classes = Math.max(2, kind.outputs());
        DataSplits data = kind.generate(5);

        for (Examples part : new Examples[] {data.train(), data.validation(), data.test()}) {
            TreeMap<Float, Long> counts = counts(part);
            assertThat(counts).hasSize(classes);
            assertThat(counts.firstKey()).isZero();
            assertThat(counts.lastKey()).isEqualTo(classes - 1);
            double least = kind == DataKind.RARE ? 0.04 : 0.1;
            assertThat(counts.values()).allMatch(count -> count > least * part.size());
        }
    }

    @Test
    void rareSet_hasOneClassInAboutATwelfth() {
        Examples train = DataKind.RARE.generate(5).train();

        assertThat(counts(train).get(1f) / 400.0).isBetween(0.05, 0.11);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PIXELS")
    void features_areStandardisedByTheTrainingSet(DataKind kind) {
        Examples train = kind.generate(5).train();

        for (int feature = 0; feature < train.width(); feature++) {
            assertThat(mean(column(train, feature))).isCloseTo(0, within(1e-5));
            assertThat(std(column(train, feature))).isCloseTo(1, within(1e-5));
        }
    }

    /** In [0, 1] and not standardised; of 64 pixels the 28 at the border hardly vary. */
    @Test
    void pixels_areAsCamerasGiveThem() {
        Examples train = DataKind.PIXELS.generate(5).train();

        for (float pixel : train.features()) {
            assertThat(pixel).isBetween(0f, 1f);
        }
        assertThat(IntStream.range(0, 64).filter(j -> std(column(train, j)) < 0.01)).hasSize(28);
        assertThat(std(column(train, 27))).isGreaterThan(0.1);
    }

    /** The first 400 of 800 are the 400 of before, up to the scale of standardisation. */
    @ParameterizedTest
    @EnumSource
    void moreExamples_comeAfterTheOthers(DataKind kind) {
        DataSplits few = kind.generate(5);
        DataSplits many = kind.generate(5, 400);

        assertThat(many.train().size()).isEqualTo(800);
        assertThat(Arrays.copyOf(many.train().labels(), 400)).isEqualTo(few.train().labels());
        assertThat(many.validation().labels()).isEqualTo(few.validation().labels());
        assertThat(many.test().labels()).isEqualTo(few.test().labels());
        assertThat(Arrays.copyOfRange(many.train().labels(), 400, 800))
                .isNotEqualTo(few.train().labels());
        for (int i = 0; i < few.test().features().length; i++) {
            assertThat(many.test().features()[i]).isCloseTo(few.test().features()[i], within(1.5f));
        }
    }

    /** The labels of training and validation change places, the test set stays true. */
    @Test
    void shuffledLabels_leaveTheTestSetAlone() {
        DataSplits plain = GridData.of(setup(DataKind.CLOUDS));

        DataSplits shuffled = faulty(DataKind.CLOUDS, FaultKind.SHUFFLED_LABELS, 1);

        assertThat(shuffled.test().labels()).containsExactly(plain.test().labels());
        assertThat(shuffled.train().labels())
                .isNotEqualTo(plain.train().labels())
                .containsExactlyInAnyOrder(plain.train().labels());
        assertThat(shuffled.validation().labels())
                .isNotEqualTo(plain.validation().labels())
                .containsExactlyInAnyOrder(plain.validation().labels());
        assertThat(shuffled.train().features()).containsExactly(plain.train().features());
    }

    /** Of 400 labels with a share of 0.5 the first 200 trade places, the others stay. */
    @Test
    void shuffledLabels_ofAShare_areTheFirstOnes() {
        float[] plain = GridData.of(setup(DataKind.CLOUDS)).train().labels();

        float[] labels = faulty(DataKind.CLOUDS, FaultKind.SHUFFLED_LABELS, 0.5).train().labels();

        assertThat(Arrays.copyOfRange(labels, 200, 400))
                .containsExactly(Arrays.copyOfRange(plain, 200, 400));
        assertThat(Arrays.copyOf(labels, 200)).isNotEqualTo(Arrays.copyOf(plain, 200));
    }

    /** Of n examples of class 0 and a share of a fifth there are n / 4 of class 1. */
    @Test
    void rareClass_isCutFromTrainingAndValidationAlone() {
        DataSplits plain = GridData.of(setup(DataKind.CLOUDS));
        DataSplits rare = faulty(DataKind.CLOUDS, FaultKind.RARE, 0.2);
        long others = counts(plain.train()).get(0f);
        long validated = counts(plain.validation()).get(0f);

        assertThat(counts(rare.train()))
                .containsEntry(0f, others)
                .containsEntry(1f, Math.round(others / 4.0));
        assertThat(counts(rare.validation())).containsEntry(1f, Math.round(validated / 4.0));
        assertThat(rare.test().labels()).isEqualTo(plain.test().labels());
    }

    @Test
    void sortedExamples_areTheSameByClass() {
        DataSplits plain = GridData.of(setup(DataKind.BLOBS));
        Examples sorted = faulty(DataKind.BLOBS, FaultKind.SORTED, 0).train();

        assertThat(sorted.labels()).isSorted();
        assertThat(counts(sorted)).isEqualTo(counts(plain.train()));
        int first =
                IntStream.range(0, 400)
                        .filter(i -> plain.train().labels()[i] == 0)
                        .findFirst()
                        .orElseThrow();
        assertThat(Arrays.copyOf(sorted.features(), 6))
                .isEqualTo(Arrays.copyOfRange(plain.train().features(), 6 * first, 6 * first + 6));
    }

    @Test
    void fewExamples_areTheFirst() {
        DataSplits plain = GridData.of(setup(DataKind.WIDE));
        DataSplits few = faulty(DataKind.WIDE, FaultKind.FEW_EXAMPLES, 17);

        assertThat(few.train().labels()).isEqualTo(Arrays.copyOf(plain.train().labels(), 17));
        assertThat(few.train().features()).isEqualTo(Arrays.copyOf(plain.train().features(), 1700));
        assertThat(few.validation().size()).isEqualTo(DataKind.VALIDATION);
    }

    /** y becomes 1000 (y + 2) everywhere: the score is of the same units. */
    @Test
    void targets_areOfOtherUnits() {
        DataSplits plain = GridData.of(setup(DataKind.NOISY));
        DataSplits scaled = faulty(DataKind.NOISY, FaultKind.TARGETS, 1000);

        for (int i = 0; i < 400; i++) {
            assertThat(scaled.train().labels()[i])
                    .isCloseTo(1000 * (plain.train().labels()[i] + 2), within(0.01f));
        }
        assertThat(scaled.test().labels()[7])
                .isCloseTo(1000 * (plain.test().labels()[7] + 2), within(0.01f));
    }

    /** The first feature is x 1000 and far from 0; standardised it is as it was. */
    @Test
    void unscaledInputs_areMendedByStandardising() {
        DataSplits plain = GridData.of(setup(DataKind.SHELLS));
        Setup setup = setup(DataKind.SHELLS);
        new Fault(FaultKind.UNSCALED_INPUTS, 1000).into(setup);

        double[] first = column(GridData.of(setup).train(), 0);
        setup.standardised = true;
        double[] mended = column(GridData.of(setup).train(), 0);

        assertThat(std(first)).isCloseTo(1000, within(0.1));
        assertThat(mean(first)).isCloseTo(1000, within(0.1));
        assertThat(mended).containsExactly(column(plain.train(), 0), within(1e-3));
    }

    /** Each class as often as the largest: the rare ones again and again. */
    @Test
    void balancedDraw_givesEachClassTheSameWeight() {
        Setup setup = setup(DataKind.RARE);
        setup.balancedDraw = true;
        long most = counts(GridData.of(setup(DataKind.RARE)).train()).get(0f);

        assertThat(counts(GridData.of(setup).train()))
                .containsEntry(0f, most)
                .containsEntry(1f, most);
    }
}
