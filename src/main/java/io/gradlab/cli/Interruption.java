package io.gradlab.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: asks the running command to stop at its next epoch and waits until it has written what it
 * has. The hook does nothing else, because closing arrays under a running native call crashes.
 */
final class Interruption {

    /** Longer than an epoch of the largest network here and the writing of its files. */
    private static final long PATIENCE_SECONDS = 20;

    private static final CountDownLatch FINISHED = new CountDownLatch(1);
    private static volatile boolean requested;

    private Interruption() {}

    /** Installs the hook; call {@link #finished()} when the command is done. */
    static void install() {
        Runtime.getRuntime().addShutdownHook(new Thread(Interruption::request, "interruption"));
    }

    private static void request() {
        requested = true;
        try {
            FINISHED.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the user asked to stop. */
    static boolean requested() {
        return requested;
    }

    /** Lets a waiting hook go on. */
    static void finished() {
        FINISHED.countDown();
    }
}
