package io.gradlab.data;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRefusalTest {

    private static final String QUOTES =
            "a quote is not closed on the same line or stands inside a value; mend the quotes";

    @TempDir private Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("data.csv"), text);
    }

    private void assertRefused(String text, String problem) throws IOException {
        CsvRefusals.assertRefused(file(text), problem);
        CsvRefusals.assertReadRefused(file(text), problem);
    }

    @Test
    void read_missingFile_isRefused() {
        Path missing = directory.resolve("missing.csv");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvDataset.read(missing, 0))
                .withMessage("data file " + missing + " does not exist; name a CSV file");
    }

    @Test
    void read_belowAFile_isMissing() throws IOException {
        Path below = file("x\n").resolve("data.csv");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvDataset.read(below, 0))
                .withMessageEndingWith(" does not exist; name a CSV file");
    }

    @Test
    void read_directory_isRefused() {
        CsvRefusals.assertReadRefused(directory, "this is a directory; name a CSV file");
    }

    @Test
    void read_notPermitted_isRefused() throws IOException {
        Path file = file("x,label\n1,0\n");
        assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-wx------"));
        assumeTrue(!Files.isReadable(file), "root may read everything");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvDataset.read(file, 0))
                .withMessageEndingWith("permission denied; make it readable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \r\n\t\n", "\uFEFF"})
    void read_emptyFile_isRefused(String text) throws IOException {
        assertRefused(text, "the file is empty; its first line must name the columns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x,label", "x,label\n", "x,label\r\n\r\n \n"})
    void read_noRows_isRefused(String text) throws IOException {
        assertRefused(text, "no rows below the header; add at least one");
    }

    @Test
    void read_noLabelColumn_isRefusedBeforeItsValues() throws IOException {
        CsvRefusals.assertReadRefused(
                file("x,target\n1,yes\n"),
                "no column 'label' among 'x', 'target'; add one of 0 and 1, and separate columns by"
                        + " commas, semicolons or tabs");
        CsvRefusals.assertReadRefused(
                file("x|label\n1|0\n"),
                "line 1: values are separated by '|'; separate them by commas, semicolons or"
                        + " tabs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"label", "label,split", "split,label"})
    void read_noFeatureColumn_isRefused(String header) throws IOException {
        assertRefused(
                header + "\n" + header + "\n",
                "line 1: no feature column beside label and split; add one, such as x1");
    }

    @ParameterizedTest
    @CsvSource({
        "'x,label,x',x",
        "'x,label,label',label",
        "'x, x ,label',x",
        "'a,split,split',split"
    })
    void read_repeatedName_isRefused(String header, String name) throws IOException {
        assertRefused(
                "\n" + header + "\n1,0,2\n",
                "line 2: two columns are named '" + name + "'; rename one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x,,label", "x, ,label", "x,\"\",label", "x,\" \",label"})
    void read_namelessColumn_isRefused(String header) throws IOException {
        assertRefused(header + "\n1,2,0\n", "line 1: column 2 has no name; name it");
    }

    @ParameterizedTest
    @ValueSource(ints = {4097, 100_000})
    void read_tooManyColumns_isRefused(int width) throws IOException {
        String names =
                IntStream.range(0, width).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
        assertRefused(
                names + "\n", "line 1: " + width + " columns; at most 4096 features can be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc", "NA", "N/A", "null", "*", "-", "NaN", "nan", "Infinity", "-inf", "1f", "1d",
                "0x1p3", "1 000", "1e", "e5", ".", "+", "1.2.3", "--1", "1_000", "yes", "#1", "١",
                "2020-01-01", "'1'"
            })
    void read_notANumber_isRefusedWithItsLine(String value) throws IOException {
        assertRefused(
                "x,label\n1,0\n" + value + ",1\n3,0\n",
                "line 3: column 'x': '"
                        + value
                        + "' is not a finite number; write one such as"
                        + " -0.25");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\"\"", "\" \""})
    void read_emptyValue_isRefused(String value) throws IOException {
        assertRefused(
                "label,x\n0," + value + "\n",
                "line 2: column 'x': an empty value is not a finite number; write one such as"
                        + " -0.25");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5e38", "-1e39", "1e400", "9e999999999"})
    void read_valueBeyondFloat_isRefused(String value) throws IOException {
        assertRefused(
                "label,x\n0," + value + "\n",
                "line 2: column 'x': '"
                        + value
                        + "' is too large for a 32-bit float; scale the column");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "-1", "0.5", "yes", "*", "1f", "0x1", "1 0"})
    void read_otherLabel_isRefusedWithAllValues(String label) throws IOException {
        CsvRefusals.assertReadRefused(
                file("x,label\n1,0\n\n1," + label + "\n"),
                "line 4: column 'label': '"
                        + label
                        + "' is not a label; the column holds '0', '"
                        + label
                        + "', and labels are 0 and 1 unless it is said which value is the positive"
                        + " class; set positive to '"
                        + (label.equals("-1") || label.equals("*") ? "0" : label)
                        + "'");
    }

    @Test
    void read_emptyLabel_isRefused() throws IOException {
        CsvRefusals.assertReadRefused(
                file("x,label\n1,\n"),
                "line 2: column 'label': an empty value is not a label; write 0 or 1, or leave the"
                        + " row out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NA", "n/a", "NaN", "null", "?", ".", "#N/A", "Missing", "None", "-", "N.A.", "NaT",
                "#VALUE!", "#DIV/0!", "(null)"
            })
    void read_missingLabel_isNoClass(String label) throws IOException {
        Path file = file("x,label\n1,good\n2," + label + "\n");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                CsvDataset.readLabelled(
                                        CsvInput.of(file), CsvOptions.usual().withPositive("good")))
                .withMessageContaining("line 3: column 'label': '" + label + "' is not a label");
    }

    @ParameterizedTest
    @ValueSource(strings = {"develop", "trains", "tests", "0"})
    void read_unknownSplit_isRefused(String split) throws IOException {
        CsvRefusals.assertReadRefused(
                file("x,label,split\n1,0," + split + "\n"),
                "line 2: column 'split': '"
                        + split
                        + "' is not a split; write train, validation or test");
    }

    @Test
    void read_emptySplit_isRefused() throws IOException {
        CsvRefusals.assertReadRefused(
                file("split,x,label\ntrain,1,0\n,1,0\n"),
                "line 3: column 'split': an empty value is not a split; write train, validation or"
                        + " test");
    }

    @ParameterizedTest
    @CsvSource({"train,validation,test", "train,test,validation", "validation,test,train"})
    void read_partWithoutRows_isRefused(String one, String two, String missing) throws IOException {
        CsvRefusals.assertReadRefused(
                file("x,label,split\n1,0," + one + "\n1,0," + two + "\n"),
                "no row has the split '" + missing + "'; mark some, or leave the split column out");
    }

    @Test
    void read_tooFewRowsToSplit_isRefused() throws IOException {
        CsvRefusals.assertReadRefused(
                file("x,label\n" + "1,0\n".repeat(6)),
                "6 rows are too few to split; give at least 7, or a split column");
    }

    @ParameterizedTest
    @CsvSource({"'1', 1", "'1,0,2', 3", "'1,0,', 3", "'\"\"', 1", "'#1', 1", "'\"1,0\"', 1"})
    void read_raggedRow_isRefused(String row, int count) throws IOException {
        assertRefused(
                "x,label\n1,0\n" + row + "\n1,0\n",
                "line 3: values: " + count + ", columns: 2; give one for each column");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1,0", "1\",0", "1,\"0\n\"", "1,5\" \"", "\"1\"2,0", "\"1\" \"2\",0"})
    void read_strayQuote_isRefused(String row) throws IOException {
        assertRefused("x,label\n1,0\n\n" + row + "\n1,0\n", "line 4: " + QUOTES);
    }

    @Test
    void read_strayQuoteInHeader_isRefused() throws IOException {
        assertRefused("\"x,label\n1,0\n", "line 1: " + QUOTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", "\n\n", "\n \t\n"})
    void read_lineNumber_countsBlankLinesAndAnyLineEnd(String end) throws IOException {
        int lines = end.chars().filter(c -> c == '\n').count() == 2 ? 2 : 1;
        assertRefused(
                String.join(end, "\uFEFFx,label", "1,0", "\"2\",1", "bad,1", "4,0"),
                "line "
                        + (3 * lines + 1)
                        + ": column 'x': 'bad' is not a finite number; write one such as -0.25");
    }

    @Test
    void read_wrongByte_isRefusedInItsOwnLine() throws IOException {
        byte[] text = ("x,label\n" + "1,0\n".repeat(5000) + "?,0\n").getBytes(US_ASCII);
        text[text.length - 4] = (byte) 0xE4;
        Path file = Files.write(directory.resolve("data.csv"), text);
        CsvRefusals.assertRefused(
                file, "line 5002: the bytes are not UTF-8; save the file in UTF-8");
    }

    @Test
    void read_device_isRefusedUnopened() {
        Path zeros = Path.of("/dev/zero");
        assumeTrue(Files.exists(zeros), "only Unix has endless files");
        CsvRefusals.assertRefused(
                zeros,
                "this is no regular file, but a pipe or a device; save what it gives as a CSV"
                        + " file, or pass it to standard input and name -");
    }

    @Test
    void read_lineTooLong_isRefused() throws IOException {
        assertRefused(
                "x".repeat(1_000_001) + "\n1\n",
                "line 1: more than 1000000 characters; is this a CSV file?");
    }

    @Test
    void read_longestLineFullOfQuotes_isCountedWithoutOverflow() throws IOException {
        String value = "\"" + "\"\"".repeat(499_999) + "\"";
        CsvRefusals.assertRefused(
                file("x\n" + value + "\n"),
                "line 2: column 'x': '"
                        + "\"".repeat(60)
                        + "...' is not a finite number; write one such as -0.25");
    }

    @Test
    void read_moreThanMemoryHolds_isRefusedByBytes() throws IOException {
        CsvInput source = CsvInput.of(file("x,y\n" + "1,2\n".repeat(1000)));
        long bytesOfRow = 20; // two floats, a code of the label, a reference to the split
        assertThat(CsvDataset.rows(source, CsvOptions.usual(), false, 1000 * bytesOfRow).size())
                .isEqualTo(1000);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> CsvDataset.rows(source, CsvOptions.usual(), false, 999 * bytesOfRow))
                .withMessageContaining(
                        "line 1001: too much data: 1000 rows of 2 features take more than 0 MB");
    }

    @Test
    void read_strangeValue_isShownOnOneLine() throws IOException {
        CsvRefusals.assertRefused(
                file("x\n1\n\"a\u2028b\u0085c\u202Ed\"\n"),
                "line 3: column 'x': 'a?b?c?d' is not a finite number; write one such as -0.25");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " x", "x ", "label", "split", "a\nb", "\uFEFFx", "a\u2028b", "twice"})
    void write_nameThatCannotBeReadBack_isRefused(String name) throws IOException {
        Examples part = new Examples(2, new float[] {1, 2}, new float[] {0});
        DataSplits data = new DataSplits("any", List.of(name, "twice"), part, part, part);
        assertWriteRefused(data, "feature name '");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void write_notFinite_isRefused(float value) throws IOException {
        Examples part = new Examples(1, new float[] {value}, new float[] {0});
        assertWriteRefused(
                new DataSplits("any", List.of("x"), part, part, part), "feature value " + value);
    }

    @ParameterizedTest
    @ValueSource(floats = {0.5f, 2, -1, Float.NaN})
    void write_otherLabel_isRefused(float label) throws IOException {
        Examples part = new Examples(1, new float[] {1}, new float[] {label});
        assertWriteRefused(new DataSplits("any", List.of("x"), part, part, part), "label " + label);
    }

    @Test
    void write_emptyPart_isRefused() throws IOException {
        Examples part = new Examples(1, new float[] {1}, new float[] {0});
        Examples none = new Examples(1, new float[0], new float[0]);
        assertWriteRefused(
                new DataSplits("any", List.of("x"), part, none, part),
                "the validation set has no examples");
    }

    @Test
    void write_tooWide_isRefused() throws IOException {
        List<String> names = IntStream.range(0, 4097).mapToObj(i -> "x" + i).toList();
        Examples part = new Examples(4097, new float[4097], new float[1]);
        assertWriteRefused(new DataSplits("any", names, part, part, part), "4097 features");
    }

    private void assertWriteRefused(DataSplits data, String start) throws IOException {
        Path file = directory.resolve("old.csv");
        Files.writeString(file, "old");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvDataset.write(data, file))
                .withMessageStartingWith(start);
        assertThat(file).hasContent("old");
    }
}
