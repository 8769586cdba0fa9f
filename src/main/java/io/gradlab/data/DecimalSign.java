package io.gradlab.data;

import io.gradlab.core.UserMistake;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The decimal sign of a file whose values are separated by semicolons or tabs: a point or a comma,
 * one of them throughout. What groups thousands is never taken for one.
 */
final class DecimalSign {

    /** May be thousands, and may be thousandths. */
    private static final Pattern GROUPS = Pattern.compile("[+-]?[1-9]\\d{0,2},\\d{3}");

    private final CsvInput source;
    private final Matcher groups = GROUPS.matcher("");
    private int pointAt;
    private int commaAt;
    private int doubtfulAt;
    private boolean sure;

    DecimalSign(CsvInput source) {
        this.source = source;
    }

    /** A number with a point, from one with either sign. */
    String withPoint(String text, int line) {
        if (text.indexOf('.') >= 0) {
            pointAt = line;
        }
        int comma = text.indexOf(',');
        if (comma < 0 || text.indexOf(',', comma + 1) >= 0) {
            return text;
        }
        commaAt = line;
        if (groups.reset(text).matches()) {
            doubtfulAt = doubtfulAt == 0 ? line : doubtfulAt;
        } else {
            sure = true;
        }
        requireOne(line);
        return text.replace(',', '.');
    }

    private void requireOne(int line) {
        if (pointAt > 0) {
            throw CsvErrors.at(
                    source,
                    line,
                    "a number with a decimal comma, and one with a point in line %d; write all of them in one way"
                            .formatted(pointAt));
        }
    }

    /** Whether numbers have commas; refuses those of which every one may be a thousand. */
    boolean isComma() {
        if (commaAt > 0) {
            requireOne(commaAt);
        }
        if (doubtfulAt > 0 && !sure) {
            throw doubtful();
        }
        return commaAt > 0;
    }

    private UserMistake doubtful() {
        return CsvErrors.at(
                source,
                doubtfulAt,
                "numbers such as 1,234 alone: these may be decimals or thousands; write decimal points, or no thousands separators");
    }
}
