package io.gradlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.result.Claim;
import io.gradlab.result.ClaimRule;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.ResultFile;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import io.gradlab.result.Word;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No claim and table of a run speak against one another: of a quick run of every experiment, or of
 * the folder that the system property gradlab.results names.
 */
class ContradictionsTest {

    @TempDir private static Path directory;
    private static Path results = Path.of("unset");

    @BeforeAll
    static void run() throws IOException {
        String given = System.getProperty("gradlab.results", "");
        results = given.isEmpty() ? directory : Path.of(given);
        if (given.isEmpty()) {
            Laboratory lab = SyntheticRuns.laboratory(directory, null, null);
            lab.beQuick();
            for (Experiment experiment : ExperimentRegistry.all()) {
                experiment.run(lab);
            }
        }
    }

    static Stream<String> ids() {
        return ExperimentRegistry.all().stream().map(Experiment::id);
    }

    private static ExperimentResult result(String id) throws IOException {
        return ResultFile.read(results.resolve(id).resolve("result.json"));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void run_claimsAndTables_agree(String id) throws IOException {
        assertThat(Contradictions.of(result(id))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ids")
    void run_everyText_isKnownInChinese(String id) throws IOException {
        ExperimentResult result = result(id);
        Stream<Text> tables =
                result.tables().stream()
                        .flatMap(
                                table ->
                                        Stream.concat(
                                                Stream.of(table.title()),
                                                Stream.concat(
                                                        table.columns().stream(), cells(table))));
        Stream<Text> claims =
                result.verdicts().stream().flatMap(one -> Stream.of(one.claim(), one.measured()));
        Stream<Text> settings =
                result.configuration().values().stream()
                        .filter(Text.class::isInstance)
                        .map(Text.class::cast);
        assertThat(Stream.of(tables, claims, settings).flatMap(texts -> texts))
                .filteredOn(text -> !text.isKnownIn(Language.ZH))
                .isEmpty();
    }

    private static Stream<Text> cells(Table table) {
        return table.rows().stream()
                .flatMap(List::stream)
                .filter(Text.class::isInstance)
                .map(Text.class::cast);
    }

    private static Verdict survives(int alive) {
        return Claim.often(
                        ClaimRule.IN_MOST_STARTS,
                        Text.of("In most starts with %s the network survives.", "He"))
                .counted(alive, 100, Text.NOTHING);
    }

    private static List<String> found(Verdict verdict, Object alive) {
        Table table =
                new Table(
                        "How 100 starts ended",
                        List.of("start", "alive", "test accuracy: min", "median"),
                        List.of(List.of("std 10", 3, 0.5, 0.6), List.of("He", alive, 0.5, 0.8)));
        return Contradictions.of(
                new ExperimentResult(
                        "exploding-gradient",
                        "4.4",
                        "?",
                        null,
                        Map.of(),
                        List.of(table),
                        List.of(verdict),
                        List.of(),
                        List.of(),
                        1));
    }

    @Test
    void of_syntheticResult_findsWhatSpeaksAgainst() {
        Verdict good = survives(70);
        assertThat(found(good, 70)).isEmpty();
        assertThat(found(good, 71)).singleElement().asString().contains("70", "alive 71");
        assertThat(found(good, "70 of 100")).hasSize(2);
        Verdict wrong =
                new Verdict(
                        good.claim(),
                        good.source(),
                        null,
                        good.rule(),
                        good.measured(),
                        Word.UNDECIDED,
                        100);
        assertThat(found(wrong, 70)).singleElement().asString().contains("by other numbers");
        Verdict others =
                new Verdict(
                        good.claim(),
                        good.source(),
                        null,
                        good.rule(),
                        good.measured(),
                        good.word(),
                        99);
        assertThat(found(others, 70)).singleElement().asString().contains("another number");
    }
}
