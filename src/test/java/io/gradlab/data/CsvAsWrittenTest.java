package io.gradlab.data;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gradlab.core.UserMistake;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What spreadsheets, pandas, NumPy and R write: the same numbers, or what it is. */
class CsvAsWrittenTest {

    private static final int ROWS = 60;

    private static final CsvOptions USUAL = CsvOptions.usual();

    /** Four decimals, so that no value may be taken for thousands. */
    private static float value(int row, int column) {
        return (row * 37 + column * 101) % 199 / 128f - 0.7f;
    }

    private static int label(int row) {
        return row * 7 % 10 < 4 ? 1 : 0;
    }

    /** A table of rows with cells, the header first. */
    private static List<List<String>> table() {
        return Stream.concat(
                        Stream.of(List.of("radius", "texture", "smoothness", "label")),
                        IntStream.range(0, ROWS)
                                .mapToObj(
                                        row ->
                                                Stream.concat(
                                                                IntStream.range(0, 3)
                                                                        .mapToObj(
                                                                                i ->
                                                                                        Float
                                                                                                .toString(
                                                                                                        value(
                                                                                                                row,
                                                                                                                i))),
                                                                Stream.of("" + label(row)))
                                                        .toList()))
                .toList();
    }

    private static String lines(String separator, UnaryOperator<String> line) {
        return table().stream()
                .map(cells -> line.apply(String.join(separator, cells)) + "\n")
                .collect(Collectors.joining());
    }

    private static String csv() {
        return lines(",", line -> line);
    }

    /** The last cell of each row, the header aside, in other words. */
    private static String labelled(UnaryOperator<String> words) {
        return lines(
                ",",
                line ->
                        line.endsWith("label")
                                ? line
                                : line.substring(0, line.length() - 1)
                                        + words.apply(line.substring(line.length() - 1)));
    }

    private static CsvRows read(byte[] file, CsvOptions options) throws IOException {
        return CsvDataset.readLabelled(
                CsvInput.of(new ByteArrayInputStream(file), "test.csv"), options);
    }

    private static CsvRows read(String text, CsvOptions options) throws IOException {
        return read(text.getBytes(UTF_8), options);
    }

    private static void assertBase(CsvRows rows) {
        assertThat(rows.featureNames()).containsExactly("radius", "texture", "smoothness");
        float[] features = new float[3 * ROWS];
        float[] labels = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            labels[row] = label(row);
            for (int i = 0; i < 3; i++) {
                features[3 * row + i] = value(row, i);
            }
        }
        assertThat(rows.features()).containsExactly(features);
        assertThat(rows.labels()).containsExactly(labels);
    }

    static Stream<Arguments> accepted() {
        String csv = csv();
        return Stream.of(
                Arguments.of("as it is", csv),
                Arguments.of("semicolons", lines(";", line -> line)),
                Arguments.of("decimal commas", lines(";", line -> line.replace('.', ','))),
                Arguments.of("tabs", lines("\t", line -> line)),
                Arguments.of("tabs, decimal commas", lines("\t", line -> line.replace('.', ','))),
                Arguments.of("sep=tab", "sep=\t\r\n" + lines("\t", line -> line)),
                Arguments.of("tabs and blanks", lines(" \t ", line -> line)),
                Arguments.of("sep=;", "sep=;\r\n" + lines(";", line -> line)),
                Arguments.of("\"sep=,\"", "\"sep=,\"\n" + csv),
                Arguments.of("trailing separator", lines(",", line -> line + ",")),
                Arguments.of("trailing separators", lines(",", line -> line + ",,,")),
                Arguments.of("trailing semicolon", lines(";", line -> line + " ; ")),
                Arguments.of("header alone trailing", csv.replaceFirst("label", "label,")),
                Arguments.of(
                        "rows alone trailing",
                        lines(",", line -> line.endsWith("label") ? line : line + ",")),
                Arguments.of(
                        "trailing column with a name",
                        lines(",", line -> line + (line.endsWith("label") ? ",Unnamed: 4" : ","))),
                Arguments.of("lines of separators", ",,,\n" + csv.replace("\n", "\n,,,\n")),
                Arguments.of("more separators", csv + ",,,,,,\n , \n"),
                Arguments.of(
                        "quoted", lines(",", line -> "\"" + line.replace(",", "\",\"") + "\"")),
                Arguments.of("no-break spaces", lines(" , ", line -> " " + line + " ")),
                Arguments.of("other blanks", lines("\u202F,\u3000", line -> "\uFEFF" + line)),
                Arguments.of("pandas index", numbered("", 0)),
                Arguments.of("R row names", numbered("\"\"", 1)),
                Arguments.of("savetxt header", "# " + csv),
                Arguments.of("labels of savetxt", labelled(CsvAsWrittenTest::savetxt)),
                Arguments.of("1.0", labelled(word -> word + ".0")),
                Arguments.of("1.", labelled(word -> word + ".")),
                Arguments.of("True", labelled(word -> word.equals("1") ? "True" : "False")),
                Arguments.of("TRUE", labelled(word -> word.equals("1") ? "TRUE" : "FALSE")),
                Arguments.of("1e0", labelled(word -> word.equals("1") ? "1e0" : "0e5")),
                Arguments.of("+1", labelled(word -> word.equals("1") ? "+1" : "-0")),
                Arguments.of("001", labelled(word -> "00" + word)));
    }

    private static String savetxt(String word) {
        return word + ".000000000000000000e+00";
    }

    private static String numbered(String name, int from) {
        List<List<String>> table = table();
        return IntStream.range(0, table.size())
                .mapToObj(
                        i ->
                                (i == 0 ? name : "\"" + (i - 1 + from) + "\"")
                                        + ","
                                        + String.join(",", table.get(i))
                                        + "\n")
                .collect(Collectors.joining());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void accepted(String name, String text) throws IOException {
        assertBase(read(text, USUAL));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void utf16WithItsMark_isRead(boolean little) throws IOException {
        Charset charset = little ? UTF_16LE : UTF_16BE;
        byte[] file = ("\uFEFF" + csv()).getBytes(charset);
        assertBase(read(file, USUAL));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Arrays.copyOf(file, file.length - 1), USUAL))
                .withMessageContaining("half a character of UTF-16");
    }

    @Test
    void separatorAndDecimalSign_areSaid() throws IOException {
        assertThat(read(lines(";", line -> line.replace('.', ',')), USUAL).notes())
                .extracting(Object::toString)
                .containsExactly(
                        "the values are separated by semicolons",
                        "the numbers have decimal commas");
        assertThat(read(csv(), USUAL).notes()).isEmpty();
    }

    @Test
    void separatorThatIsSaid_isNotGuessed() throws IOException {
        String text = "a;b,label\n1,0\n2,1\n";
        assertThat(read(text, USUAL).featureNames()).containsExactly("a;b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text, USUAL.withSeparator(Separator.SEMICOLON)))
                .withMessageContaining("no column 'label' among 'a', 'b,label'");
    }

    @Test
    void decimalCommaBesidePoint_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("x;label\n0,5;0\n0.25;1\n", USUAL))
                .withMessageStartingWith("test.csv, line 2: a number with a decimal comma")
                .withMessageContaining("with a point in line 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,234", "-12,345", "999,999"})
    void commasThatMayBeThousands_areRefused(String number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("x;label\n" + number + ";0\n5;1\n", USUAL))
                .withMessageContaining("line 2: ")
                .withMessageContaining("thousands");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,234", "1,5"})
    void commasBetweenCommas_areNoDecimals(String number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("x,label\n\"" + number + "\",0\n", USUAL))
                .withMessageContaining(
                        "'" + number + "' has a comma, which is a decimal sign only");
    }

    @Test
    void firstColumnWithoutName_isPassedOverOnlyIfItNumbersTheRows() throws IOException {
        assertThat(read(numbered("", 0), USUAL).notes())
                .extracting(Object::toString)
                .containsExactly("the first column, without a name, is passed over as row numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(",x,label\n7,1,0\n7,2,1\n", USUAL))
                .withMessageContaining("column 1 has no name, and its values repeat");
    }

    @Test
    void firstColumnWithoutName_ofFractions_isAFeature() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(",x,label\n0.5,1,0\n1.0,2,1\n", USUAL))
                .withMessageContaining("line 2: '0.5' in column 1, which has no name");
    }

    @Test
    void booleans_areFeatures() throws IOException {
        CsvRows rows = read("a,b,label\nTrue,1.5,0\nFALSE,2,1\n", USUAL);
        assertThat(rows.features()).containsExactly(1, 1.5f, 0, 2);
        assertThat(rows.notes())
                .extracting(Object::toString)
                .containsExactly("True and False among the features are 1 and 0");
    }

    @Test
    void headerOfData_isNoHeader() throws IOException {
        for (String first :
                List.of("8000,M,-0.33,0.5,1.25", "5.1,3.5,1.4,0.2,Iris-setosa", "1,0,0.99,-1,g")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> read(first + "\n" + first + "\n", USUAL))
                    .withMessageContaining("line 1: the first line holds numbers, '")
                    .withMessageContaining("as data do");
        }
        // As pandas names columns that had no names.
        assertThat(read("0,1,2,label\n5,6,7,0\n8,9,1,1\n", USUAL).featureNames())
                .containsExactly("0", "1", "2");
    }

    @Test
    void wideTables_areReadInGroupsOfColumns() throws IOException {
        int width = 1000;
        String names =
                IntStream.range(0, width)
                        .mapToObj(i -> "\"x;" + i + "\"")
                        .collect(Collectors.joining(";"));
        String values =
                IntStream.range(0, width)
                        .mapToObj(i -> i % 3 == 0 ? "\" " + i + "\"" : " " + i + ".5 ")
                        .collect(Collectors.joining(";"));
        CsvRows rows = read(names + ";label\n" + values + ";1\n", USUAL);
        assertThat(rows.width()).isEqualTo(width);
        for (int i = 0; i < width; i++) {
            assertThat(rows.featureNames().get(i)).isEqualTo("x;" + i);
            assertThat(rows.features()[i]).isEqualTo(i % 3 == 0 ? i : i + 0.5f);
        }
    }

    @Test
    void columnsThatAreNotAskedFor_mayBeAnything() throws IOException {
        String text = "a,b,,x,x,label\n1,2,,red,,\n3,4,5,blue,NA,?\n";
        CsvRows rows =
                CsvDataset.readFeatures(
                        CsvInput.of(new ByteArrayInputStream(text.getBytes(UTF_8)), "test.csv"),
                        USUAL.withFeatures(List.of("b", "a")));
        assertThat(rows.features()).containsExactly(2, 1, 4, 3);
    }

    @Test
    void labelsOfAKnownTraining_needNotHaveBothClasses() throws IOException {
        CsvOptions known = USUAL.withPositive("M").withFeatures(List.of("x"));
        assertThat(read("x,label\n1,B\n2,B\n", known).labels()).containsExactly(0, 0);
        for (String labels : List.of("1,0\n2,1\n", "1,0\n2,0\n", "1,B\n2,C\n")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> read("x,label\n" + labels, known))
                    .withMessageContaining("no row of column 'label' is 'M'; it holds '");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("x,diag\n1,B\n2,B\n", known))
                .withMessageContaining("no column 'label', which held the labels of the training")
                .withMessageContaining("where 'M' is label 1");
    }

    @Test
    void positiveInTwoSpellings_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("x,label\n1,M\n2,m\n3,B\n", USUAL.withPositive("M")))
                .withMessageContaining("line 3: column 'label': 'm', where 'M' is label 1");
    }

    @Test
    void minusBesidePlus_isAClass() throws IOException {
        assertThat(read("x,label\n1,+\n2,-\n", USUAL.withPositive("+")).labels())
                .containsExactly(1, 0);
    }

    @Test
    void valueUnderNoName_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("x,label,\n1,0,\n2,1,9\n", USUAL))
                .withMessageContaining("line 3: '9' in column 3, which has no name");
    }

    @Test
    void columnThatIsEmptyInPart_isRefusedAtItsFirstGap() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("x,y,label\n1,,0\n2,,1\n3,4,1\n", USUAL))
                .withMessageContaining("line 2: column 'y': an empty value");
    }

    @ParameterizedTest
    @CsvSource({"M,B", "yes,no", "2,1", "1,-1", "1.0,-1.0", "TRUE,no", "spam,ham"})
    void positive_isOneAndEveryOtherValueZero(String positive, String negative) throws IOException {
        String text = labelled(word -> word.equals("1") ? positive : negative);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text, USUAL))
                .withMessageContaining("the column holds '")
                .withMessageContaining("set positive to '");
        assertBase(read(text, USUAL.withPositive(positive)));
        assertThat(read(text, USUAL.withPositive(positive)).notes())
                .extracting(Object::toString)
                .containsExactly(
                        "column 'label': '%s' is label 1, '%s' label 0"
                                .formatted(positive, negative));
    }

    @Test
    void positive_isANumberHoweverItIsWritten() throws IOException {
        String text = labelled(word -> word.equals("1") ? "2.000e+00" : "1");
        assertBase(read(text, USUAL.withPositive("2")));
    }

    @Test
    void positiveOfSeveral_standsAgainstTheRest() throws IOException {
        String text = "x,label\n1,setosa\n2,virginica\n3,versicolor\n4,setosa\n";
        assertThat(read(text, USUAL.withPositive("setosa")).labels()).containsExactly(1, 0, 0, 1);
    }

    @Test
    void positiveThatIsNoValue_isRefusedWithTheValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("x,label\n1,M\n2,B\n", USUAL.withPositive("malignant")))
                .withMessage(
                        "test.csv: no row of column 'label' is 'malignant'; it holds 'M', 'B'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "17"})
    void labelOfManyNumbers_isARegression(String positive) {
        String text =
                IntStream.range(0, 40)
                        .mapToObj(i -> i + "," + i + "\n")
                        .collect(Collectors.joining("", "x,label\n", ""));
        CsvOptions options = positive.isEmpty() ? USUAL : USUAL.withPositive(positive);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text, options))
                .withMessageContaining("holds 40 different numbers")
                .withMessageContaining("as for a regression");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("x,label\n1,0.5\n2,1.5\n3,2.5\n", options))
                .withMessageContaining("as for a regression");
    }

    @Test
    void labelOfManyTexts_isNone() {
        String text =
                IntStream.range(0, 1001)
                        .mapToObj(i -> i + ",name" + i + "\n")
                        .collect(Collectors.joining("", "x,label\n", ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text, USUAL.withPositive("name1")))
                .withMessageContaining("holds more than 1000 different values");
    }

    @Test
    void missingLabel_namesTheOneColumnThatMayBeIt() {
        String text = csv().replaceFirst("label", "target");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text, USUAL))
                .isInstanceOf(UserMistake.class)
                .withMessage(
                        "test.csv: no column 'label' among 'radius', 'texture', 'smoothness',"
                                + " 'target'; column 'target' has two values and may be it; set"
                                + " label to 'target'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("x,a,b\n1,0,u\n2,1,v\n3,0,v\n", USUAL))
                .withMessageContaining("columns 'a', 'b' have two values each")
                .withMessageEndingWith("set label to 'NAME'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("x,sick,Label\n1,0,u\n2,1,v\n3,0,v\n", USUAL))
                .withMessageEndingWith("set label to 'Label'");
    }

    @Test
    void labelOfAnotherName_isRead() throws IOException {
        assertBase(read(csv().replaceFirst("label", "target"), USUAL.withLabel("target")));
    }

    @Test
    void drop_passesOverTextAndNumbers() throws IOException {
        String text =
                lines(",", line -> (line.endsWith("label") ? "name,\"a,b\"," : "Bob,7,") + line);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text, USUAL))
                .withMessageContaining("line 2: column 'name': 'Bob' is not a finite number")
                .withMessageEndingWith("set drop to 'name'");
        assertBase(read(text, USUAL.withDrop(CsvOptions.names("name,\"a,b\""))));
    }

    @Test
    void dropOfNoColumn_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(csv(), USUAL.withDrop(List.of("radios"))))
                .withMessage(
                        "test.csv: no column 'radios' to leave out; there are 'radius',"
                                + " 'texture', 'smoothness', 'label'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> USUAL.withDrop(List.of("label")))
                .withMessageContaining("'label' is the label and cannot be dropped");
    }

    @Test
    void featuresByName_areReadInTheirOrder() throws IOException {
        CsvOptions options = USUAL.withFeatures(List.of("smoothness", "radius"));
        CsvRows rows = read(csv(), options);
        assertThat(rows.featureNames()).containsExactly("smoothness", "radius");
        assertThat(rows.features()).startsWith(value(0, 2), value(0, 0), value(1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(csv(), USUAL.withFeatures(List.of("area", "radius"))))
                .withMessageStartingWith(
                        "test.csv: no column 'area' that the network was trained with");
    }

    @ParameterizedTest
    @CsvSource({
        "Train,VAL,Test",
        "train,valid,test",
        "TRAIN,dev,TEST",
        "training,Validation,testing"
    })
    void splitWords_inAnyCase(String train, String validation, String test) throws IOException {
        String text = "x,label,split\n1,0,%s\n2,1,%s\n3,0,%s\n".formatted(train, validation, test);
        assertThat(read(text, USUAL).split()).containsExactly("train", "validation", "test");
    }

    @Test
    void headerOfNumbers_isNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("0.5,-1.25,0\n1,2,1\n", USUAL))
                .withMessageContaining("line 1: the first line holds numbers, '0.5'");
    }

    @Test
    void blanksBetweenColumns_areNoSeparators() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("1e0 2.5 0\n3 4 1\n", USUAL))
                .withMessageContaining("line 1: the first line holds numbers, '1e0'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("\"x\" \"label\"\n\"1\" 0.5 0\n", USUAL))
                .withMessageContaining("line 1: no commas, semicolons or tabs between the names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inf", "0x1F", "NA", "1f", "$5", "5 %"})
    void valueThatIsNoText_isNotDropped(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("x,label\n" + value + ",0\n", USUAL))
                .withMessageEndingWith("is not a finite number; write one such as -0.25");
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "2020-01-31", "31.1.2020", "12:30:00", "Größe"})
    void columnOfText_canBeDropped(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("x,label\n" + value + ",0\n", USUAL))
                .withMessageEndingWith("set drop to 'x'");
    }

    @Test
    void rowNamesThatTheHeaderLacks_areNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("\"x\",\"label\"\n\"1\",0.5,0\n", USUAL))
                .withMessageContaining("line 2: values: 3, columns: 2")
                .withMessageContaining("R's write.table");
    }

    @Test
    void ids_areWarnedOf() throws IOException {
        String text =
                lines(",", line -> (line.endsWith("label") ? "id" : "" + id(line)) + "," + line);
        assertThat(read(text, USUAL).warnings())
                .extracting(Object::toString)
                .containsExactly(
                        "another whole number in every row, as of an id or a row number, and"
                                + " learned all the same unless it is dropped: column 'id'");
        assertThat(read(csv(), USUAL).warnings()).isEmpty();
    }

    /** Beyond what floats tell apart. */
    private static long id(String line) {
        return 1L << 40 | Integer.toUnsignedLong(line.hashCode());
    }
}
