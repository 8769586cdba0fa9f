package io.gradlab.core;

import org.jspecify.annotations.Nullable;

/**
 * Trouble of the machine that this program cannot mend: no memory, no room, no permission. The
 * message says what failed, why, and what to do, in one line; the command line prints it and ends
 * with exit code 1.
 */
public final class EnvironmentFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * A fault that somebody else's code met.
     *
     * @param message what failed, why, the mend
     * @param cause what that code said
     */
    public EnvironmentFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
