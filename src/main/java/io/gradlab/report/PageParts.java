package io.gradlab.report;

import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.result.BookPlace;
import io.gradlab.result.Verdict;
import io.gradlab.result.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the report and the comparison are put together of, in one language. */
final class PageParts {

    /** Columns that a telephone has room for. */
    private static final int NARROW = 3;

    private final Language language;
    private final PageText text;

    PageParts(Language language) {
        this.language = language;
        text = PageText.of(language);
    }

    Language language() {
        return language;
    }

    PageText text() {
        return text;
    }

    /** A text of a result that has no values, in the language. */
    Html words(String english) {
        return words(Text.of(english));
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

    /** Names results that could not be read; nothing if there are none. */
    Html missing(Collection<?> damaged) {
        return damaged.isEmpty()
                ? Html.NOTHING
                : note(
                        text.get(
                                "missing-of",
                                Html.join(
                                        text.get("comma"),
                                        damaged.stream().map(Html::of).toList())));
    }

    /** A table, in a region that the keyboard can reach, for it may be wider than the screen. */
    Html scroll(Html name, Html table, int columns) {
        Html region = region("scroll", name).line(table);
        return columns > NARROW ? Html.of(region, sideways()) : region;
    }

    /** The same of whatever a screen of a telephone is too narrow for. */
    static Html.Tag region(String styled, Object name) {
        return Html.tag("div", styled)
                .with("role", "region")
                .with("tabindex", "0")
                .with("aria-label", name);
    }

    /** Says on a narrow screen that there is more at the side. */
    Html sideways() {
        return Html.tag("p", "sideways").with("aria-hidden", "true").line(text.get("sideways"));
    }

    /** A line about something that is not here. */
    static Html note(Object... content) {
        return Html.tag("p", "missing").line(content);
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

    /** A word in English, and the name of its class. */
    static String name(Word word) {
        return word.text().toString();
    }

    Html badge(Verdict verdict) {
        Word word = verdict.word();
        return Html.tag("span", "badge " + name(word)).of(words(word.text()));
    }

    /** The claim, and whose it is. */
    Html claim(Verdict verdict) {
        BookPlace book = verdict.book();
        Html source =
                book == null
                        ? text.get(verdict.source().name())
                        : text.get(verdict.source().name(), book.section(), book.epochs());
        Html claim = Html.tag("strong").of(words(verdict.claim()));
        return Html.of(claim, " ", Html.tag("span", "source").of(source));
    }

    /** The word, and beside it the numbers by which it was found: it never stands alone. */
    Html judged(Verdict verdict) {
        return Html.of(badge(verdict), " ", words(verdict.measured()));
    }

    /** One under the other: the claim, then how it came out. */
    Html verdicts(List<Verdict> verdicts) {
        List<Html> items =
                verdicts.stream()
                        .map(one -> Html.of(claim(one), Html.tag("br").alone(), judged(one)))
                        .map(one -> Html.tag("li").line(one))
                        .toList();
        return Html.tag("ul", "verdicts").line("\n", items);
    }

    /** For example: 5 confirmed, 2 corrected. */
    Html counts(Collection<Verdict> verdicts) {
        List<Html> counts = new ArrayList<>();
        for (Word word : Word.values()) {
            long count = verdicts.stream().filter(one -> one.word() == word).count();
            if (count > 0) {
                counts.add(text.get("count", count, words(word.text())));
            }
        }
        return Html.tag("span", "counts").line(Html.join(text.get("comma"), counts));
    }

    /**
     * Verdicts, the one that says most first: those of corrected claims before the others, and of
     * these the ones with more networks behind them.
     */
    static List<Verdict> ranked(Collection<Verdict> verdicts) {
        return verdicts.stream()
                .sorted(
                        Comparator.comparing((Verdict one) -> one.word() != Word.CORRECTED)
                                .thenComparing(Verdict::seeds, Comparator.reverseOrder()))
                .toList();
    }

    /** The verdict that says most. */
    static Optional<Verdict> headline(Collection<Verdict> verdicts) {
        return ranked(verdicts).stream().findFirst();
    }
}
