package io.gradlab.core;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A text in every language of the program: a template in English, which is also the key of its
 * translations, and the values in its places.
 *
 * <p>A template with values is one of {@link java.util.Formatter}, so that a percent sign is {@code
 * %%} in it; without values it is taken as it stands. Numbers have a decimal point in every
 * language.
 *
 * <pre>{@code
 * Text alive = Text.of("alive in %d of %d starts, median %.2f", 698, 1000, 0.675);
 * alive.toString();        // alive in 698 of 1000 starts, median 0.68
 * alive.in(Language.ZH);   // the line of the catalogue with this template
 * }</pre>
 *
 * @param template in English
 * @param values of its places: numbers, texts of this type, which are translated too, and strings,
 *     which are not
 */
public record Text(String template, List<Object> values) {

    /** Nothing. */
    public static final Text NOTHING = of("");

    /** Keeps the values as they are now; a long that is an int is one, as it is in a file. */
    public Text {
        values =
                values.stream()
                        .map(one -> one instanceof Long whole ? narrow(whole) : one)
                        .toList();
    }

    private static Object narrow(Long whole) {
        boolean fits = whole == whole.intValue();
        return fits ? (Object) whole.intValue() : whole;
    }

    /**
     * A text.
     *
     * @param template in English
     * @param values as many as the template has places; none for a template as it stands
     */
    public static Text of(String template, Object... values) {
        return new Text(template, Arrays.asList(values));
    }

    /** A name, which is the same in every language. */
    public static Text verbatim(String name) {
        return of("%s", name);
    }

    /**
     * Texts one after the other.
     *
     * @param separator between them, punctuation: {@code ", "} or {@code "; "}
     * @param texts strings or texts of this type; empty for nothing, a single text stays what it is
     */
    public static Text join(String separator, List<?> texts) {
        if (texts.size() == 1 && texts.get(0) instanceof Text only) {
            return only;
        }
        String places = String.join(separator, Collections.nCopies(texts.size(), "%s"));
        return new Text(places, List.copyOf(texts));
    }

    /** The text in a language; in English where its translation is missing. */
    public String in(Language language) {
        String form = Translations.of(language).form(template);
        return values.isEmpty()
                ? form
                : String.format(
                        Locale.ROOT,
                        form,
                        values.stream()
                                .map(one -> one instanceof Text text ? text.in(language) : one)
                                .toArray());
    }

    /** Whether it can be said in a language: its template and those of its values. */
    public boolean isKnownIn(Language language) {
        return Translations.of(language).has(template)
                && values.stream()
                        .allMatch(one -> !(one instanceof Text text) || text.isKnownIn(language));
    }

    /** In English. */
    @Override
    public String toString() {
        return in(Language.EN);
    }
}
