package io.gradlab.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data set that every experiment reads by default, and what its README says about it. */
class CommittedMoonsTest {

    private static final Path FILE = Path.of("notebooks-data/moon1000.csv");

    @TempDir private Path directory;

    @Test
    void moon1000_bytes_areTheReference() throws IOException {
        assertThat(Checksums.of(Files.readAllBytes(FILE)))
                .isEqualTo("81d6984610643721c7256fe6bacad3ef087f96ead5ebd0eb905cebec180a9a49");
    }

    @Test
    void moon1000_read_hasSizesAndClassesOfItsReadme() throws IOException {
        DataSplits moons = CsvDataset.read(FILE, 0);
        assertThat(moons.name()).hasToString("moon1000.csv");
        assertThat(moons.featureNames()).containsExactly("x1", "x2");
        String readme = readme();
        assertThat(readme).contains("| train | 640 | 328 | 312 |");
        assertClasses(moons.train(), 328, 312);
        assertThat(readme).contains("| validation | 160 | 78 | 82 |");
        assertClasses(moons.validation(), 78, 82);
        assertThat(readme).contains("| test | 200 | 94 | 106 |");
        assertClasses(moons.test(), 94, 106);
    }

    private static void assertClasses(Examples part, int zeros, int ones) {
        int positive = 0;
        for (float label : part.labels()) {
            positive += (int) label;
        }
        assertThat(positive).isEqualTo(ones);
        assertThat(part.size()).isEqualTo(zeros + ones);
    }

    @Test
    void moon1000_values_areInTheRangesOfItsReadme() throws IOException {
        CsvRows rows = CsvDataset.readLabelled(CsvInput.of(FILE), CsvOptions.usual());
        assertThat(readme()).contains("-1.1929 to 2.1964").contains("-0.7481 to 1.1946");
        assertThat(range(rows, 0)).containsExactly(-1.1928865f, 2.1964228f);
        assertThat(range(rows, 1)).containsExactly(-0.74808395f, 1.1945978f);
    }

    private static float[] range(CsvRows rows, int column) {
        float[] range = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        for (int row = 0; row < rows.size(); row++) {
            float value = rows.features()[row * rows.width() + column];
            range[0] = Math.min(range[0], value);
            range[1] = Math.max(range[1], value);
        }
        return range;
    }

    @Test
    void moon1000_rows_areInTheOrderOfTheSplit() throws IOException {
        List<String> split =
                Objects.requireNonNull(
                        CsvDataset.readLabelled(CsvInput.of(FILE), CsvOptions.usual()).split());
        assertThat(split.subList(0, 640)).containsOnly("train");
        assertThat(split.subList(640, 800)).containsOnly("validation");
        assertThat(split.subList(800, 1000)).containsOnly("test");
    }

    @Test
    void moon1000_distancesFromTheHalfCircles_lookLikeNoiseOfATenth() throws IOException {
        CsvRows rows = CsvDataset.readLabelled(CsvInput.of(FILE), CsvOptions.usual());
        float[] labels = Objects.requireNonNull(rows.labels());
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < rows.size(); i++) {
            float x = rows.features()[2 * i];
            float y = rows.features()[2 * i + 1];
            boolean outer = labels[i] == 0;
            double radius = outer ? Math.hypot(x, y) : Math.hypot(1 - x, 0.5 - y);
            sum += radius - 1;
            squares += (radius - 1) * (radius - 1);
        }
        // The radial part of the noise is N(0, 0.1^2) plus about 0.1^2 / 2 from its tangential
        // part; four standard errors of 1000 values are 0.013 of the mean and 0.009 of the spread.
        assertThat(sum / 1000).isBetween(0.005 - 0.013, 0.005 + 0.013);
        assertThat(Math.sqrt(squares / 1000)).isBetween(0.091, 0.109);
    }

    @Test
    void readme_snippet_writesAFileOfTheSameKind() throws IOException {
        assertThat(readme())
                .contains(
                        """
                        DataSplits moons = Moons.generate(MoonsConfig.standard().withSeed(3));
                        CsvDataset.write(moons, Path.of("out/moons.csv"));
                        """);
        DataSplits moons = Moons.generate(MoonsConfig.standard().withSeed(3));
        CsvDataset.write(moons, directory.resolve("out/moons.csv"));
        List<String> lines = Files.readAllLines(directory.resolve("out/moons.csv"));
        assertThat(lines).hasSize(1001);
        assertThat(lines.get(0)).isEqualTo(Files.readAllLines(FILE).get(0));
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("notebooks-data/README.md"));
    }
}
