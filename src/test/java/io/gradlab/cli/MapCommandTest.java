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
        assertThat(run.out()).contains("Success probability, by learning-rate (columns)");

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
        assertThat(run.out()).contains("001-000.json is damaged", "000-001.json is damaged");
        assertThat(csv("a")).isEqualTo(before);
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
                .contains("versions", "device", "threads", "activation", "weights", "data_sha256")
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
