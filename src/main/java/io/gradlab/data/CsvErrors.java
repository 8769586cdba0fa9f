package io.gradlab.data;

import io.gradlab.core.UserMistake;
import java.util.Collection;
import java.util.stream.Collectors;

/** The one-line refusals of a CSV file, whose source stands in front. */
final class CsvErrors {

    static final String BAD_QUOTES =
            "a quote is not closed on the same line or stands inside a value; mend the quotes";

    private static final int SHOWN_CHARACTERS = 60;
    private static final int SHOWN_VALUES = 8;

    private CsvErrors() {}

    static UserMistake in(Object source, String problem) {
        return new UserMistake("%s: %s".formatted(source, problem));
    }

    static UserMistake at(Object source, int line, String problem) {
        return new UserMistake(place(source, line) + problem);
    }

    /** Where a problem is, for the beginning of a message. */
    static String place(Object source, int line) {
        return "%s, line %s: ".formatted(source, line);
    }

    /** A value as it may stand in a message: quoted, one line, not too long. */
    static String show(String value) {
        String line = value.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
        return line.length() <= SHOWN_CHARACTERS
                ? "'" + line + "'"
                : "'" + line.substring(0, SHOWN_CHARACTERS) + "...'";
    }

    /** Values, not too many. */
    static String show(Collection<String> values) {
        String shown =
                values.stream()
                        .limit(SHOWN_VALUES)
                        .map(CsvErrors::show)
                        .collect(Collectors.joining(", "));
        int more = values.size() - SHOWN_VALUES;
        return more > 0 ? "%s and %d more".formatted(shown, more) : shown;
    }
}
