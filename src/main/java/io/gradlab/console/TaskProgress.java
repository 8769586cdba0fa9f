package io.gradlab.console;

import java.util.function.LongSupplier;

/** Progress of a task, told to the user. Safe for several threads. */
public abstract class TaskProgress implements AutoCloseable {

    /** Nanoseconds: a task that ends sooner shows no progress. */
    private static final long WORTH_TELLING = 1_000_000_000L;

    final String task;
    final long total;
    private final LongSupplier elapsed;
    private long done;

    /** Begins a task of so many steps; elapsed are the nanoseconds since then. */
    TaskProgress(String task, long total, LongSupplier elapsed) {
        this.task = task;
        this.total = total;
        this.elapsed = elapsed;
    }

    /** One more part of the task is done. */
    public final void step() {
        step(1);
    }

    /** So many more parts of the task are done; 0 changes nothing. */
    public final synchronized void step(int finished) {
        for (int i = 0; i < finished; i++) {
            done++;
            show(done, elapsed.getAsLong() >= WORTH_TELLING);
        }
    }

    /** Shows that so many parts are done, if the task has taken long enough to be worth it. */
    abstract void show(long parts, boolean worth);

    /** The task is over, done or not. */
    @Override
    public void close() {}
}
