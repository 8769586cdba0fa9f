package io.gradlab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.core.Language;
import io.gradlab.core.UserMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hand-out of two stored results. */
class HtmlBriefTest {

    private static final Path STORED = Path.of("src/test/resources/report/run");
    private static final List<String> IDS = List.of("initializers", "dead-relu");

    @TempDir private Path out;
    private final List<String> warnings = new ArrayList<>();

    @BeforeEach
    void copyRun() throws IOException {
        for (String file :
                List.of(
                        "initializers/result.json",
                        "initializers/fw-gaussian-uniform.svg",
                        "dead-relu/result.json",
                        "dead-relu/gradient-norms.svg")) {
            Files.createDirectories(out.resolve(file).getParent());
            Files.copy(STORED.resolve(file), out.resolve(file));
        }
    }

    private String sheet(Language language) throws IOException {
        assertThat(HtmlBrief.write(out, IDS, language, warnings::add)).isEqualTo(2);
        String page = Files.readString(out.resolve(HtmlBrief.FILE));
        assertThat(page.split("<section class=\"sheet\"", -1)).hasSize(3);
        return page.substring(page.indexOf("<section class=\"sheet\" id=\"dead-relu\">"));
    }

    @Test
    void sheet_hasClaimFigureNumbersMechanismAndExercises() throws IOException {
        String sheet = sheet(Language.EN);
        assertThat(sheet)
                .contains("<h1>When is a ReLU dead")
                .containsOnlyOnce("<figure>")
                .contains("A ReLU whose input is negative", "is far below what a step can use.");
        // The first, and three numbers.
        assertThat(sheet.split("<span class=\"badge ", -1)).hasSize(1 + 4);
        assertThat(sheet.indexOf("with leaky 0.01.</strong> <span class=\"source\">often said"))
                .isBetween(0, sheet.indexOf("<figure>"));
        assertThat(Exercise.of("dead-relu", Language.EN).subList(0, 2))
                .allSatisfy(
                        exercise ->
                                assertThat(sheet)
                                        .containsOnlyOnce(Html.of(exercise.command()).toString())
                                        .contains(Html.of(exercise.explain()).toString()));
        assertThat(warnings).isEmpty();
    }

    /** Three sentences of four. */
    @Test
    void mechanism_isShort() throws IOException {
        for (Language language : Language.values()) {
            HtmlBrief.write(out, IDS, language, warnings::add);
            String page = Files.readString(out.resolve(HtmlBrief.FILE));
            String whole = PageText.of(language).source("initializers");
            String last = whole.split("(?<=[.。])\\s*")[2];
            assertThat(page).contains(last);
        }
        assertThat(sheet(Language.ZH)).contains("这就是死亡ReLU问题。", "<h2>三个数字</h2>");
    }

    @Test
    void missingFigure_isToldAndTheRestRendered() throws IOException {
        Files.delete(out.resolve("dead-relu/gradient-norms.svg"));
        assertThat(sheet(Language.EN)).contains("not rendered", "<h2>Exercises</h2>");
        assertThat(warnings).singleElement().asString().contains("gradient-norms.svg");
    }

    @Test
    void folderWithoutResults_isRefused() {
        assertThatThrownBy(
                        () ->
                                HtmlBrief.write(
                                        out.resolve("empty"), IDS, Language.EN, warnings::add))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("run experiments into it first");
    }
}
