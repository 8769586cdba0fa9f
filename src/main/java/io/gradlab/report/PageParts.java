package io.gradlab.report;

import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Phrases;
import io.gradlab.result.Verdict;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the report and the comparison are put together of, in one language. */
final class PageParts {

    private final Language language;
    private final PageText text;
    private final Phrases phrases;

    PageParts(Language language) {
        this.language = language;
        text = PageText.of(language);
        phrases = Phrases.of(language);
    }

    Language language() {
        return language;
    }

    PageText text() {
        return text;
    }

    Phrases phrases() {
        return phrases;
    }

    /** A text of a result, in the language. */
    Html words(String english) {
        return Html.of(phrases.of(english));
    }

    /** A text, in the language. */
    Html words(Text text) {
        return Html.of(text.in(language));
    }

    /** A whole document around a body. */
    Html frame(String title, Html body) {
        Html head =
                Html.of(
                        "\n",
                        Html.tag("meta").with("charset", "utf-8").alone().line(),
                        Html.tag("meta")
                                .with("name", "viewport")
                                .with("content", "width=device-width, initial-scale=1")
                                .alone()
                                .line(),
                        Html.tag("link").with("rel", "icon").with("href", "data:,").alone().line(),
                        Html.tag("title").line(text.source(title)),
                        Html.tag("style").line("\n", PageText.style()));
        return Html.document(
                Html.tag("html")
                        .with("lang", language.tag())
                        .line(
                                "\n",
                                Html.tag("head").line(head),
                                Html.tag("body").line("\n", body)));
    }

    /** Names experiments whose result could not be read; nothing if there are none. */
    Html missing(Collection<String> damaged) {
        return damaged.isEmpty()
                ? Html.NOTHING
                : Html.tag("p", "missing")
                        .line(text.get("missing"), ": ", String.join(", ", damaged));
    }

    /** A region that the keyboard can reach, for what may be wider than the screen. */
    static Html scroll(Html name, Html content) {
        return Html.tag("div", "scroll")
                .with("role", "region")
                .with("tabindex", "0")
                .with("aria-label", name)
                .line(content);
    }

    /** Heads of columns, by the names of their texts. */
    Html heads(List<String> names) {
        return Html.of(names.stream().map(name -> head("col", text.get(name))).toList());
    }

    /** Inside of a table. */
    static Html rows(Object heads, Object rows) {
        return Html.of(
                Html.tag("thead").line(Html.tag("tr").of(heads)), Html.tag("tbody").of(rows));
    }

    /** The head of a column or row. */
    static Html head(String scope, Object... content) {
        return Html.tag("th").with("scope", scope).line(content);
    }

    /** A cell that names its column itself where a narrow screen has no head. */
    Html cell(String head, Object content) {
        return Html.tag("td").with("data-head", text.get(head)).line(content);
    }

    Html badge(Verdict verdict) {
        String word = verdict.word().text().toString();
        return Html.tag("span", "badge " + word).of(text.get(word));
    }

    /**
     * The verdict that says most: of the claims that are corrected, else of all, the first with the
     * most networks behind it.
     */
    static Optional<Verdict> headline(ExperimentResult result) {
        List<Verdict> corrected =
                result.verdicts().stream()
                        .filter(one -> one.word() == Verdict.Word.CORRECTED)
                        .toList();
        // max takes the first of equals.
        return (corrected.isEmpty() ? result.verdicts() : corrected)
                .stream().max(Comparator.comparingInt(Verdict::seeds));
    }
}
