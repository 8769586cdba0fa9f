package io.gradlab.console;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * Progress as at most four lines, at each quarter, for output that goes to a file. A quarter that
 * ends within the first second is not worth one.
 */
final class PlainProgress implements Progress {

    private static final int PARTS = 4;

    private final PrintStream out;
    private final String task;
    private final long total;
    private final LongSupplier elapsed;
    private long done;

    /**
     * Begins a task.
     *
     * @param out where the lines go
     * @param task its name
     * @param total its number of steps
     * @param elapsed nanoseconds since it began
     */
    PlainProgress(PrintStream out, String task, long total, LongSupplier elapsed) {
        this.out = out;
        this.task = task;
        this.total = total;
        this.elapsed = elapsed;
    }

    @Override
    public void step() {
        long before = done++ * PARTS / total;
        long quarters = done * PARTS / total;
        if (quarters > before && elapsed.getAsLong() >= Console.WORTH_TELLING) {
            out.println(task + ": " + quarters * (100 / PARTS) + " % (" + done + "/" + total + ")");
        }
    }

    @Override
    public void close() {}
}
