package io.gradlab.report;

import io.gradlab.result.ExperimentResult;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What experiments ran with, as a page shows it. */
final class Settings {

    static final String OPTIONS = "options";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Settings() {}

    /** The different ones: experiments of one folder may come from several runs. */
    static List<String> values(List<ExperimentResult> results, String key) {
        return results.stream()
                .map(one -> plain(one.configuration().getOrDefault(key, "-")))
                .distinct()
                .toList();
    }

    /** The options that were given in each, once; a hyphen where none were. */
    static String options(List<ExperimentResult> results) {
        return results.stream()
                .map(one -> one.configuration().getOrDefault(OPTIONS, List.of()))
                .map(
                        options ->
                                String.join(
                                        " ",
                                        ((List<?>) options)
                                                .stream().map(Object::toString).toList()))
                .map(options -> options.isEmpty() ? "-" : options)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    static String plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", "));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return String.valueOf(value);
    }

    /** The first date, and the last where it is of another day. */
    static String dates(List<ExperimentResult> results) {
        List<String> dates = values(results, "date");
        String first = dates.stream().min(Comparator.naturalOrder()).orElse("-");
        String last = dates.stream().max(Comparator.naturalOrder()).orElse("-");
        boolean oneDay = first.regionMatches(0, last, 0, "2000-01-01".length());
        return oneDay ? minute(first) : minute(first) + " – " + minute(last);
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
