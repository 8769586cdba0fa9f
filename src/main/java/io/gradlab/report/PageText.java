package io.gradlab.report;

import io.gradlab.core.Resources;
import io.gradlab.result.Language;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The report's own texts in one language, by name, and the formulas. A text is HTML: it is ours,
 * never from data.
 */
final class PageText {

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
    String get(String name) {
        return Objects.requireNonNull(texts.get(name), () -> "the report has no text " + name);
    }

    /** A text, or nothing: of an experiment that this version does not know. */
    String orEmpty(String name) {
        return texts.getOrDefault(name, "");
    }

    /** MathML, or nothing. */
    String formula(String experiment) {
        return formulas.getOrDefault(experiment, "");
    }

    private static String file(String name) {
        return Resources.text(PageText.class, "page/" + name);
    }

    /** Texts below lines {@code == name}. */
    private static Map<String, String> sections(String file) {
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
