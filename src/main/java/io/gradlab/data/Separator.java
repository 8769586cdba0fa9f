package io.gradlab.data;

import io.gradlab.core.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What stands between the values of a line. */
public enum Separator {
    /** As everybody's CSV files. */
    COMMA(',', ",", "commas"),
    /** As spreadsheets write where the decimal sign is a comma; numbers may have one here. */
    SEMICOLON(';', ";", "semicolons"),
    /** As tables copied from a spreadsheet, and {@code .tsv} files. */
    TAB('\t', "tab", "tabs");

    private final char sign;
    private final String id;
    private final String words;

    Separator(char sign, String id, String words) {
        this.sign = sign;
        this.id = id;
        this.words = words;
    }

    /** The character itself. */
    public char sign() {
        return sign;
    }

    /** As people write it: {@code ,}, {@code ;} or {@code tab}. */
    public String id() {
        return id;
    }

    /** In the plural. */
    Text words() {
        return Text.of(words);
    }

    /** The one that people write like this, or the character itself; empty for anything else. */
    public static Optional<Separator> of(String text) {
        return Arrays.stream(values())
                .filter(
                        one ->
                                one.id.equalsIgnoreCase(text.equals("\\t") ? "tab" : text)
                                        || text.equals("" + one.sign))
                .findFirst();
    }

    /** The one of a header, quoted parts aside: a comma wherever there is one, or nothing else. */
    static Separator ofHeader(String line) {
        String plain = line.replaceAll("\"[^\"]*+\"", "");
        return List.of(COMMA, SEMICOLON, TAB).stream()
                .filter(one -> plain.indexOf(one.sign) >= 0)
                .findFirst()
                .orElse(COMMA);
    }
}
