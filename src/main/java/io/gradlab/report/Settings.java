package io.gradlab.report;

import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.result.ExperimentResult;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What experiments of one folder ran with, as a page in a language shows it. */
final class Settings {

    static final String OPTIONS = "options";
    static final String DATE = "date";

    /** What every result has, and the page or a comparison names. */
    static final List<String> NEEDED = List.of(DATE, "device", "seed", "versions", OPTIONS);

    /** What the head of the page names, besides dates; a section has what is its own. */
    static final List<String> HEAD =
            List.of("data", "seed", "epochs", "device", "threads", "versions");

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final List<ExperimentResult> results;
    private final Language language;

    Settings(List<ExperimentResult> results, Language language) {
        this.results = List.copyOf(results);
        this.language = language;
    }

    /** The different ones, since experiments of one folder may come from several runs. */
    String values(String key) {
        return key.equals(DATE) ? dates() : Text.join("; ", distinct(key)).in(language);
    }

    /**
     * What the page needs is a hyphen where it is missing; an experiment need not have the rest.
     */
    private List<String> distinct(String key) {
        Object absent = NEEDED.contains(key) ? "-" : "";
        return results.stream()
                .map(one -> one.configuration().getOrDefault(key, absent))
                .map(value -> key.equals(OPTIONS) ? options(value) : plain(value))
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    private static String options(Object given) {
        return given instanceof List<?> list && !list.isEmpty()
                ? String.join(" ", list.stream().map(String::valueOf).toList())
                : "-";
    }

    /** The settings of one that the head does not say of all. */
    Map<String, String> own(ExperimentResult result) {
        Map<String, String> own = new LinkedHashMap<>();
        result.configuration()
                .forEach(
                        (name, value) -> {
                            if (!isSaidOfAll(name)) {
                                own.put(name, plain(value));
                            }
                        });
        return own;
    }

    private boolean isSaidOfAll(String name) {
        return switch (name) {
            case OPTIONS -> true; // the command shows them
            case DATE -> isOneDay();
            default -> HEAD.contains(name) && distinct(name).size() == 1;
        };
    }

    private String plain(Object value) {
        return text(value).in(language);
    }

    private static Text text(Object value) {
        if (value instanceof Map<?, ?> map) {
            return Text.join(
                    ", ",
                    map.entrySet().stream()
                            .map(one -> Text.of("%s %s", one.getKey(), text(one.getValue())))
                            .toList());
        }
        if (value instanceof List<?> list) {
            return Text.join(", ", list.stream().map(Settings::text).toList());
        }
        return value instanceof Text text ? text : Text.of(String.valueOf(value));
    }

    private String first() {
        return dates(Comparator.naturalOrder());
    }

    private String last() {
        return dates(Comparator.reverseOrder());
    }

    private String dates(Comparator<String> order) {
        return distinct(DATE).stream().min(order).orElse("-");
    }

    private boolean isOneDay() {
        return first().regionMatches(0, last(), 0, "2000-01-01".length());
    }

    /** The first date, and the last where it is of another day. */
    private String dates() {
        return isOneDay() ? minute(first()) : minute(first()) + " – " + minute(last());
    }

    /** What is no date stays as it is. */
    private static String minute(String date) {
        try {
            return MINUTE.format(Instant.parse(date)) + " UTC";
        } catch (DateTimeParseException e) {
            return date;
        }
    }
}
