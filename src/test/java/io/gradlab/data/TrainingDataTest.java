package io.gradlab.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gradlab.core.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingDataTest {

    private static final int ROWS = 200;

    private static CsvRows rows(String header, IntFunction<String> row) throws IOException {
        String text =
                IntStream.range(0, ROWS)
                        .mapToObj(i -> row.apply(i) + "\n")
                        .collect(Collectors.joining("", header + "\n", ""));
        return CsvDataset.readLabelled(
                CsvInput.of(new ByteArrayInputStream(text.getBytes(UTF_8)), "test.csv"),
                CsvOptions.usual());
    }

    private static double x(int row) {
        return row * 37 % 100 / 8.0;
    }

    private static int label(int row) {
        return row * 31 % 100 < 50 ? 1 : 0;
    }

    private static List<String> warnings(String header, IntFunction<String> row)
            throws IOException {
        return TrainingData.of(rows(header, row), 0).warnings().stream()
                .map(Text::toString)
                .toList();
    }

    @Test
    void goodData_warnOfNothing() throws IOException {
        assertThat(warnings("x,label", i -> x(i) + "," + label(i))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void oneClass_isRefused(int label) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> warnings("x,label", i -> x(i) + "," + label))
                .withMessageContaining("every example has label " + label);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "validation", "test"})
    void oneClassInOnePart_isRefused(String part) {
        List<String> parts = List.of("train", "validation", "test");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                warnings(
                                        "x,label,split",
                                        i -> {
                                            String own = parts.get(i % 3);
                                            int label = own.equals(part) ? 0 : i / 3 % 2;
                                            return x(i) + "," + label + "," + own;
                                        }))
                .withMessageContaining("of the part '" + part + "' have label 0");
    }

    @Test
    void fewExamplesOfAClass_areCounted() throws IOException {
        assertThat(warnings("x,label", i -> x(i) + "," + (i % 8 == 0 ? 1 : 0)))
                .singleElement()
                .asString()
                .matches(
                        "few examples of a class \\(validation: \\d of label 1, test: \\d of label 1\\): .*");
    }

    @Test
    void columnsThatAreNoFeatures_areNamed() throws IOException {
        assertThat(
                        warnings(
                                "x,c,same,other,label",
                                i ->
                                        x(i)
                                                + ",5,"
                                                + label(i)
                                                + ","
                                                + (3 - 2 * label(i))
                                                + ","
                                                + label(i)))
                .containsExactly(
                        "constant in the training examples, so that it teaches nothing: column 'c'",
                        "repeats the label, so that a network needs nothing else and its scores say"
                                + " little: column 'same', 'other'");
    }

    @Test
    void standardised_isOfTheTrainingExamplesAndDescribed() throws IOException {
        TrainingData raw = TrainingData.of(rows("x,label", i -> x(i) + "," + label(i)), 3);
        TrainingData data = raw.standardised();
        assertThat(raw.splits()).isSameAs(raw.raw());
        assertThat(data.description().standardisation())
                .isEqualTo(Standardisation.of(raw.raw().train()));
        assertThat(data.description().sha256()).isEqualTo(DataDigest.of(raw.raw()));
        double mean = 0;
        for (float value : data.splits().train().features()) {
            mean += value / data.splits().train().size();
        }
        assertThat(mean).isBetween(-1e-6, 1e-6);
    }

    @Test
    void description_returnsFromItsProperties() throws IOException {
        DataDescription own =
                TrainingData.of(rows("x,label", i -> x(i) + "," + label(i)), -3)
                        .standardised()
                        .description();
        assertThat(DataDescription.of(own.properties())).isEqualTo(own);
        assertThat(DataDescription.of(Map.of("seed", "1", "data", "imagenet"))).isNull();
    }

    @Test
    void descriptionOfManyFeatures_standsInPieces() {
        List<String> names = IntStream.range(0, 4096).mapToObj(i -> "半径 \"" + i + "\"").toList();
        List<Double> numbers = IntStream.range(0, 4096).mapToObj(i -> 1 + i / 3.0).toList();
        DataDescription own =
                new DataDescription(
                        "a",
                        names,
                        new ClassLabel("label", "M"),
                        null,
                        "0",
                        new Standardisation(numbers, numbers));
        Map<String, String> properties = own.properties();
        assertThat(properties).hasSizeGreaterThan(5).containsKeys("gradlab-data", "gradlab-data.2");
        assertThat(properties.values()).allMatch(piece -> piece.getBytes(UTF_8).length < 1 << 16);
        assertThat(DataDescription.of(properties)).isEqualTo(own);
    }

    @Test
    void damagedDescription_isRefusedInOneLine() throws IOException {
        String json =
                TrainingData.of(MoonsConfig.standard())
                        .standardised()
                        .description()
                        .properties()
                        .getOrDefault("gradlab-data", "");
        for (int cut = 1; cut < json.length(); cut++) {
            Map<String, String> damaged =
                    new TreeMap<>(Map.of("gradlab-data", json.substring(0, cut)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DataDescription.of(damaged))
                    .withMessageContaining("does not describe data");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataDescription.of(Map.of("gradlab-data", "{}")))
                .withMessageContaining("does not describe data");
    }
}
