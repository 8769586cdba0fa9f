package io.gradlab.core;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rules of arguments, in one line each. */
public final class Require {

    private Require() {}

    /**
     * A rule for what whoever runs the program gave.
     *
     * @param holds whether it is kept
     * @param template what was received, the rule and the mend, as {@link String#format} takes it
     * @param arguments for the template
     * @throws UserMistake if not
     */
    public static void that(boolean holds, String template, @Nullable Object... arguments) {
        if (!holds) {
            throw new UserMistake(String.format(Locale.ROOT, template, arguments));
        }
    }

    /**
     * A rule for what a program passes: breaking it is a defect of that program.
     *
     * @param holds whether it is kept
     * @param template what was received, the rule and the mend, as {@link String#format} takes it
     * @param arguments for the template
     * @throws IllegalArgumentException if not
     */
    public static void argument(boolean holds, String template, @Nullable Object... arguments) {
        if (!holds) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, template, arguments));
        }
    }
}
