package io.gradlab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.figure.CurvesFigure;
import io.gradlab.figure.FigureFiles;
import io.gradlab.files.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of two stored results; one of them was measured on a data file called a script. */
class HtmlReportTest {

    private static final Path STORED = Path.of("src/test/resources/report");
    private static final List<String> IDS = List.of("initializers", "dead-relu", "born-dead");

    @TempDir private Path out;
    private final List<String> warnings = new ArrayList<>();

    @BeforeEach
    void copyRun() throws IOException {
        copy(STORED.resolve("run"), out);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private String page(Language language) throws IOException {
        HtmlReport.write(out, IDS, language, warnings::add);
        return Files.readString(out.resolve(HtmlReport.FILE));
    }

    /**
     * Byte for byte, but for the style sheet and the exercises. After a change that is meant, look
     * at the page and copy it from the folder that a failure names.
     */
    @Test
    void page_isTheCommittedOne() throws IOException {
        String page =
                page(Language.EN)
                        .replaceFirst("(?s)(<style>\n).*?(</style>)", "$1$2")
                        .replaceAll("(?s)(<ol class=\"exercises\">\n).*?(</ol>)", "$1$2");
        Path copy = Path.of("target", "report.html");
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, page);
        assertThat(page)
                .as("%s against the committed page", copy)
                .isEqualTo(Files.readString(STORED.resolve("report.html")));
        assertThat(warnings).isEmpty();
    }

    @Test
    void styleSheet_isInThePage() throws IOException {
        assertThat(page(Language.EN))
                .containsOnlyOnce(
                        "<style>\n"
                                + Files.readString(
                                        Path.of(
                                                "src/main/resources/io/gradlab/report/page/style.css"))
                                + "</style>");
    }

    @Test
    void page_twice_isTheSame() throws IOException {
        assertThat(page(Language.ZH)).isEqualTo(page(Language.ZH)).contains("<html lang=\"zh\">");
    }

    /** The closing chapter speaks of experiments that this page does not have. */
    @Test
    void linksOfAPageOfTwoExperiments_haveTheirTargets() throws IOException {
        String page = page(Language.EN);
        assertThat(Pattern.compile("href=\"#([^\"]*)\"").matcher(page).results())
                .extracting(link -> link.group(1))
                .contains("dead-relu", "prevent", "words")
                .allSatisfy(target -> assertThat(page).contains("id=\"" + target + "\""));
    }

    /** Two runs in one folder: the head names both. */
    @Test
    void headOfMixedRuns_namesEach() throws IOException {
        Path file = out.resolve("dead-relu/result.json");
        String other = Files.readString(file).replace("\"seed\": 0", "\"seed\": 7");
        Files.writeString(file, other.replace("2026-11-25T", "2026-11-27T"));
        assertThat(page(Language.EN))
                .contains("<dd>0; 7</dd>", "2026-11-25 19:45 UTC – 2026-11-27");
    }

    @Test
    void dataFileCalledScript_isText() throws IOException {
        for (Language language : Language.values()) {
            assertThat(page(language))
                    .doesNotContain("<script")
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;.csv")
                    .contains("--data &#39;&lt;script&gt;");
        }
    }

    @Test
    void damagedResult_isToldAndTheRestRendered() throws IOException {
        Files.writeString(out.resolve("initializers/result.json"), "{\"id\":");
        assertThat(page(Language.EN))
                .contains("id=\"dead-relu\"", "not rendered: initializers")
                .doesNotContain("id=\"initializers\"");
        assertThat(warnings).singleElement().asString().contains("initializers", "damaged");
    }

    /**
     * Whole JSON with something missing or of a wrong kind inside: one line that a user
     * understands.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"CONFIRMED\" | \"MAYBE\" | lacks its source, rule, measured text or word",
                "\"claim\": \"[^\"]*\" | \"claim\": null | lacks its source, rule, measured text or word",
                "\"title\" | \"name\" | lacks its title",
                "\"gradient-norms\" | \"../../etc/passwd\" | is no name of a figure",
                "\"gradient-norms\" | \"a\\\\u0000b\" | is no name of a figure",
                "\"tables\" | \"chairs\" | does not hold the JSON of one result",
                "\"seconds\": [0-9.]+ | \"seconds\": {} | does not hold the JSON of one result",
                "\"seconds\": [0-9.]+ | \"configuration\": 3 | does not hold the JSON of one result"
            })
    void damagedInside_isToldAndTheRestRendered(String found, String put, String told)
            throws IOException {
        Path file = out.resolve("dead-relu/result.json");
        String whole = Files.readString(file);
        String damaged = whole.replaceFirst(found, put);
        assertThat(damaged).isNotEqualTo(whole);
        Files.writeString(file, damaged);
        assertThat(page(Language.EN))
                .contains("id=\"initializers\"")
                .doesNotContain("id=\"dead-relu\"");
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("dead-relu", told, "run the experiment again")
                .doesNotContain("Gson", "Json", "null,", "Exception");
    }

    /** As versions before the sources of claims wrote it. */
    @Test
    void earlierResult_isToldInOneLine() throws IOException {
        Path file = out.resolve("dead-relu/result.json");
        Files.writeString(file, Files.readString(file).replaceFirst("(?s),\\s*\"texts\".*", "}\n"));
        assertThat(page(Language.EN)).contains("not rendered: dead-relu");
        assertThat(warnings)
                .singleElement()
                .isEqualTo(
                        "result file '"
                                + file
                                + "' is of an earlier version, whose claims have no source and no rule; run the experiment again");
    }

    /** The book's has its section and epochs; the word has the numbers beside it. */
    @Test
    void claims_haveTheirSourceAndTheirNumbers() throws IOException {
        assertThat(page(Language.EN))
                .contains(
                        "<strong>In every start with biases -8 every ReLU is dead.</strong>"
                                + " <span class=\"source\">book 4.4.3, 1 epoch</span><br>"
                                + "<span class=\"badge confirmed\">confirmed</span>"
                                + " in 100 % of the starts (1000 of 1000,",
                        "<span class=\"source\">often said</span>",
                        "<span class=\"source\">ours</span>");
    }

    @Test
    void selfTestOfTheListener_isFoldedApartFromTheNumbers() throws IOException {
        String page = page(Language.EN);
        String section = page.substring(page.indexOf("<section id=\"dead-relu\">"));
        int heading = section.indexOf("<h3>The health listener</h3>\n<details>");
        assertThat(section.indexOf("Dead unit fraction")).isBetween(0, heading);
        assertThat(section.substring(heading, section.indexOf("</details>", heading)))
                .contains("Diagnosis by the health listener", "Self-test of the health listener");
    }

    /** What both share stands at the head and nowhere else; of the rest each has its own. */
    @Test
    void configuration_isNotRepeated() throws IOException {
        String page = page(Language.EN);
        assertThat(page).containsOnlyOnce("<dt>Device</dt>").doesNotContain("<dt>device</dt>");
        assertThat(page.split("<dt>data</dt>", -1)).hasSize(3);
        assertThat(page).contains("<dt>Epochs</dt>\n<dd>1000 from the first seed</dd>");
    }

    @Test
    void exercises_areFoldedInEverySection() throws IOException {
        for (Language language : Language.values()) {
            for (String id : IDS) {
                List<Exercise> exercises = Exercise.of(id, language);
                assertThat(exercises).hasSizeGreaterThan(1);
                assertThat(exercises)
                        .allMatch(exercise -> exercise.command().startsWith("scripts/gradlab "));
            }
            assertThat(page(language))
                    .contains(
                            Html.of(Exercise.of("dead-relu", language).get(1).predict())
                                    .toString());
        }
        assertThat(Exercise.of("of another version", Language.EN)).isEmpty();
    }

    /** Of the verdicts the one about gradients, though another says most. */
    @Test
    void alternativeText_endsWithTheFindingOfItsFigure() throws IOException {
        Path file = out.resolve("dead-relu/result.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("In every start with biases -8 every", "In every start 8")
                        .replaceFirst("\"word\": \"CONFIRMED\"", "\"word\": \"CORRECTED\"")
                        .replaceFirst("\"seeds\": 1000", "\"seeds\": 9000"));
        assertThat(page(Language.EN))
                .contains(
                        "from layer to layer. In most starts the gradient comes back to the first"
                                + " layer with leaky 0.01. – corrected: in 0 % of the starts");
    }

    @Test
    void missingResult_isToldAndTheRestRendered() throws IOException {
        Files.delete(out.resolve("initializers/result.json"));
        assertThat(page(Language.EN)).contains("id=\"dead-relu\"");
        assertThat(warnings).singleElement().asString().contains("initializers", "missing");
    }

    @Test
    void resultInAnothersFolder_isTold() throws IOException {
        Files.createDirectories(out.resolve("born-dead"));
        Files.copy(out.resolve("dead-relu/result.json"), out.resolve("born-dead/result.json"));
        page(Language.EN);
        assertThat(warnings).singleElement().asString().contains("is of experiment 'dead-relu'");
    }

    @Test
    void missingOrHostileFigure_isToldAndTheRestRendered() throws IOException {
        Files.delete(out.resolve("initializers/fw-gaussian-uniform.svg"));
        Files.writeString(
                out.resolve("dead-relu/gradient-norms.svg"), "<svg ><script>x</script></svg>");
        assertThat(page(Language.EN)).contains("not rendered").doesNotContain("<script");
        assertThat(warnings).hasSize(2);
    }

    /** Nothing of them reaches the page. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg width=\"3\" ><SCRIPT>x</SCRIPT></svg>",
                "<svg onload=\"x\"></svg>",
                "<svg width=\"3\"><a href=\"javascript:x\"><text>x</text></a></svg>",
                "<svg width=\"3\"><image href=\"http://example.com/x.png\"/></svg>",
                "<svg width=\"3\"><path fill=\"url(http://example.com/x)\"/></svg>",
                "<svg width=\"3\"><foreignObject/></svg>",
                "<!DOCTYPE svg [<!ENTITY e \"x\">]><svg width=\"3\"><text>&e;</text></svg>",
                "<svg width=\"3\" >",
                "<svg width=\"3\" ><g>"
            })
    void strangeFigure_isToldAndTheRestRendered(String svg) throws IOException {
        Files.writeString(out.resolve("dead-relu/gradient-norms.svg"), svg);
        assertThat(page(Language.EN))
                .contains("not rendered")
                .doesNotContain("SCRIPT", "onload", "javascript:", "example.com", "width=\"3\"");
        assertThat(warnings).singleElement().asString().contains("gradient-norms.svg", "damaged");
    }

    @Test
    void emptyFolder_isRefused() {
        assertThatThrownBy(
                        () ->
                                HtmlReport.write(
                                        out.resolve("empty"), IDS, Language.EN, warnings::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds no result.json");
    }

    @Test
    void languages_byTag() {
        assertThat(Language.of("ZH")).isEqualTo(Language.ZH);
        assertThatThrownBy(() -> Language.of("fr"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("language 'fr' is unknown; use en or zh");
    }

    @Test
    void chineseFigure_hasItsOwnFiles() throws IOException {
        double[] one = {1, 0.5};
        CurvesFigure figure =
                new CurvesFigure(
                        Text.of("Loss and accuracy of %s", "2-5-1"),
                        List.of(new CurvesFigure.Curve(Text.of("seed %d", 0), one, one, one, one)));
        try (RunFolder files = new RunFolder(out, List.of())) {
            FigureFiles.write(files, "curves", figure, Language.ZH);
        }
        assertThat(Files.readString(out.resolve("curves.svg"))).contains("accuracy");
        assertThat(Files.readString(out.resolve("curves.zh.svg")))
                .contains("2-5-1 的损失与准确率", "种子 0，训练", "回合")
                .doesNotContain("accuracy");
        for (String extension : List.of("pdf", "png")) {
            assertThat(out.resolve("curves.zh." + extension)).isNotEmptyFile();
        }
    }

    private static String heat(String csv) {
        return GradientHeat.of(csv, Html.of("heat"), new PageParts(Language.EN)).toString();
    }

    @Test
    void heat_zeroAndNaN_haveCells() {
        String csv =
                "step,parameter,gradient_l2\n1,fc1.weight,0.0\n1,fc1.bias,1\n2,fc1.weight,NaN\n";
        assertThat(heat(csv))
                .contains(">0</td>", ">NaN</td>", ">fc1.weight</th>")
                .doesNotContain("bias");
        assertThat(heat("step,parameter,gradient_l2\n")).isEmpty();
    }

    @Test
    void heat_manySteps_fromTheFirstToTheLast() {
        StringBuilder csv = new StringBuilder("step,parameter,gradient_l2\n");
        for (int step = 1; step <= 2901; step += 100) {
            csv.append(step).append(",fc1.weight,0.1\n");
        }
        assertThat(heat(csv.toString()))
                .contains(">1</th>", ">2901</th>")
                .satisfies(html -> assertThat(html.split(">1e-01</td>", -1)).hasSize(13));
    }
}
