package io.gradlab.result;

import io.gradlab.core.Json;
import io.gradlab.core.Language;
import io.gradlab.core.Require;
import io.gradlab.core.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a result that have values, by what they say in English: a file keeps the sentences,
 * and this beside them, so that a page in another language need not understand English.
 */
final class Said {

    /** Conversions that our templates use; a width of a billion is none of them. */
    private static final Pattern TEMPLATE =
            Pattern.compile("([^%]|%%|%([1-9]\\$)?[+]?(\\.[0-9])?[sdefg])*");

    private final Map<String, Text> byEnglish = new LinkedHashMap<>();

    /** Of everything in a result. */
    static Said of(ExperimentResult result) {
        Said said = new Said();
        said.addAll(result.configuration());
        for (Table table : result.tables()) {
            said.addAll(List.of(table.title(), table.columns(), table.rows()));
        }
        result.verdicts().forEach(one -> said.addAll(List.of(one.claim(), one.measured())));
        said.addAll(result.labels());
        return said;
    }

    private void addAll(Object value) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(this::addAll);
        } else if (value instanceof List<?> list) {
            list.forEach(this::addAll);
        } else if (value instanceof Text text && !text.values().isEmpty()) {
            Text before = byEnglish.put(text.toString(), text);
            Require.argument(
                    before == null || saysTheSame(before, text),
                    "'%s' is said from two templates; make them one",
                    text);
        }
    }

    /** Values may differ in a digit that is not shown. */
    private static boolean saysTheSame(Text one, Text other) {
        return Arrays.stream(Language.values()).allMatch(in -> one.in(in).equals(other.in(in)));
    }

    /** As JSON: templates and values by what they say. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        byEnglish.forEach((english, text) -> json.put(english, json(text)));
        return json;
    }

    private static Map<String, Object> json(Text text) {
        List<Object> values =
                text.values().stream()
                        .map(one -> one instanceof Text part ? json(part) : one)
                        .toList();
        return Map.of("template", text.template(), "values", values);
    }

    /**
     * From JSON.
     *
     * @throws IllegalArgumentException if it is something else, or a template does not say what it
     *     should
     */
    static Said of(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> texts)) {
            throw new IllegalArgumentException("it has no texts");
        }
        Said said = new Said();
        texts.forEach(
                (english, one) -> {
                    Text text = parsed(one);
                    Require.argument(
                            text.toString().equals(english),
                            "its text '%s' is not that of its template",
                            english);
                    said.byEnglish.put(text.toString(), text);
                });
        return said;
    }

    private static Text parsed(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> map
                && map.get("template") instanceof String template
                && map.get("values") instanceof List<?> values)) {
            throw new IllegalArgumentException("a text has no template or values");
        }
        Require.argument(TEMPLATE.matcher(template).matches(), "'%s' is no template", template);
        List<Object> parsed = new ArrayList<>();
        for (Object value : values) {
            parsed.add(value instanceof Map ? parsed(value) : Json.restored(value));
        }
        return new Text(template, parsed);
    }

    /** A text that came without its values. */
    Text text(Text english) {
        return byEnglish.getOrDefault(english.toString(), english);
    }

    /** Any value: a string that is one of these texts becomes it. */
    Object value(Object value) {
        if (value instanceof Text text) {
            return text(text);
        }
        return value instanceof String english && byEnglish.containsKey(english)
                ? byEnglish.get(english)
                : Json.restored(value);
    }
}
