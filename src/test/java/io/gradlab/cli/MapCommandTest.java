package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapCommandTest {

    private static final String MOONS = "src/test/resources/reference/moons.csv";
    private static final String SMALL =
            "map --x learning-rate=0.2,5 --y hidden=2,5 --members 6 --epochs 40 --quiet";

    @TempDir private Path out;

    private Command run(String arguments, String to) {
        return run(arguments, to, MOONS);
    }

    private Command run(String arguments, String to, String data) {
        Stream<String> given =
                Stream.concat(
                        Arrays.stream(arguments.split(" ")),
                        Stream.of("--out", out.resolve(to).toString()));
        Stream<String> file =
                arguments.contains("noise=") ? Stream.of() : Stream.of("--data", data);
        return Command.run(Stream.concat(given, file).toArray(String[]::new));
    }

    private List<String> csv(String from) throws IOException {
        return Files.readAllLines(out.resolve(from).resolve("map.csv"));
    }

    @Test
    void map_writesACellForEachPair() throws IOException {
        Command run = run(SMALL.replace(" --quiet", ""), "a");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Success probability, by learning rate (columns)");

        assertThat(csv("a")).hasSize(5);
        assertThat(csv("a").get(0))
                .isEqualTo(
                        "learning_rate,hidden,members,success_probability,low,high,dominant,"
                                + "dead_at_birth,died,vanished,symmetric,diverged,stuck");
        assertThat(csv("a").get(1)).startsWith("0.2,2,6,");
        assertThat(csv("a").get(4)).startsWith("5,5,6,");
        JsonObject result =
                JsonParser.parseString(Files.readString(out.resolve("a/result.json")))
                        .getAsJsonObject();
        JsonArray rows = result.getAsJsonArray("cells");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).getAsJsonArray()).hasSize(2);
        for (String figure : List.of("map-success", "map-pathology")) {
            for (String extension : List.of(".svg", ".pdf", ".png")) {
                assertThat(out.resolve("a").resolve(figure + extension)).isNotEmptyFile();
            }
        }
    }

    /** A cell that is there is not trained again, one that is missing is, to the same numbers. */
    @Test
    void map_goesOnWhereItWas() throws IOException {
        run(SMALL, "a");
        List<String> whole = csv("a");
        Path kept = out.resolve("a/cells/000-000.json");
        Path lost = out.resolve("a/cells/001-001.json");
        Files.setLastModifiedTime(kept, FileTime.from(Instant.EPOCH));
        Files.delete(lost);
        Files.delete(out.resolve("a/map.csv"));

        assertThat(run(SMALL, "a").exitCode()).isZero();

        assertThat(csv("a")).isEqualTo(whole);
        assertThat(lost).exists();
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(FileTime.from(Instant.EPOCH));
    }

    @Test
    void anotherMapInTheSamePlace_isRefused() throws IOException {
        run(SMALL, "a");
        List<String> before = csv("a");

        Command other = run(SMALL.replace("--members 6", "--members 7"), "a");

        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.errorLines()).singleElement().asString().contains("another map");
        assertThat(csv("a")).isEqualTo(before);
    }

    /** Cut off, or whole with numbers that cannot be: named, and trained again. */
    @Test
    void damagedCells_areTrainedAgain() throws IOException {
        run(SMALL, "a");
        List<String> before = csv("a");
        Path wrong = out.resolve("a/cells/000-001.json");
        Files.writeString(out.resolve("a/cells/001-000.json"), "{");
        Files.writeString(
                wrong,
                Files.readString(wrong).replaceFirst("\"successes\": 0", "\"successes\": 9"));

        Command run = run(SMALL.replace(" --quiet", ""), "a");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("001-000.json is damaged", "000-001.json is damaged");
        assertThat(csv("a")).isEqualTo(before);
    }

    /** Whatever remains of another map: its cells say themselves of which study they are. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--epochs 40 | --epochs 41 | epochs is 40, asked is 41",
                "--members 6 | --members 7 | members is 6, asked is 7",
                "--x learning-rate=0.2,5 | --x learning-rate=0.3,5 | x_value is \"0.2\", asked is \"0.3\"",
                "--epochs | --seed 1 --epochs | seed is 0, asked is 1",
                "--epochs | --activation relu --epochs | activation is \"sigmoid\", asked is \"relu\"",
                "--epochs | --success 0.5 --epochs | success is 0.95, asked is 0.5"
            })
    void cellsOfAnotherStudy_areRefused(String part, String other, String difference)
            throws IOException {
        run(SMALL, "a");
        Path cell = out.resolve("a/cells/000-000.json");
        String before = Files.readString(cell);
        Files.delete(out.resolve("a/map.json"));

        Command run = run(SMALL.replace(part, other), "a");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.errorLines())
                .singleElement()
                .asString()
                .contains(cell.toString(), difference, "choose another folder, or remove");
        assertThat(cell).hasContent(before);
        assertThat(out.resolve("a/map.json")).doesNotExist();
    }

    /** As the cells of versions that did not write it: with map.json beside them they count. */
    @Test
    void cellsWithoutStudy_needTheMap() throws IOException {
        run(SMALL, "a");
        List<String> before = csv("a");
        Path cell = out.resolve("a/cells/001-000.json");
        JsonObject json = JsonParser.parseString(Files.readString(cell)).getAsJsonObject();
        json.remove("study");
        Files.writeString(cell, json.toString());
        Files.setLastModifiedTime(cell, FileTime.from(Instant.EPOCH));

        assertThat(run(SMALL, "a").exitCode()).isZero();
        assertThat(csv("a")).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(cell)).isEqualTo(FileTime.from(Instant.EPOCH));

        Files.delete(out.resolve("a/map.json"));
        Command run = run(SMALL, "a");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines())
                .singleElement()
                .asString()
                .contains("001-000.json does not say of which study it is");
    }

    @Test
    void cellsOfTheSameStudy_doWithoutTheMap() throws IOException {
        run(SMALL, "a");
        String map = Files.readString(out.resolve("a/map.json"));
        Path kept = out.resolve("a/cells/000-000.json");
        Files.setLastModifiedTime(kept, FileTime.from(Instant.EPOCH));
        Files.delete(out.resolve("a/map.json"));

        assertThat(run(SMALL, "a").exitCode()).isZero();

        assertThat(out.resolve("a/map.json")).hasContent(map);
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(FileTime.from(Instant.EPOCH));
    }

    /** A folder, a pipe, not text, gigantic, or JSON of something else. */
    @Test
    void cellsThatAreNoCells_areNamedAndTheRestGoesOn() throws Exception {
        run(SMALL, "a");
        List<String> before = csv("a");
        Path folder = out.resolve("a/cells/000-000.json");
        Path pipe = out.resolve("a/cells/001-000.json");
        Path bytes = out.resolve("a/cells/000-001.json");
        Path other = out.resolve("a/cells/001-001.json");
        Files.delete(folder);
        Files.createDirectories(folder.resolve("mine"));
        Files.delete(pipe);
        boolean pipes = Pipes.make(pipe);
        Files.write(bytes, new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
        Files.writeString(other, "{\"study\": [], \"x\": {}, \"members\": null}");

        Command run = run(SMALL, "a");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains(folder + " is no regular file; its cell is trained again, but cannot be")
                .contains(bytes + " is damaged", other + " is damaged");
        if (pipes) {
            assertThat(run.err()).contains(pipe + " is no regular file; its cell is trained");
        }
        assertThat(csv("a")).isEqualTo(before);
        assertThat(folder.resolve("mine")).exists();
        assertThat(pipe).isRegularFile();
    }

    @Test
    void mapThatIsNoFile_isRefused() throws Exception {
        Path file = out.resolve("a/map.json");
        Files.createDirectories(file);
        assertThat(run(SMALL, "a").errorLines())
                .singleElement()
                .asString()
                .contains(file + " is no regular file");
        Files.delete(file);
        if (Pipes.make(file)) {
            Command run = run(SMALL, "a");
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.errorLines()).hasSize(1);
        }
    }

    /** The same name with other numbers inside. */
    @Test
    void otherDataOfTheSameName_isAnotherMap() throws IOException {
        Path moons = out.resolve("moons.csv");
        Files.copy(Path.of(MOONS), moons);
        run(SMALL, "a", moons.toString());
        Files.writeString(moons, Files.readString(moons).replaceFirst("\\d\\.\\d+", "9.5"));

        Command other = run(SMALL, "a", moons.toString());

        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.errorLines()).singleElement().asString().contains("another map");
    }

    @Test
    void noiseAxis_takesTheSeedOfTheData() throws IOException {
        String map = "map --x noise=0.3,0.5 --y hidden=3 --members 4 --epochs 30 --quiet";
        run(map + " --data-seed 1", "a");
        run(map + " --data-seed 2", "b");
        run(map + " --data-seed 1", "c");
        assertThat(csv("c")).isEqualTo(csv("a"));
        assertThat(Files.readString(out.resolve("b/result.json")))
                .contains("\"data_seed\": 2")
                .doesNotContain("\"data\"");
    }

    /** What varies does not stand there as if it did not. */
    @Test
    void result_hasProbabilitiesAndVersions() throws IOException {
        run(SMALL, "a");
        JsonObject result =
                JsonParser.parseString(Files.readString(out.resolve("a/result.json")))
                        .getAsJsonObject();
        assertThat(result.keySet())
                .contains(
                        "command",
                        "versions",
                        "device",
                        "threads",
                        "activation",
                        "weights",
                        "data_sha256")
                .doesNotContain("learning_rate", "hidden");
        JsonObject cell =
                result.getAsJsonArray("cells").get(0).getAsJsonArray().get(0).getAsJsonObject();
        assertThat(cell.get("success_probability").getAsDouble())
                .isEqualTo(cell.get("successes").getAsInt() / 6.0);
        assertThat(cell.getAsJsonArray("interval")).hasSize(2);
    }

    @Test
    void populationsFolder_isRefused() {
        Command.run(
                "population",
                "--members",
                "4",
                "--epochs",
                "5",
                "--quiet",
                "--out",
                out.resolve("a").toString());
        Command run = run(SMALL, "a");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines()).singleElement().asString().contains("holds a population");
    }

    /** Every setting can be an axis. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--x depth=1,3 --y activation=relu,tanh",
                "--x weight-std=0.01:10:log:3 --y bias=-8,0",
                "--x noise=0.1,0.5 --y slope=0,0.2 --activation leaky_relu",
                "--x clip-norm=0.1:10:log:2 --y learning-rate=0.1:1:lin:3"
            })
    void everySetting_canVary(String axes) throws IOException {
        Command run = run("map " + axes + " --members 2 --epochs 3 --quiet", "a");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(csv("a")).hasSizeBetween(5, 7);
    }

    /** A map's dead cells: biases of -8 leave no ReLU alive. */
    @Test
    void dominantPathology_isThatOfTheFailures() throws IOException {
        run(
                "map --x bias=-8,0 --y hidden=3 --activation relu --members 5 --epochs 20 --quiet",
                "a");
        assertThat(csv("a").get(1)).startsWith("-8,3,5,0.0,").contains(",dead_at_birth,5,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "map",
                "map --x hidden=1",
                "map --x hidden --y bias=0",
                "map --x width=1 --y bias=0",
                "map --x hidden=1 --y hidden=2",
                "map --x hidden=1,1 --y bias=0",
                "map --x hidden=1.5 --y bias=0",
                "map --x hidden=0 --y bias=0",
                "map --x bias=NaN --y hidden=1",
                "map --x learning-rate=0:1:log:3 --y hidden=1",
                "map --x learning-rate=1:2:cubic:3 --y hidden=1",
                "map --x learning-rate=1:2:log:1 --y hidden=1",
                "map --x learning-rate=-1 --y hidden=1",
                "map --x activation=step --y hidden=1",
                "map --x slope=2 --y hidden=1",
                "map --x bias=0:1:lin:150 --y learning-rate=1:2:lin:150",
                "map --x bias=0 --y hidden=1 --members 0",
                "map --x bias=0 --y hidden=2,2.0",
                "map --x bias=0 --y hidden=2f",
                "map --x bias=0 --y depth=-1",
                "map --x bias=0 --y hidden=1:3:lin:5",
                "map --x noise=0.1 --y hidden=2 --data " + MOONS,
                "map --x noise=0.1 --y hidden=2 --noise 0.2",
                "map --x weight-std=1 --y hidden=2 --weights he",
                "map --x slope=0.1,0.2 --y hidden=2",
                "map --x slope=0.1,0.2 --y activation=leaky_relu,relu",
                "map --x bias=0 --y hidden=1 --members 1000000 --epochs 10000000"
            })
    void wrongArguments_areRefused(String arguments) {
        Command run = run(arguments, "none");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines()).hasSize(1);
        assertThat(out.resolve("none")).doesNotExist();
    }
}
