package io.gradlab.core;

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

    /**
     * A mistake that a rule of ours found.
     *
     * @param message what was received, the rule, the mend
     */
    public UserMistake(String message) {
        super(message);
    }

    /**
     * A mistake that somebody else's code found.
     *
     * @param message what was received, the rule, the mend
     * @param cause what that code said
     */
    public UserMistake(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
