package io.gradlab.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The way of a file as people have it, with ids, words for labels and a separator too many, through
 * train, diagnose, evaluate and predict.
 */
class DataCommandsTest {

    private static final Path LEAVES = Path.of("src/docs/leaves.csv");

    private static final String COLUMNS =
            " --data src/docs/leaves.csv --label tree --positive ash --drop id";

    @TempDir private static Path directory;

    private static Command trained;

    @BeforeAll
    static void train() {
        trained = run("train --standardize --out DIR/scaled" + COLUMNS);
    }

    private static Command run(String line) {
        return Command.ofLine(line.replace("DIR", directory.toString()));
    }

    private static Path write(String name, List<List<String>> table, String separator)
            throws IOException {
        return Files.writeString(
                directory.resolve(name),
                table.stream()
                        .map(cells -> String.join(separator, cells) + "\n")
                        .collect(Collectors.joining()));
    }

    /** The leaves, some columns of them in this order. */
    private static List<List<String>> leaves(int... columns) throws IOException {
        List<List<String>> table = new ArrayList<>();
        for (String line : Files.readAllLines(LEAVES)) {
            List<String> cells = List.of(line.split(",", -1));
            List<String> chosen = new ArrayList<>();
            for (int column : columns) {
                chosen.add(cells.get(column));
            }
            table.add(chosen);
        }
        return table;
    }

    @Test
    void train_standardised_learnsAndSaysHowItRead() {
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        assertThat(trained.err().lines())
                .contains(
                        "note: a column without a name and values at the end is passed over",
                        "note: column 'tree': 'ash' is label 1, 'elm' label 0")
                .noneMatch(line -> line.startsWith("warning:"));
        assertThat(accuracy(trained)).isGreaterThan(0.9);
    }

    private static double accuracy(Command run) {
        return run.out()
                .lines()
                .filter(line -> line.startsWith("[Test] score/loss: "))
                .mapToDouble(line -> Double.parseDouble(line.split("[ /]", -1)[3]))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void train_unscaled_endsWithALineThatSaysSo() {
        Command run = run("train --epochs 200 --out DIR/raw" + COLUMNS);
        assertThat(run.exitCode()).isZero();
        assertThat(run.err().lines().reduce((first, last) -> last).orElseThrow())
                .startsWith(
                        "warning: the features are unscaled, std of feature 'area mm2', the"
                                + " largest: 445 > 5; --standardize gives");
    }

    @Test
    void diagnose_unscaled_namesTheColumn() {
        Command run = run("diagnose --epochs 200 --out DIR/diagnosed" + COLUMNS);
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out())
                .contains("Diagnosis: unscaled inputs")
                .contains("std of feature 'area mm2', the largest: ");
    }

    @Test
    void predict_columnsInAnyOrderWithoutLabels_sameProbabilities() throws IOException {
        String line = "predict --params DIR/scaled/best-0000.params --data ";
        Command whole = run(line + LEAVES);
        assertThat(whole.exitCode()).as(whole.err()).isZero();
        assertThat(whole.out().lines()).hasSize(161);
        Path other = write("other.csv", leaves(6, 2, 0, 4, 3, 5), ";");
        Command reordered = run(line + other);
        assertThat(reordered.out()).isEqualTo(whole.out());
        assertThat(reordered.err()).isEqualTo("note: the values are separated by semicolons\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"predict", "evaluate"})
    void columnThatIsMissing_isRefusedByName(String command) throws IOException {
        Path lacking = write("lacking.csv", leaves(1, 2, 3, 5), ",");
        Command run = run(command + " --params DIR/scaled/best-0000.params --data " + lacking);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("no column 'area mm2', 'roughness' that the network was trained with");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void evaluate_withoutSeed_scoresTheRowsThatWereKept() {
        Command run = run("evaluate --params DIR/scaled/best-0000.params --data " + LEAVES);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(accuracy(run)).isEqualTo(accuracy(trained));
        assertThat(run.err()).contains("note: the split is that of the training");
        Command other =
                run("evaluate --params DIR/scaled/best-0000.params --data-seed 5 --data " + LEAVES);
        assertThat(other.err()).contains("warning: ").contains("may have been trained on");
        Command all =
                run("evaluate --params DIR/scaled/best-0000.params --split all --data " + LEAVES);
        assertThat(all.err()).contains("note: these are the data of the training");
    }

    @Test
    void evaluate_fileOfOnePart_needsNoOther() throws IOException {
        Path part = write("part.csv", leaves(1, 2, 3, 4, 5, 6), ",");
        Files.writeString(
                part,
                Files.readString(part).replace("\n", ",test\n").replaceFirst("test", "Split"));
        Command run = run("evaluate --params DIR/scaled/best-0000.params --data " + part);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("over 160 examples");
        assertThat(run.err()).contains("may have been trained on");
        Command all =
                run("evaluate --params DIR/scaled/best-0000.params --split all --data " + part);
        assertThat(all.err()).contains("these are not the data of the training row by row");
    }

    @Test
    void drop_ofNothing_isRefused() {
        assertThat(Command.run("train", "--drop", "", "--out", "none").err())
                .startsWith("error: no name of a column to leave out");
    }

    @Test
    void predict_fileOfAnotherProgram_dropsColumns() throws IOException {
        Path two = write("ids.csv", leaves(0, 1, 2, 3), ",");
        String line =
                "predict --activation sigmoid --params src/test/resources/reference/l2.init.npz"
                        + " --data "
                        + two;
        assertThat(run(line).err()).contains("add --drop tree");
        assertThat(run(line + " --drop id,tree").exitCode()).isZero();
    }

    @Test
    void init_oppositeLabels_areTold() {
        Command run =
                run(
                        "train --epochs 1 --standardize --init DIR/scaled/best-0000.params --out"
                                + " DIR/opposite"
                                + COLUMNS.replace("ash", "elm"));
        assertThat(run.err()).contains("was trained with label 1 for 'ash'; here it is for 'elm'");
    }

    @Test
    void evaluate_splitOfAnotherSeed_isTakenFromTheFile() {
        Command training =
                run("train --standardize --epochs 20 --data-seed 9 --out DIR/nine" + COLUMNS);
        Command run = run("evaluate --params DIR/nine/best-0000.params --data " + LEAVES);
        assertThat(accuracy(run)).isEqualTo(accuracy(training));
        assertThat(run.out()).contains("by seed 9");
        assertThat(run.err()).contains("note: the split is that of the training");
    }

    @Test
    void evaluate_fileOfAnotherProgram_takesLabelAndPositive() throws IOException {
        Path two = write("two.csv", leaves(2, 3, 1), ",");
        String line =
                "evaluate --activation sigmoid --params src/test/resources/reference/l2.init.npz"
                        + " --data "
                        + two;
        assertThat(run(line).exitCode()).isEqualTo(2);
        assertThat(run(line).err()).contains("add --label tree");
        assertThat(run(line + " --label tree").err()).contains("add --positive elm");
        Command run = run(line + " --label tree --positive ash");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("note: the parameter file names no features")
                .contains("warning: the parameter file does not name the data of the training");
    }

    @Test
    void predict_fileOfAnotherProgram_takesTheLabelOut() throws IOException {
        Path two = write("target.csv", leaves(2, 3, 1), ",");
        String line =
                "predict --activation sigmoid --params src/test/resources/reference/l2.init.npz"
                        + " --data "
                        + two;
        assertThat(run(line).exitCode()).isEqualTo(2);
        assertThat(run(line + " --label tree").exitCode()).isZero();
    }

    @Test
    void init_columnsInAnotherOrder_areThoseOfTheParameters() throws IOException {
        Path other = write("reordered.csv", leaves(6, 1, 2, 4, 3, 5), ",");
        String line =
                "train --epochs 2 --init DIR/scaled/best-0000.params --label tree --positive ash"
                        + " --out DIR/";
        Command first = run(line + "first --standardize --drop id --data " + LEAVES);
        Command second = run(line + "second --standardize --data " + other);
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(directory.resolve("second/history.csv"))
                .hasSameTextualContentAs(directory.resolve("first/history.csv"));
        assertThat(second.err()).doesNotContain("warning:");
        assertThat(run(line + "third --data " + other).err())
                .contains("was trained on standardised features; add --standardize");
        Path renamed = write("renamed.csv", leaves(1, 2, 3, 4, 5, 6), ",");
        Files.writeString(renamed, Files.readString(renamed).replaceFirst("length mm", "size"));
        assertThat(run(line + "fourth --standardize --data " + renamed).err())
                .contains("was trained on the columns length mm, ")
                .contains("here they are size, ");
    }

    @Test
    void export_keepsWhatTheFileKnows() {
        Command export =
                run("export --params DIR/scaled/best-0000.params --to DIR/exported.safetensors");
        assertThat(export.exitCode()).as(export.err()).isZero();
        Command run = run("evaluate --params DIR/exported.safetensors --data " + LEAVES);
        assertThat(accuracy(run)).isEqualTo(accuracy(trained));
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "preflight", "population --members 4", "run three-layer"})
    void standardInput_isReadAsAFileIs(String command) throws IOException {
        byte[] leaves = Files.readAllBytes(LEAVES);
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(leaves));
            Command run =
                    run(
                            command
                                    + (command.startsWith("preflight") ? "" : " --epochs 2")
                                    + (command.startsWith("run") ? " --seeds 1" : "")
                                    + " --standardize --out DIR/stdin"
                                    + COLUMNS.replace("src/docs/leaves.csv", "-"));
            assertThat(run.exitCode()).as(run.err()).isIn(0, 4);
            assertThat(run.out()).contains("standard input (no split column");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void pipe_isRefusedAndStandardInputNamed() {
        Path zero = Path.of("/dev/zero");
        if (Files.exists(zero)) { // only Unix has it
            Command run = run("train --data /dev/zero --out DIR/none");
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("pass it to standard input and name -");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train",
                "diagnose",
                "preflight",
                "cure",
                "population",
                "map --x depth=1 --y bias=0",
                "run two-layer"
            })
    void oneClassAlone_isRefusedByEveryCommandThatTrains(String command) throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("one.csv"), "x,label\n" + "1.5,0\n2.5,0\n".repeat(50));
        Command run = run(command + " --out DIR/one --data " + file);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines())
                .singleElement()
                .asString()
                .contains("every example has label 0");
        assertThat(directory.resolve("one")).doesNotExist();
    }

    @Test
    void separator_thatTheHeaderHides_isTheOneThatIsSaid() throws IOException {
        Path file =
                Files.write(
                        directory.resolve("sep.csv"),
                        ("\"size, mm\";a, b;label\n" + "1;2,5;0\n3;4,5;1\n".repeat(60))
                                .getBytes(UTF_8));
        assertThat(run("train --epochs 2 --out DIR/sep --data " + file).exitCode()).isEqualTo(2);
        Command run = run("train --epochs 2 --sep ; --out DIR/sep --data " + file);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run("train --sep | --data " + file).err())
                .contains("--sep '|' is unknown; use , ; or tab");
    }

    @Test
    void quiet_leavesNotesOutAndWarningsIn() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("few.csv"), "x;label\n" + "1;0\n2;1\n".repeat(20));
        Command run = run("train --quiet --epochs 2 --out DIR/few --data " + file);
        assertThat(run.err()).contains("warning: repeats").doesNotContain("note:");
    }

    @Test
    void chinese_isSpokenInNotesAndWarnings() {
        Command run = run("train --lang zh --epochs 2 --out DIR/zh" + COLUMNS);
        assertThat(run.err())
                .contains("说明：", "警告：特征没有缩放")
                .doesNotContain("note:", "label 1", "passed over");
    }
}
