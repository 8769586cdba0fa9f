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

    ReportPage(PageParts parts) {
        this.parts = parts;
        text = parts.text();
    }

    /**
     * The report.
     *
     * @param results on the page
     * @param damaged ids of experiments whose result cannot be read
     * @param sections one for each result
     */
    Html of(List<ExperimentResult> results, List<String> damaged, List<Html> sections) {
        Set<String> shown = results.stream().map(ExperimentResult::id).collect(Collectors.toSet());
        Html header =
                Html.of(
                        "\n",
                        Html.tag("h1").of(text.get("title")).line(),
                        Html.tag("p").with("class", "lead").of(text.get("lead")).line(),
                        run(results),
                        navigation());
        Html main =
                Html.of(
                        "\n",
                        overview(results),
                        parts.missing(damaged),
                        Html.join("", sections),
                        Html.tag("section").of(text.chapter(shown)).line());
        Html skip =
                Html.tag("a").with("class", "skip").with("href", "#overview").of(text.get("skip"));
        return parts.frame(
                "title",
                Html.of(
                        skip.line(),
                        Html.tag("header").of(header).line(),
                        Html.tag("main").of(main).line()));
    }

    private Html navigation() {
        List<Html> links =
                Stream.of("overview", "prevent", "mapping", "answers", "words")
                        .map(
                                id ->
                                        Html.tag("a")
                                                .with("href", "#" + id)
                                                .of(text.get("to-" + id))
                                                .line())
                        .toList();
        return Html.tag("nav")
                .with("aria-label", text.get("contents"))
                .of(Html.join("", links))
                .line();
    }

    private Html run(List<ExperimentResult> results) {
        double seconds = results.stream().mapToDouble(ExperimentResult::seconds).sum();
        return Html.tag("dl")
                .with("class", "run")
                .of(
                        "\n",
                        item("date", Settings.dates(results)),
                        item("seed", String.join(", ", Settings.values(results, "seed"))),
                        item("device", String.join(", ", Settings.values(results, "device"))),
                        item("wall", String.format(Locale.ROOT, "%.1f s", seconds)),
                        item("versions", String.join("; ", Settings.values(results, "versions"))))
                .line();
    }

    private Html item(String name, String value) {
        return Html.tag("div")
                .of(Html.tag("dt").of(text.get(name)).line(), Html.tag("dd").of(value).line())
                .line();
    }

    private Html overview(List<ExperimentResult> results) {
        Html heads =
                parts.heads(
                        List.of(
                                "experiment",
                                "question",
                                "claim",
                                "measured",
                                "verdict",
                                "networks"));
        Html table =
                Html.tag("table")
                        .with("class", "overview")
                        .of(
                                Html.tag("thead").of(Html.tag("tr").of(heads)).line(),
                                Html.tag("tbody")
                                        .of(
                                                Html.join(
                                                        "",
                                                        results.stream().map(this::row).toList())));
        return Html.of(
                Html.tag("h2").with("id", "overview").of(text.get("overview")).line(),
                table.line());
    }

    /** With the verdict that says most, and how all of them came out. */
    private Html row(ExperimentResult result) {
        Html link = Html.tag("a").with("href", "#" + result.id()).of(result.id());
        Html cells =
                PageParts.headline(result)
                        .map(this::cells)
                        .orElseGet(
                                () -> Html.join("", Collections.nCopies(4, Html.tag("td").of())));
        return Html.tag("tr")
                .of(
                        PageParts.head("row", link, counts(result)),
                        parts.cell("question", parts.words(result.question())),
                        cells)
                .line();
    }

    private Html cells(Verdict verdict) {
        return Html.of(
                parts.cell("claim", parts.words(verdict.claim())),
                parts.cell("measured", parts.words(verdict.measured())),
                parts.cell("verdict", parts.badge(verdict)),
                Html.tag("td")
                        .with("class", "n")
                        .with("data-head", text.get("networks"))
                        .of(verdict.seeds())
                        .line());
    }

    /** For example: 5 confirmed, 2 corrected. */
    private Html counts(ExperimentResult result) {
        List<Html> counts = new ArrayList<>();
        for (Verdict.Word word : Verdict.Word.values()) {
            long count = result.verdicts().stream().filter(one -> one.word() == word).count();
            if (count > 0) {
                counts.add(Html.of(count, " ", text.get(word.id())));
            }
        }
        return Html.tag("span")
                .with("class", "counts")
                .of(Html.join(text.get("comma"), counts))
                .line();
    }
}
