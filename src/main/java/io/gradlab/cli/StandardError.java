package io.gradlab.cli;

import com.sun.jna.Function;
import com.sun.jna.Pointer;

/**
 * The process's standard error, which the launcher keeps apart while the JVM starts.
 *
 * <p>The JVM warns of the Vector API's module, and no flag keeps it from that; so the launcher
 * starts it with a filter behind descriptor 2. Here the true standard error returns, for Java,
 * libtorch and the JVM alike: with the filter in between, a shell would go on before the last line
 * had arrived.
 */
final class StandardError {

    private static final int DESCRIPTOR = 2;

    private StandardError() {}

    /**
     * Puts the descriptor that {@code gradlab.stderr} names in the place of 2, and waits for the
     * filter, the only child of a process that has just begun: its lines come first. Without that
     * property, and where JNA cannot load, everything stays as it is.
     */
    static void giveBack() {
        Integer kept = Integer.getInteger("gradlab.stderr");
        if (kept == null) {
            return;
        }
        try {
            call("dup2", kept, DESCRIPTOR);
            call("close", kept);
            call("wait", Pointer.NULL);
        } catch (LinkageError withoutJna) {
            return; // the filter passes on what comes, to the end
        }
    }

    private static void call(String function, Object... arguments) {
        Function.getFunction("c", function).invokeInt(arguments);
    }
}
