package io.gradlab.core;

import java.io.Serializable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value, a file or a combination of options that whoever runs the program gave, and that breaks a
 * rule. The message says what was received, the rule and the mend, in one line.
 *
 * <p>The command line answers it with exit code 2. Any other {@link IllegalArgumentException}, from
 * a library or from the JDK, is a defect of this program there. To a Java caller both are what the
 * JDK means by the supertype.
 */
public final class UserMistake extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** What mends it, if it is a setting. */
    private final @Nullable Setting setting;

    /**
     * A setting by its name, with the value that mends a mistake: one of a builder in Java, an
     * option of the command line.
     */
    public record Setting(String name, String value) implements Serializable {}

    /**
     * A mistake that a rule of ours found.
     *
     * @param message what was received, the rule, the mend
     */
    public UserMistake(String message) {
        this(message, (Throwable) null);
    }

    /**
     * A mistake that a setting mends.
     *
     * @param message what was received, the rule
     * @param name of the setting, for example {@code label}
     * @param value that mends it
     */
    public UserMistake(String message, String name, String value) {
        super(message);
        setting = new Setting(name, value);
    }

    /**
     * A mistake that somebody else's code found.
     *
     * @param message what was received, the rule, the mend
     * @param cause what that code said
     */
    public UserMistake(String message, @Nullable Throwable cause) {
        super(message, cause);
        setting = null;
    }

    @Override
    public String getMessage() {
        return message(one -> "set %s to '%s'".formatted(one.name(), one.value()));
    }

    /**
     * The message in the words of who is told.
     *
     * @param mend how a setting is made there
     */
    public String message(Function<Setting, String> mend) {
        String what = String.valueOf(super.getMessage());
        return setting == null ? what : what + "; " + mend.apply(setting);
    }
}
