package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PopulationCommandTest {

    /** Columns of members.csv. */
    private static final int FIRST_LOSS = 6;

    private static final int LAST_LOSS = 7;

    private static final String MOONS = "src/test/resources/reference/moons.csv";

    /** Printed accuracies are counts of 200 examples; losses are of float32. */
    private static final double SAME = 1e-6;

    @TempDir private Path out;

    private Command run(String arguments, String to) {
        return Command.run(
                Stream.concat(
                                Arrays.stream(arguments.split(" ")),
                                Stream.of("--out", out.resolve(to).toString(), "--data", MOONS))
                        .toArray(String[]::new));
    }

    private JsonObject result(String from) throws IOException {
        return JsonParser.parseString(Files.readString(out.resolve(from).resolve("result.json")))
                .getAsJsonObject();
    }

    private List<String[]> members(String from) throws IOException {
        return Files.readAllLines(out.resolve(from).resolve("members.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    /** At a rate where one other bit would show; 300 members make several chunks on any machine. */
    @Test
    void sameCommandTwice_writesTheSameMembers() throws IOException {
        String command = "population --members 300 --epochs 200 --learning-rate 5 --quiet";
        run(command, "first");
        run(command, "second");
        assertThat(result("first").get("command").getAsString())
                .isEqualTo(
                        "scripts/gradlab population --members 300 --epochs 200 --learning-rate 5 --data "
                                + MOONS);
        assertThat(out.resolve("second/members.csv"))
                .hasSameBinaryContentAs(out.resolve("first/members.csv"));
    }

    /** Weights of 1e9 in five layers: some members answer NaN, and no number hides that. */
    @Test
    void membersWithoutScore_areCountedApart() throws IOException {
        Command run =
                run(
                        "population --members 60 --epochs 12 --weights normal:1e9 --hidden 3,3,3,3"
                                + " --activation relu",
                        "a");
        assertThat(run.exitCode()).as(run.err()).isZero();

        String text = Files.readString(out.resolve("a/result.json"));
        JsonReader strict = new JsonReader(new StringReader(text));
        strict.setStrictness(Strictness.STRICT);
        JsonObject result = JsonParser.parseReader(strict).getAsJsonObject();
        long without = members("a").stream().filter(m -> m[4].equals("NaN")).count();
        assertThat(without).isBetween(1L, 59L);
        assertThat(result.get("members_without_score").getAsLong()).isEqualTo(without);
        assertThat(result.getAsJsonArray("test_accuracy_quartiles"))
                .hasSize(5)
                .allSatisfy(one -> assertThat(one.getAsDouble()).isBetween(0.0, 1.0));
        assertThat(result.getAsJsonObject("configuration").get("clip_norm").isJsonNull()).isTrue();
        assertThat(run.out()).contains("no score");
        assertThat(Files.readString(out.resolve("a/test-accuracy.svg")))
                .contains("without a score: " + without);
        assertThat(members("a"))
                .filteredOn(m -> m[4].equals("NaN"))
                .allSatisfy(m -> assertThat(m[9]).isNotEmpty());
    }

    /** Nobody waits for it: refused before anything is trained or made. */
    @Test
    void tooMuchWork_isRefused() {
        Command run = run("population --members 1000000 --epochs 1000000", "a");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines()).singleElement().asString().contains("1e+12 updates", "days");
        assertThat(out.resolve("a")).doesNotExist();
    }

    @Test
    void mapsFolder_isRefused() throws IOException {
        Files.createDirectories(out.resolve("a"));
        Files.writeString(out.resolve("a/map.json"), "{}");
        Command run = run("population --members 4 --epochs 5", "a");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines()).singleElement().asString().contains("holds a map");
    }

    @Test
    void population_writesItsResultMembersAndFigure() throws IOException {
        Command run = run("population --learning-rate 5 --members 24 --epochs 300", "a");
        assertThat(run.exitCode()).as(run.err()).isZero();

        JsonObject result = result("a");
        List<String[]> members = members("a");
        assertThat(members).hasSize(24);
        long good = members.stream().filter(m -> Double.parseDouble(m[4]) >= 0.95).count();
        assertThat(result.get("success_probability").getAsDouble()).isEqualTo(good / 24.0);
        assertThat(result.getAsJsonArray("interval").get(0).getAsDouble())
                .isLessThanOrEqualTo(good / 24.0);
        assertThat(result.getAsJsonArray("interval").get(1).getAsDouble())
                .isGreaterThanOrEqualTo(good / 24.0);
        assertThat(result.get("members").getAsInt()).isEqualTo(24);
        assertThat(result.get("microseconds_per_member_epoch").getAsDouble()).isPositive();
        assertThat(result.get("stopped").getAsBoolean()).isFalse();
        assertThat(run.out())
                .contains("success probability", "What became of the members", "dead at birth");
        for (String extension : List.of(".svg", ".pdf", ".png")) {
            assertThat(out.resolve("a/test-accuracy" + extension)).isNotEmptyFile();
        }
    }

    /** The first output that Rosetta Code publishes of SplitMix64 for the seed 1234567. */
    private static final long SPLIT_MIX = 6457827717110365317L;

    /**
     * Member k is a function of seed and k up to rounding: a smaller population is the beginning of
     * a larger.
     */
    @Test
    void members_doNotDependOnHowManyThereAre() throws IOException {
        run("population --members 7 --epochs 60 --seed 1234567 --quiet", "few");
        run("population --members 20 --epochs 60 --seed 1234567 --quiet", "many");
        List<String[]> few = members("few");
        List<String[]> many = members("many");
        for (int k = 0; k < few.size(); k++) {
            for (int column : new int[] {FIRST_LOSS, LAST_LOSS}) {
                assertThat(Double.parseDouble(many.get(k)[column]))
                        .isCloseTo(Double.parseDouble(few.get(k)[column]), within(SAME));
            }
            assertThat(few.get(k)[1]).isEqualTo(String.valueOf(SPLIT_MIX + k));
        }
    }

    /** The seed in the table trains that member alone. */
    @Test
    void seedOfAMember_trainsItAlone() throws IOException {
        run("population --members 3 --epochs 50 --quiet", "p");
        String[] member = members("p").get(1);
        Command alone = run("train --epochs 50 --quiet --seed " + member[1], "t");
        assertThat(alone.exitCode()).as(alone.err()).isZero();
        String[] first = Files.readAllLines(out.resolve("t/history.csv")).get(1).split(",", -1);
        assertThat(Double.parseDouble(member[6]))
                .isCloseTo(Double.parseDouble(first[1]), within(SAME));
    }

    @Test
    void fates_areCounted() throws IOException {
        run(
                "population --hidden 3,3 --activation relu --bias -8 --members 5 --epochs 20 --quiet",
                "dead");
        JsonObject fates = result("dead").getAsJsonObject("fates");
        assertThat(fates.getAsJsonObject("dead_at_birth").get("share").getAsDouble()).isEqualTo(1);
        assertThat(fates.getAsJsonObject("diverged").get("share").getAsDouble()).isZero();
        assertThat(members("dead").get(0)[10]).contains("dead_at_birth");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "population --members 0",
                "population --members 1000001",
                "population --members many",
                "population --success 0",
                "population --success NaN",
                "population --epochs 0",
                "population --learning-rate -1",
                "population --clip-norm 0",
                "population --hidden 0",
                "population --init x.npz"
            })
    void wrongArguments_areRefused(String arguments) {
        Command run = run(arguments, "none");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines()).hasSize(1);
        assertThat(out.resolve("none")).doesNotExist();
    }
}
