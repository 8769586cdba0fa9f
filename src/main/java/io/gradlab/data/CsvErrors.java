package io.gradlab.data;

import io.gradlab.core.UserMistake;
import java.nio.file.Path;

/** The one-line refusals of a CSV file. */
final class CsvErrors {

    static final String BAD_QUOTES =
            "a quote is not closed on the same line or stands inside a value; mend the quotes";

    private static final int SHOWN_CHARACTERS = 60;

    private CsvErrors() {}

    static UserMistake in(Path file, String problem) {
        return new UserMistake("data file %s: %s".formatted(file, problem));
    }

    static UserMistake at(Path file, int line, String problem) {
        return new UserMistake("data file %s, line %s: %s".formatted(file, line, problem));
    }

    /** A value as it may stand in a message: quoted, one line, not too long. */
    static String show(String value) {
        String line = value.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
        return line.length() <= SHOWN_CHARACTERS
                ? "'" + line + "'"
                : "'" + line.substring(0, SHOWN_CHARACTERS) + "...'";
    }
}
