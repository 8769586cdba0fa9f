package io.gradlab.report;

import io.gradlab.core.Language;
import io.gradlab.files.AtomicFiles;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The hand-out: a page of A4 for the question of each experiment, from the same files as {@link
 * HtmlReport}.
 */
public final class HtmlBrief {

    /** Its name in the output folder. */
    public static final String FILE = "brief.html";

    /** Verdicts besides the first. */
    private static final int NUMBERS = 3;

    private static final int SENTENCES = 3;

    private static final int EXERCISES = 2;

    private final PageParts parts;
    private final PageText text;
    private final Path out;
    private final Consumer<String> warning;

    private HtmlBrief(Path out, Language language, Consumer<String> warning) {
        parts = new PageParts(language);
        text = parts.text();
        this.out = out;
        this.warning = warning;
    }

    /**
     * Renders what is there. What is missing or damaged is told, and the rest rendered.
     *
     * @param out folder of the results, with a folder for each experiment
     * @param ids experiments, in the order of the pages
     * @param language of the hand-out
     * @param warning told one line for each result or figure that cannot be rendered
     * @return how many pages it has
     * @throws IllegalArgumentException if there is not one result that can be read
     * @throws IOException if the hand-out cannot be written
     */
    public static int write(Path out, List<String> ids, Language language, Consumer<String> warning)
            throws IOException {
        List<ExperimentResult> results = HtmlReport.some(out, ids, warning);
        HtmlBrief brief = new HtmlBrief(out, language, warning);
        List<Html> sheets = results.stream().map(brief::sheet).toList();
        Html body = Html.tag("main", "brief").line("\n", sheets);
        AtomicFiles.write(out.resolve(FILE), brief.parts.frame("brief", body).toString());
        return results.size();
    }

    private Html sheet(ExperimentResult result) {
        String id = result.id();
        List<Verdict> verdicts = PageParts.ranked(result.verdicts());
        List<Verdict> first = verdicts.subList(0, Math.min(1, verdicts.size()));
        List<Verdict> others =
                verdicts.subList(first.size(), Math.min(first.size() + NUMBERS, verdicts.size()));
        return Html.tag("section", "sheet")
                .with("id", id)
                .line(
                        "\n",
                        Html.tag("p", "book").line(head(result)),
                        Html.tag("h1").line(parts.words(result.question())),
                        Html.tag("div", "first").line(parts.verdicts(first)),
                        figure(result),
                        title("numbers"),
                        parts.verdicts(others),
                        title("mechanism"),
                        Html.tag("p").line(text.beginning(id, SENTENCES)),
                        title("exercises"),
                        exercises(id));
    }

    private Html head(ExperimentResult result) {
        Settings settings = new Settings(List.of(result), parts.language());
        return Html.of(
                "Gradlab · ",
                text.get("book"),
                " ",
                parts.words(result.book()),
                " · ",
                Html.tag("code").of("scripts/gradlab run " + result.id()),
                " · ",
                text.get("seed"),
                " ",
                settings.values("seed"),
                " · ",
                settings.values(Settings.DATE));
    }

    private Html title(String name) {
        return Html.tag("h2").line(text.get(name));
    }

    private Html figure(ExperimentResult result) {
        Figures figures = new Figures(out.resolve(result.id()), result, parts, warning);
        return result.figures().isEmpty() ? Html.NOTHING : figures.figure(result.figures().get(0));
    }

    private Html exercises(String id) {
        List<Html> exercises = new ArrayList<>();
        Exercise.of(id, parts.language()).stream()
                .limit(EXERCISES)
                .forEach(exercise -> exercises.add(exercise.html(text)));
        return Html.tag("ol", "exercises").line("\n", exercises);
    }
}
