package io.gradlab.core;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Results of other threads. */
public final class Futures {

    private Futures() {}

    /**
     * Waits, and throws what the other thread threw as if it had been thrown here.
     *
     * @param <T> what is computed
     * @param future the computation
     * @return its result
     * @throws CancellationException if this thread is interrupted meanwhile; it stays so
     */
    public static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw Futures.<RuntimeException>unchecked(Objects.requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while another thread computed");
        }
    }

    /** As it is, checked or not: wrapped, an IOException would look like a defect. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E unchecked(Throwable cause) throws E {
        throw (E) cause;
    }
}
