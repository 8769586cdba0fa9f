package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gradlab.ChildJvm;
import io.gradlab.Experiments;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Few starts and epochs: a run takes about a second. */
class CureCommandTest {

    private static final String MOONS = "src/test/resources/reference/moons.csv";
    private static final String SMALL =
            " --epochs 40 --members 20 --budget 60000 --quiet --activation tanh --learning-rate 0.01";

    /** Far more than the end of an epoch and the writing of the files take. */
    private static final long PATIENCE_SECONDS = 30;

    @TempDir private Path directory;

    private Command run(String line) {
        return Command.ofLine(line + " --out " + directory.resolve("out"));
    }

    private String file(String name) throws IOException {
        return Files.readString(directory.resolve("out").resolve(name));
    }

    private JsonObject cure() throws IOException {
        return JsonParser.parseString(file("cure.json")).getAsJsonObject();
    }

    @Test
    void cure_ofStepsTooSmall_printsACommandThatDoesIt() throws IOException {
        Command run = run("cure --data " + MOONS + SMALL);

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .startsWith("Diagnosis: ")
                .contains("smallest change that helps: ", "\n  scripts/gradlab population --data ");
        JsonObject cure = cure();
        assertThat(cure.get("schema").getAsInt()).isOne();
        assertThat(cure.get("outcome").getAsString()).isEqualTo("proven");
        assertThat(cure.get("command").getAsString()).startsWith("scripts/gradlab cure --data ");
        JsonObject prescribed = cure.getAsJsonObject("prescribed");
        assertThat(prescribed.get("more_than_random").getAsDouble()).isPositive();
        assertThat(directory.resolve("out/cure.png")).isNotEmptyFile();
        assertThat(directory.resolve("out/diagnosis.txt")).isNotEmptyFile();

        String command = prescribed.get("command").getAsString();
        assertThat(command).startsWith("scripts/gradlab population --data " + MOONS);
        Command pasted =
                Command.ofLine(
                        command.substring("scripts/gradlab ".length())
                                + " --quiet --out "
                                + directory.resolve("pasted"));
        assertThat(pasted.exitCode()).as(pasted.out() + pasted.err()).isZero();
        List<String> members = Files.readAllLines(directory.resolve("pasted/members.csv"));
        double success = cure.get("success").getAsDouble();
        // The members of the command are the starts that have proven the change.
        assertThat(
                        members.stream()
                                .skip(1)
                                .filter(row -> Double.parseDouble(row.split(",")[3]) >= success)
                                .count())
                .isEqualTo(prescribed.get("succeeded").getAsLong());
    }

    @Test
    void cure_again_writesTheSameTable() throws IOException {
        run("cure --data " + MOONS + SMALL);
        String first = file("cure.csv");
        run("cure --data " + MOONS + SMALL);

        assertThat(file("cure.csv")).isEqualTo(first);
        assertThat(first.lines().findFirst())
                .contains(
                        "change,settings,starts,succeeded,share,low,high,median_accuracy,member_epochs");
        assertThat(first.lines().skip(1).limit(2))
                .satisfiesExactly(
                        row -> assertThat(row).startsWith("nothing changed,,20,"),
                        row -> assertThat(row).startsWith("a random change for each start,,20,"));
    }

    @Test
    void cure_ofShuffledLabels_endsWith5() throws IOException {
        Random random = new Random(3);
        List<String> rows = new ArrayList<>(List.of("x1,x2,label"));
        for (int i = 0; i < 300; i++) {
            rows.add("%s,%s,%d".formatted(random.nextGaussian(), random.nextGaussian(), i % 2));
        }
        Path data = Files.write(directory.resolve("shuffled.csv"), rows);
        Command run = run("cure --data " + data + SMALL);

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(5);
        assertThat(run.out()).contains("no change of the network helps: check the labels");
        assertThat(cure().get("prescribed").isJsonNull()).isTrue();
    }

    /** The exit code is the diagnosis's, and the next diagnosis leaves no cure of this one. */
    @Test
    void diagnoseCure_endsAsDiagnoseDoes() throws IOException {
        Command run = run("diagnose --cure --weights zeros --data " + MOONS + SMALL);

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(4);
        assertThat(cure().get("command").getAsString()).contains("diagnose --cure");
        run("diagnose --quiet --epochs 20 --data " + MOONS);
        assertThat(directory.resolve("out/health.json")).isNotEmptyFile();
        assertThat(directory.resolve("out/cure.json")).doesNotExist();
        assertThat(directory.resolve("out/cure.svg")).doesNotExist();
    }

    /** Every start is the file's; what needs other parameters draws them. */
    @Test
    void cure_fromAFile_startsThere() throws IOException {
        Path trained = directory.resolve("trained");
        Command.ofLine(
                "train --quiet --epochs 2 --activation tanh --data " + MOONS + " --out " + trained);
        Command run =
                run(
                        "cure --init "
                                + trained.resolve("last-0000.params")
                                + " --data "
                                + MOONS
                                + SMALL.replace("--activation tanh", ""));

        assertThat(run.exitCode()).as(run.out() + run.err()).isIn(0, 5);
        int succeeded = cure().getAsJsonObject("nothing_changed").get("succeeded").getAsInt();
        assertThat(succeeded).isIn(0, 20);
        assertThat(file("cure.csv")).doesNotContain("standardize");
    }

    @Test
    void cure_budgetTooSmall_oneLine() {
        Command run = run("cure --budget 1000 --data " + MOONS + " --quiet");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines())
                .singleElement()
                .asString()
                .contains("a budget of 1000 member-epochs is too small");
        assertThat(directory.resolve("out/cure.json")).doesNotExist();
    }

    @Test
    void runCure_addsWhatHelpsToTheResult() throws IOException {
        Command run = run("run zero-init --cure --epochs 5 --seeds 2 --quiet");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(file("zero-init/result.json"))
                .contains("Cure: the change that helps", "run zero-init --cure ");
        assertThat(file("report.html")).contains("Cure: the change that helps");
        run("run zero-init --epochs 5 --seeds 2 --quiet");
        assertThat(file("zero-init/result.json")).doesNotContain("Cure: the change that helps");
        assertThat(directory.resolve("out/zero-init/cure.svg")).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void cure_interrupted_keepsWhatIsKnownAndExitsWith130()
            throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Process process =
                ChildJvm.of(
                                Experiments.class,
                                List.of(),
                                "cure",
                                "--epochs",
                                "300",
                                "--budget",
                                "80000000",
                                "--out",
                                out.toString())
                        .redirectErrorStream(true)
                        .start();
        try (BufferedReader lines = process.inputReader()) {
            ChildJvm.readTo(lines, "cure: choice");
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
            assertThat(lines.lines()).anyMatch(line -> line.startsWith("stopped: what was"));
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(cure().get("outcome").getAsString()).isEqualTo("stopped");
    }
}
