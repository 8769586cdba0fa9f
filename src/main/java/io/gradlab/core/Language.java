package io.gradlab.core;

import java.util.Locale;

/** Languages of the report. */
public enum Language {
    /** English. */
    EN,
    /** Simplified Chinese. */
    ZH;

    /** The tag of BCP 47: {@code en} or {@code zh}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The language of a tag.
     *
     * @param tag {@code en} or {@code zh}, in any case
     * @return the language
     * @throws IllegalArgumentException for any other
     */
    public static Language of(String tag) {
        for (Language language : values()) {
            if (language.tag().equals(tag.toLowerCase(Locale.ROOT))) {
                return language;
            }
        }
        throw new UserMistake("language '%s' is unknown; use en or zh".formatted(tag));
    }
}
