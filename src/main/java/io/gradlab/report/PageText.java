package io.gradlab.report;

import io.gradlab.core.Language;
import io.gradlab.core.Resources;
import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The report's own texts in one language, by name, the formulas and the style sheet. They are
 * markup: they are ours, never from data.
 */
final class PageText {

    private static final Pattern EXPERIMENT_LINK =
            Pattern.compile("<a href=\"#([a-z-]+)\">(.*?)</a>");

    /** A sentence ends with a blank, in Chinese with its full stop. */
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!] )|(?<=。)");

    private static final Map<String, String> SUBJECTS = sections(file("figures.txt"));

    private final Map<String, String> texts;
    private final Map<String, String> formulas;

    private PageText(Map<String, String> texts, Map<String, String> formulas) {
        this.texts = texts;
        this.formulas = formulas;
    }

    static PageText of(Language language) {
        return new PageText(
                sections(file(language.tag() + ".txt")), sections(file("formulas.txt")));
    }

    /** A text that must be there. */
    Html get(String name) {
        return Html.ours(source(name));
    }

    /** As it stands in the file: to be escaped where it goes. */
    String source(String name) {
        return Objects.requireNonNull(texts.get(name), () -> "the report has no text " + name);
    }

    /** A text that must be there, with something in its places: numbers, or texts of results. */
    Html get(String name, Object first, Object... more) {
        Object[] values =
                Stream.concat(Stream.of(first), Stream.of(more))
                        .map(one -> one instanceof Number ? one : Html.of(one).toString())
                        .toArray();
        return Html.ours(new MessageFormat(source(name), Locale.ROOT).format(values));
    }

    /** As it stands in the file, or nothing: of an experiment that this version does not know. */
    String sourceOrEmpty(String name) {
        return texts.getOrDefault(name, "");
    }

    /** The same as markup. */
    Html orEmpty(String name) {
        return Html.ours(sourceOrEmpty(name));
    }

    /** The first sentences of it. */
    Html beginning(String name, int sentences) {
        return Html.ours(
                SENTENCE_END
                        .splitAsStream(sourceOrEmpty(name))
                        .limit(sentences)
                        .collect(Collectors.joining()));
    }

    /** MathML, or nothing. */
    Html formula(String experiment) {
        return Html.ours(formulas.getOrDefault(experiment, ""));
    }

    /** The closing chapter; links to experiments that are not on the page become text. */
    Html chapter(Set<String> shown) {
        return Html.ours(
                EXPERIMENT_LINK
                        .matcher(source("chapter"))
                        .replaceAll(
                                link ->
                                        Matcher.quoteReplacement(
                                                shown.contains(link.group(1))
                                                        ? link.group()
                                                        : link.group(2))));
    }

    /**
     * A piece of the claim, in English, that a figure is about, by {@code experiment/figure};
     * nothing where every claim of the experiment may be.
     */
    static String subject(String figure) {
        return SUBJECTS.getOrDefault(figure, "");
    }

    static Html style() {
        return Html.ours(file("style.css"));
    }

    static String file(String name) {
        return Resources.text(PageText.class, "page/" + name);
    }

    /** Texts below lines {@code == name}. */
    static Map<String, String> sections(String file) {
        Map<String, String> sections = new LinkedHashMap<>();
        for (String section : ("\n" + file).split("\n== ", -1)) {
            int end = section.indexOf('\n');
            if (end > 0) {
                sections.put(section.substring(0, end), section.substring(end + 1).strip());
            }
        }
        return sections;
    }
}
