package io.gradlab.console;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * Progress as at most four lines, at each quarter, for output that goes to a file. A quarter that
 * ends within the first second is not worth one.
 */
final class PlainProgress extends TaskProgress {

    private static final int PARTS = 4;

    private final PrintStream out;

    PlainProgress(PrintStream out, String task, long total, LongSupplier elapsed) {
        super(task, total, elapsed);
        this.out = out;
    }

    @Override
    void show(long parts, boolean worth) {
        long quarters = parts * PARTS / total;
        if (worth && quarters > (parts - 1) * PARTS / total) {
            int percent = (int) quarters * (100 / PARTS);
            out.println("%s: %d %% (%d/%d)".formatted(task, percent, parts, total));
        }
    }
}
