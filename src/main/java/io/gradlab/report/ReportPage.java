package io.gradlab.report;

import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The frame of the page: head, overview, closing chapter. */
final class ReportPage {

    private final PageParts parts;
    private final PageText text;
    private final Settings settings;

    ReportPage(PageParts parts, Settings settings) {
        this.parts = parts;
        text = parts.text();
        this.settings = settings;
    }

    /** The report: a section for each result, and ids of experiments whose result is damaged. */
    Html of(List<ExperimentResult> results, List<String> damaged, List<Html> sections) {
        Set<String> shown = results.stream().map(ExperimentResult::id).collect(Collectors.toSet());
        Html header =
                Html.of(
                        "\n",
                        Html.tag("h1").line(text.get("title")),
                        Html.tag("p", "lead").line(text.get("lead")),
                        run(results),
                        navigation());
        Html main =
                Html.of(
                        "\n",
                        overview(results),
                        parts.missing(damaged),
                        sections,
                        Html.tag("section").line(text.chapter(shown)));
        Html skip = Html.tag("a", "skip").with("href", "#overview").of(text.get("skip"));
        return parts.frame(
                "title",
                Html.of(skip.line(), Html.tag("header").line(header), Html.tag("main").line(main)));
    }

    private Html navigation() {
        List<Html> links =
                Stream.of("overview", "prevent", "mapping", "answers", "words")
                        .map(id -> Html.tag("a").with("href", "#" + id).line(text.get("to-" + id)))
                        .toList();
        return Html.tag("nav").with("aria-label", text.get("contents")).line(links);
    }

    private Html run(List<ExperimentResult> results) {
        double seconds = results.stream().mapToDouble(ExperimentResult::seconds).sum();
        List<Html> items = new ArrayList<>(List.of(item(Settings.DATE)));
        Settings.HEAD.forEach(name -> items.add(item(name)));
        items.add(item("wall", String.format(Locale.ROOT, "%.1f s", seconds)));
        return Html.tag("dl", "run").line("\n", items);
    }

    private Html item(String setting) {
        String values = settings.values(setting);
        return values.isEmpty() ? Html.NOTHING : item(setting, values);
    }

    private Html item(String name, String value) {
        return Html.tag("div")
                .line(Html.tag("dt").line(text.get(name)), Html.tag("dd").line(value));
    }

    private Html overview(List<ExperimentResult> results) {
        Html heads =
                parts.heads(List.of("experiment", "question", "claim", "measured", "networks"));
        Html table =
                Html.tag("table", "overview")
                        .of(PageParts.rows(heads, results.stream().map(this::row).toList()));
        return Html.of(
                Html.tag("h2").with("id", "overview").line(text.get("overview")), table.line());
    }

    /** With the verdict that says most, and how all of them came out. */
    private Html row(ExperimentResult result) {
        Html link = Html.tag("a").with("href", "#" + result.id()).of(result.id());
        Html cells =
                PageParts.headline(result.verdicts())
                        .map(this::cells)
                        .orElseGet(() -> Html.of(Collections.nCopies(3, Html.tag("td").of())));
        return Html.tag("tr")
                .line(
                        PageParts.head("row", link, parts.counts(result.verdicts())),
                        parts.cell("question", parts.words(result.question())),
                        cells);
    }

    private Html cells(Verdict verdict) {
        return Html.of(
                parts.cell("claim", parts.claim(verdict)),
                parts.cell("measured", parts.judged(verdict)),
                Html.tag("td", "n").with("data-head", text.get("networks")).line(verdict.seeds()));
    }
}
