package io.gradlab.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDatasetTest {

    @TempDir private Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("data.csv"), text);
    }

    private CsvRows rows(String text) throws IOException {
        CsvInput source = CsvInput.of(file(text));
        return text.contains("label")
                ? CsvDataset.readLabelled(source, CsvOptions.usual())
                : CsvDataset.readFeatures(source, CsvOptions.usual());
    }

    @Test
    void read_withSplit_sortsRowsIntoTheirParts() throws IOException {
        DataSplits data =
                CsvDataset.read(
                        file(
                                """
                                b,label,a,split
                                1,0,2,test
                                3,1,4,train
                                5,1,6,validation
                                7,0,8,train
                                """),
                        0);
        assertThat(data.name()).hasToString("data.csv");
        assertThat(data.featureNames()).containsExactly("b", "a");
        assertThat(data.train().features()).containsExactly(3, 4, 7, 8);
        assertThat(data.train().labels()).containsExactly(1, 0);
        assertThat(data.validation().features()).containsExactly(5, 6);
        assertThat(data.validation().labels()).containsExactly(1);
        assertThat(data.test().features()).containsExactly(1, 2);
        assertThat(data.test().labels()).containsExactly(0);
    }

    @Test
    void read_withoutSplit_shufflesBySeedAndSaysSo() throws IOException {
        Path file = file(numbered(100));
        DataSplits data = CsvDataset.read(file, 3);
        assertThat(data.name())
                .hasToString("data.csv (no split column: rows split 64/16/20 % by seed 3)");
        assertThat(data.train().size()).isEqualTo(64);
        assertThat(data.validation().size()).isEqualTo(16);
        assertThat(data.test().size()).isEqualTo(20);
        List<Float> seen = values(data);
        List<Float> inOrder = new ArrayList<>(seen);
        Collections.sort(inOrder);
        assertThat(inOrder).isEqualTo(IntStream.range(0, 100).mapToObj(i -> (float) i).toList());
        assertThat(seen).isNotEqualTo(inOrder);
        assertThat(values(CsvDataset.read(file, 3))).isEqualTo(seen);
        assertThat(values(CsvDataset.read(file, 4))).isNotEqualTo(seen);
    }

    @Test
    void splitsBySeed_withoutSplit_asRead() throws IOException {
        Path file = file(numbered(100));

        assertThat(values(labelled(file).splitsBySeed(3)))
                .isEqualTo(values(CsvDataset.read(file, 3)));
    }

    @Test
    void splitsBySeed_withSplit_refused() throws IOException {
        Path file = file("a,label,split\n1,0,train\n2,1,validation\n3,0,test\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> labelled(file).splitsBySeed(3))
                .withMessageContaining("split column")
                .withMessageContaining("3");
    }

    @Test
    void read_withoutSplit_keepsEachLabelWithItsRow() throws IOException {
        DataSplits data = CsvDataset.read(file(numbered(100)), 3);
        for (Examples part : List.of(data.train(), data.validation(), data.test())) {
            for (int i = 0; i < part.size(); i++) {
                assertThat(part.labels()[i]).isEqualTo(part.features()[i] % 3 == 0 ? 1 : 0);
            }
        }
    }

    @Test
    void read_fewestRowsWithoutSplit_fillsEveryPart() throws IOException {
        DataSplits data = CsvDataset.read(file(numbered(7)), 0);
        assertThat(List.of(data.train().size(), data.validation().size(), data.test().size()))
                .containsExactly(4, 1, 2);
    }

    private static CsvRows labelled(Path file) throws IOException {
        return CsvDataset.readLabelled(CsvInput.of(file), CsvOptions.usual());
    }

    /** x from 0 on; the label is 1 where 3 divides it. */
    private static String numbered(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(i -> i + "," + (i % 3 == 0 ? 1 : 0) + "\n")
                .collect(Collectors.joining("", "x,label\n", ""));
    }

    private static List<Float> values(DataSplits data) {
        List<Float> values = new ArrayList<>();
        for (Examples part : List.of(data.train(), data.validation(), data.test())) {
            for (float value : part.features()) {
                values.add(value);
            }
        }
        return values;
    }

    @Test
    void readRows_everything_keepsTheFilesOrder() throws IOException {
        CsvRows rows = rows("x,label,split,y\n1,0,test,2\n3,1,train,4\n5,0,test,6\n");
        assertThat(rows.size()).isEqualTo(3);
        assertThat(rows.width()).isEqualTo(2);
        assertThat(rows.featureNames()).containsExactly("x", "y");
        assertThat(rows.features()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(rows.labels()).containsExactly(0, 1, 0);
        assertThat(rows.split()).containsExactly("test", "train", "test");
    }

    @Test
    void readRows_featuresOnly_hasNeitherLabelsNorSplit() throws IOException {
        CsvRows rows = rows("x\n1\n2\n");
        assertThat(rows.features()).containsExactly(1, 2);
        assertThat(rows.labels()).isNull();
        assertThat(rows.split()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\n\n", "\r\n  \t\r\n"})
    void readRows_anyLineEndAndBlankLines_areAccepted(String end) throws IOException {
        assertThat(rows(end + "x,label" + end + "1,0" + end + "2,1" + end).features())
                .containsExactly(1, 2);
    }

    @Test
    void readRows_noLineEndAtTheEnd_readsTheLastRow() throws IOException {
        assertThat(rows("x,label\n1,0\n2,1").features()).containsExactly(1, 2);
    }

    @Test
    void readRows_byteOrderMark_isNotPartOfTheFirstName() throws IOException {
        assertThat(rows("\uFEFFlabel,x\n1,2\n").labels()).containsExactly(1);
        assertThat(rows("\uFEFF\"label\",x\n1,2\n").labels()).containsExactly(1);
    }

    @Test
    void readRows_quotesAndSpaces_areStripped() throws IOException {
        CsvRows rows =
                rows(" \"height, in \"\"m\"\"\" , label,\tsplit \n \"0.5\" ,\" 1.0 \", train\t\n");
        assertThat(rows.featureNames()).containsExactly("height, in \"m\"");
        assertThat(rows.features()).containsExactly(0.5f);
        assertThat(rows.labels()).containsExactly(1);
        assertThat(rows.split()).containsExactly("train");
    }

    @Test
    void readRows_namesThatDifferInCaseOrStartWithAHash_areNames() throws IOException {
        assertThat(rows("#x,X,x,Größe,C0\n1,2,3,4,5\n").featureNames())
                .containsExactly("#x", "X", "x", "Größe", "C0");
    }

    @Test
    void readRows_labels_acceptZeroAndOneWithOrWithoutFraction() throws IOException {
        assertThat(rows("x,label\n0,0\n0,1\n0,0.0\n0,1.0\n").labels()).containsExactly(0, 1, 0, 1);
    }

    @Test
    void readRows_decimalForms_areRoundedToTheNearestFloat() throws IOException {
        assertThat(
                        rows("x\n1\n-1.5\n+.5\n2.\n1e3\n-2.5E-3\n0.1\n1e-60\n-0\n3.4028235e38")
                                .features())
                .containsExactly(
                        1f, -1.5f, 0.5f, 2f, 1000f, -0.0025f, 0.1f, 0f, -0f, Float.MAX_VALUE);
    }

    @Test
    void readRows_widest_isRead() throws IOException {
        String names =
                IntStream.range(0, 4096).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
        String values =
                IntStream.range(0, 4096).mapToObj(String::valueOf).collect(Collectors.joining(","));
        CsvRows rows = rows(names + ",label,split\n" + values + ",1,test\n");
        assertThat(rows.width()).isEqualTo(4096);
        assertThat(rows.features()[4095]).isEqualTo(4095);
        assertThat(rows.labels()).containsExactly(1);
    }

    @Test
    void readRows_moreThanOneChunk_keepsRowsAndLineNumbers() throws IOException {
        // 799 features and the label: 256 rows a chunk.
        String names =
                IntStream.range(0, 799).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
        String zeros = "0,".repeat(798);
        StringBuilder text = new StringBuilder("label," + names + "\n");
        for (int i = 0; i < 1001; i++) {
            text.append(i % 2).append(',').append(zeros).append(i).append('\n');
        }
        CsvRows rows = rows(text.toString());
        float[] labels = Objects.requireNonNull(rows.labels());
        assertThat(rows.size()).isEqualTo(1001);
        for (int i = 0; i < 1001; i++) {
            assertThat(rows.features()[799 * i + 798]).isEqualTo(i);
            assertThat(labels[i]).isEqualTo(i % 2);
        }
    }

    @Test
    void write_thenRead_isBitwiseTheSame() throws IOException {
        DataSplits moons = Moons.generate(MoonsConfig.standard().withSeed(9));
        Path file = directory.resolve("new/moons.csv");
        CsvDataset.write(moons, file);
        DataSplits read = CsvDataset.read(file, 0);
        assertThat(read.featureNames()).isEqualTo(moons.featureNames());
        assertThat(Checksums.of(read)).isEqualTo(Checksums.of(moons));
        assertThat(Files.readAllLines(file)).hasSize(1001).first().isEqualTo("x1,x2,label,split");
    }

    @Test
    void write_thenRead_keepsExtremeValuesAndStrangeNames() throws IOException {
        float[] extremes = {
            Float.MIN_VALUE, -Float.MAX_VALUE, -0f, Math.nextUp(1f), 16777216f, 0.1f,
        };
        Examples part = new Examples(6, extremes, new float[] {1});
        DataSplits data =
                new DataSplits(
                        "any",
                        List.of("#", "a,b", "say \"x\"", "Größe", "A", "a"),
                        part,
                        part,
                        part);
        Path file = directory.resolve("strange.csv");
        CsvDataset.write(data, file);
        DataSplits read = CsvDataset.read(file, 0);
        assertThat(read.featureNames()).isEqualTo(data.featureNames());
        assertThat(Checksums.of(read)).isEqualTo(Checksums.of(data));
    }

    @Test
    void write_sameData_isTidyText() throws IOException {
        Examples one = new Examples(1, new float[] {0.1f}, new float[] {1});
        Examples two = new Examples(1, new float[] {-2, 3e-7f}, new float[] {0, 1});
        Path file = directory.resolve("tidy.csv");
        CsvDataset.write(new DataSplits("any", List.of("x"), one, two, one), file);
        assertThat(file)
                .hasContent(
                        """
                        x,label,split
                        0.1,1,train
                        -2.0,0,validation
                        3.0E-7,1,validation
                        0.1,1,test
                        """);
    }

    @Test
    void readRows_everyEncodingOfOneName_isUtf8OrRefused() throws IOException {
        Path file = directory.resolve("data.csv");
        Files.write(file, "Größe\n1\n".getBytes(UTF_8));
        assertThat(CsvDataset.readFeatures(CsvInput.of(file), CsvOptions.usual()).featureNames())
                .containsExactly("Größe");
        Files.write(file, "Größe\n1\n".getBytes(ISO_8859_1));
        CsvRefusals.assertRefused(file, "line 1: the bytes are not UTF-8; save the file in UTF-8");
        Files.write(file, "Größe\n1\n".getBytes(UTF_16LE));
        CsvRefusals.assertRefused(
                file,
                "this is no CSV file, but a text in UTF-16 without a byte order mark; save it in UTF-8");
    }
}
