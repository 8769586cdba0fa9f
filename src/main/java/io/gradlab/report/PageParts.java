package io.gradlab.report;

import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Language;
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
                        Html.tag("title").of(text.source(title)).line(),
                        Html.tag("style").of("\n", PageText.style()).line());
        return Html.document(
                Html.tag("html")
                        .with("lang", language.tag())
                        .of(
                                "\n",
                                Html.tag("head").of(head).line(),
                                Html.tag("body").of("\n", body).line())
                        .line());
    }

    /** Names experiments whose result could not be read; nothing if there are none. */
    Html missing(Collection<String> damaged) {
        return damaged.isEmpty()
                ? Html.NOTHING
                : Html.tag("p")
                        .with("class", "missing")
                        .of(text.get("missing"), ": ", String.join(", ", damaged))
                        .line();
    }

    /** A region that the keyboard can reach, for what may be wider than the screen. */
    static Html scroll(Html name, Html content) {
        return Html.tag("div")
                .with("class", "scroll")
                .with("role", "region")
                .with("tabindex", "0")
                .with("aria-label", name)
                .of(content)
                .line();
    }

    /** Heads of columns, by the names of their texts. */
    Html heads(List<String> names) {
        return Html.join("", names.stream().map(name -> head("col", text.get(name))).toList());
    }

    /** The head of a column or row. */
    static Html head(String scope, Object... content) {
        return Html.tag("th").with("scope", scope).of(content).line();
    }

    /** A cell that names its column itself where a narrow screen has no head. */
    Html cell(String head, Object content) {
        return Html.tag("td").with("data-head", text.get(head)).of(content).line();
    }

    Html badge(Verdict verdict) {
        String word = verdict.word().id();
        return Html.tag("span").with("class", "badge " + word).of(text.get(word));
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
