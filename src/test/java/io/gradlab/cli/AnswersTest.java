package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.experiment.Experiment;
import io.gradlab.experiment.ExperimentRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The exercises in both languages and their answers: each command is run, and must print the lines
 * that the answer quotes.
 */
class AnswersTest {

    private static final Path EXERCISES =
            Path.of("src", "main", "resources", "io", "gradlab", "report", "page");
    private static final Path ANSWERS = Path.of("src", "docs", "answers.md");
    private static final Pattern ANSWER =
            Pattern.compile(
                    "(?s)```sh no-run\\n(.*?)\\n```\\n\\n```text\\n(.*?)\\n```\\n\\n(.*?)"
                            + "(?=\\n## |\\n```sh|\\z)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:e[+-]\\d+)?");

    /** A number of the prose; not part of a name (fc1, 2-5-1), no count below ten. */
    private static final Pattern SAID =
            Pattern.compile("(?<![\\w.-])(?:\\d+\\.\\d+|\\d\\d+)(?:e[+-]\\d+)?(?![\\w-])");

    @TempDir private Path out;

    /** What a file of exercises has in one section. */
    private record Exercise(String id, String predict, String run, String explain) {

        String text() {
            return predict + run + explain;
        }

        @Override
        public String toString() {
            return id + ": " + run;
        }
    }

    private record Answer(Exercise exercise, List<String> quoted, String prose) {

        @Override
        public String toString() {
            return exercise.toString();
        }
    }

    static List<Answer> answers() throws IOException {
        List<Exercise> exercises = exercises("en");
        List<MatchResult> found = ANSWER.matcher(Files.readString(ANSWERS)).results().toList();
        assertThat(found.stream().map(answer -> answer.group(1)))
                .isEqualTo(exercises.stream().map(Exercise::run).toList());
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            List<String> quoted = found.get(i).group(2).lines().toList();
            answers.add(new Answer(exercises.get(i), quoted, found.get(i).group(3)));
        }
        return answers;
    }

    private static List<Exercise> exercises(String language) throws IOException {
        List<Exercise> exercises = new ArrayList<>();
        Path file = EXERCISES.resolve("exercises-" + language + ".txt");
        for (String section : Files.readString(file).split("(?m)^== ")) {
            String[] parts = section.strip().split("\\n", 2);
            for (String exercise : parts.length == 1 ? new String[0] : parts[1].split("\\n\\n")) {
                assertThat(exercise).matches("predict: .+\\nrun: scripts/gradlab .+\\nexplain: .+");
                List<String> lines =
                        exercise.lines().map(l -> l.substring(l.indexOf(' ') + 1)).toList();
                exercises.add(new Exercise(parts[0], lines.get(0), lines.get(1), lines.get(2)));
            }
        }
        return exercises;
    }

    @Test
    void exercises_ofEveryExperiment_areAtLeastTwoAndTheSameInBothLanguages() throws IOException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        exercises("en").forEach(exercise -> counts.merge(exercise.id(), 1, Integer::sum));

        assertThat(counts.keySet())
                .containsExactlyElementsOf(
                        ExperimentRegistry.all().stream().map(Experiment::id).toList());
        assertThat(counts.values()).allMatch(count -> count >= 2);
        assertThat(exercises("zh").stream().map(Exercise::toString))
                .containsExactlyElementsOf(
                        exercises("en").stream().map(Exercise::toString).toList());
    }

    /** The same bits everywhere in a population; of one training the first two digits. */
    @ParameterizedTest
    @MethodSource("answers")
    void quotedLines_areWhatTheCommandPrints(Answer answer) {
        String run = answer.exercise().run();
        assertThat(run).startsWith("scripts/gradlab ").endsWith(" --out out/exercise");

        Command command =
                Command.ofLine(
                        run.replace("scripts/gradlab ", "")
                                .replace("out/exercise", out.toString()));

        assertThat(command.exitCode()).as(command.err()).isIn(0, 4);
        List<String> printed = command.out().lines().toList();
        boolean exactly = run.contains(" population ");
        assertThat(answer.quoted())
                .isNotEmpty()
                .allMatch(line -> printed.stream().anyMatch(p -> same(line, p, exactly)));
    }

    /** Numbers of the prose are rounded ones of the lines or of the exercise; formulas aside. */
    @ParameterizedTest
    @MethodSource("answers")
    void numbersOfTheProse_standInTheLines(Answer answer) {
        String given =
                String.join("\n", answer.quoted()).replaceAll("[/,()]", " ")
                        + " "
                        + answer.exercise().text();
        List<String> known = texts(NUMBER, given);

        assertThat(texts(SAID, answer.prose().replaceAll("`[^`]*`", "")))
                .allMatch(said -> known.stream().anyMatch(number -> rounds(number, said)));
    }

    @Test
    void diagnosisOfReadme_isWhatTheCommandPrints() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        List<String> block =
                readme.substring(readme.indexOf("```\nDiagnosis:") + 4)
                        .lines()
                        .takeWhile(line -> !line.equals("```"))
                        .toList();
        String run = "diagnose --weights zeros --epochs 200 --quiet --out ";
        assertThat(readme).contains(run + "out/zeros");

        List<String> printed = Command.ofLine(run + out).out().lines().toList();

        assertThat(block)
                .hasSize(5)
                .allMatch(line -> printed.stream().anyMatch(p -> same(line, p, false)));
    }

    private static boolean same(String quoted, String printed, boolean exactly) {
        if (exactly) {
            return quoted.equals(printed);
        }
        List<String> expected = texts(NUMBER, quoted);
        List<String> actual = texts(NUMBER, printed);
        if (!shape(quoted).equals(shape(printed)) || expected.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!near(Double.parseDouble(expected.get(i)), Double.parseDouble(actual.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static String shape(String line) {
        return NUMBER.matcher(line).replaceAll("#").replaceAll(" +", " ");
    }

    /** Within one unit of the second significant digit. */
    private static boolean near(double expected, double actual) {
        double unit =
                expected == 0 ? 0 : Math.pow(10, Math.floor(Math.log10(Math.abs(expected))) - 1);
        return Math.abs(expected - actual) <= unit;
    }

    private static boolean rounds(String number, String said) {
        int decimals = said.contains(".") ? said.replaceAll(".*\\.|e.*", "").length() : 0;
        int exponent = said.contains("e") ? Integer.parseInt(said.replaceAll(".*e", "")) : 0;
        double half = 0.5 * Math.pow(10, exponent - decimals);
        double error = Math.abs(Double.parseDouble(number) - Double.parseDouble(said));
        return error <= half * (1 + 1e-9); // a half of the last digit may round either way
    }

    private static List<String> texts(Pattern pattern, String text) {
        try (Stream<MatchResult> results = pattern.matcher(text).results()) {
            return results.map(MatchResult::group).toList();
        }
    }
}
