package io.gradlab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.core.UserMistake;
import io.gradlab.result.Claim;
import io.gradlab.result.ClaimRule;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.ResultFile;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of made-up claims beside one another. */
class HtmlComparisonTest {

    private static final List<String> IDS = List.of("two-layer", "zero-init");

    @TempDir private Path folder;
    private final List<String> warnings = new ArrayList<>();

    /** A claim of a share, in a run of so many epochs. */
    private static Verdict learns(int epochs, int agreeing, int starts) {
        return Claim.often(
                        ClaimRule.IN_MOST_STARTS,
                        Text.of("In most starts %s learns in %d epochs.", "2-5-1", epochs))
                .counted(agreeing, starts, Text.NOTHING);
    }

    private static Verdict seen(String sentence) {
        return Claim.book("4.4.1", 5, ClaimRule.IN_THIS_START, Text.of(sentence))
                .seen(true, Text.of("the loss is \"0.69\", then 0.26"));
    }

    private Path run(String name, Verdict... verdicts) throws IOException {
        return run(name, "two-layer", verdicts);
    }

    private Path run(String name, String id, Verdict... verdicts) throws IOException {
        Path run = folder.resolve(name);
        Map<String, Object> settings =
                Map.of(
                        "date",
                        "2026-11-27T08:00:00Z",
                        "device",
                        "cpu",
                        "seed",
                        0,
                        "versions",
                        Map.of("gradlab", "0.1.0"),
                        "options",
                        List.of());
        ExperimentResult result =
                new ExperimentResult(
                        id,
                        "4.3",
                        "What?",
                        null,
                        settings,
                        List.of(),
                        List.of(verdicts),
                        List.of(),
                        List.of(),
                        1);
        Files.createDirectories(run.resolve(id));
        Files.writeString(run.resolve(id).resolve("result.json"), ResultFile.json(result));
        return run;
    }

    private Table compared(Path... runs) throws IOException {
        return new HtmlComparison(Language.EN, warnings::add)
                .write(List.of(runs), IDS, folder.resolve("out"));
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("out").resolve(HtmlComparison.FILE));
    }

    @Test
    void otherNumberOfEpochs_isTheSameClaim() throws IOException {
        Table differences =
                compared(run("a", learns(1000, 290, 300)), run("b", learns(20, 3, 300)));
        assertThat(differences.title()).hasToString("1 claims, of which differ: 1");
        assertThat(differences.rows())
                .containsExactly(
                        List.of(
                                "two-layer",
                                "In most starts 2-5-1 learns in 1000 epochs.",
                                "verdict differs",
                                "confirmed",
                                "corrected"));
        assertThat(page()).contains("<tr class=\"flipped\">").doesNotContain("class=\"only\"");
    }

    @Test
    void sameWordOfOtherNumbers_isMarked() throws IOException {
        assertThat(compared(run("a", learns(9, 290, 300)), run("b", learns(9, 280, 300))).rows())
                .singleElement()
                .asList()
                .contains("numbers differ");
        assertThat(compared(run("c", learns(9, 290, 300)), run("d", learns(9, 290, 300))).rows())
                .isEmpty();
    }

    @Test
    void claimsThatDifferByAnIntegerAlone_areBothThere() throws IOException {
        Verdict[] both = {learns(5, 290, 300), learns(1000, 300, 300)};
        Table differences = compared(run("a", both), run("b", both));
        assertThat(differences.title()).hasToString("2 claims, of which differ: 0");
    }

    @Test
    void claimOfAnotherValue_isAnother() throws IOException {
        Table differences =
                compared(
                        run("a", seen("In this start A.")),
                        run("b", seen("In this start A."), seen("In this start B.")));
        assertThat(differences.rows())
                .containsExactly(
                        List.of(
                                "two-layer",
                                "In this start B.",
                                "not in every run",
                                "-",
                                "confirmed"));
    }

    /** Quoted by RFC 4180, read back by hand. */
    @Test
    void claims_haveARowOfEachRun() throws IOException {
        Path odd = run("o,d\"d", seen("In this start, it learns."));
        compared(odd, run("b", learns(20, 165, 300)));
        assertThat(folder.resolve("out").resolve(HtmlComparison.CLAIMS))
                .hasContent(
                        "run,experiment,claim,source,verdict,networks,measured\r\n"
                                + "\""
                                + folder
                                + "/o,d\"\"d\",two-layer,\"In this start, it learns.\",BOOK,confirmed,1,"
                                + "\"the loss is \"\"0.69\"\", then 0.26\"\r\n"
                                + folder
                                + "/b,two-layer,In most starts 2-5-1 learns in 20 epochs.,OFTEN_SAID,undecided,300,"
                                + "\"in 55 % of the starts (165 of 300, 95 % interval 0.49 to 0.61)\"\r\n");
    }

    /** Six students, of whom one has not run the other experiment and one has it damaged. */
    @Test
    void class_hasAColumnOfEachAndSharesAlone() throws IOException {
        Path[] runs =
                IntStream.rangeClosed(1, 6)
                        .mapToObj(student -> folder.resolve("student" + student))
                        .toArray(Path[]::new);
        for (int i = 0; i < runs.length; i++) {
            run("student" + (i + 1), learns(100, 120 + 20 * i, 300));
            if (i > 0) {
                run("student" + (i + 1), "zero-init", seen("In this start A."));
            }
        }
        Path damaged = runs[5].resolve("zero-init/result.json");
        Files.writeString(damaged, "{");
        Table differences = compared(runs);
        assertThat(differences.columns())
                .extracting(Text::toString)
                .endsWith("confirmed", "corrected", "undecided");
        // 120, 140, ..., 220 of 300: the 95 % interval of 140 and of 160 holds one half.
        assertThat(differences.rows())
                .containsExactly(
                        List.of(
                                "two-layer",
                                "In most starts 2-5-1 learns in 100 epochs.",
                                "verdict differs",
                                3,
                                1,
                                2),
                        List.of("zero-init", "In this start A.", "not in every run", 4, 0, 0));
        assertThat(page())
                .contains(
                        "<td data-head=\"" + runs[0] + "\">",
                        "<span class=\"badge corrected\">corrected</span> 40 %",
                        "<span class=\"badge confirmed\">confirmed</span> 73 %",
                        "not rendered: " + damaged.getParent())
                .doesNotContain("120 of 300");
        assertThat(warnings).singleElement().asString().contains(damaged.toString());
    }

    @Test
    void folderTwice_isRefused() throws IOException {
        Path run = run("a", seen("In this start A."));
        Path again = folder.resolve("x/../a");
        Files.createDirectories(folder.resolve("x"));
        assertThatThrownBy(() -> compared(run, again))
                .isInstanceOf(UserMistake.class)
                .hasMessage(
                        "'%s' and '%s' are one folder; give each run once".formatted(run, again));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void numberOfRuns_isFrom2To100() throws IOException {
        Path run = run("a", seen("In this start A."));
        assertThatThrownBy(() -> compared(run))
                .isInstanceOf(UserMistake.class)
                .hasMessage("the number of runs to compare is 1; give the folders of 2 to 100");
        Path[] runs = new Path[101];
        for (int i = 0; i < runs.length; i++) {
            runs[i] = run("r" + i, seen("In this start A."));
        }
        assertThatThrownBy(() -> compared(runs)).hasMessageContaining("is 101; give");
        assertThat(compared(List.of(runs).subList(0, 100).toArray(Path[]::new)).rows()).isEmpty();
    }
}
