package io.gradlab.console;

import java.io.PrintStream;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Progress as a bar on a terminal, shown once the task has taken a second and wiped away at its
 * end. The bar's own thread is a daemon.
 */
final class BarProgress extends TaskProgress {

    /** Back to the first column, then erase to the end of the line. */
    static final String WIPE = "\r\u001b[K";

    private static final int REFRESH_MILLISECONDS = 200;

    private final PrintStream terminal;
    private final int width;
    private @Nullable ProgressBar bar;

    BarProgress(PrintStream terminal, int width, String task, long total, LongSupplier elapsed) {
        super(task, total, elapsed);
        this.terminal = terminal;
        this.width = width;
    }

    @Override
    void show(long parts, boolean worth) {
        if (bar == null && worth) {
            bar = start();
        }
        if (bar != null) {
            bar.stepTo(parts);
        }
    }

    private ProgressBar start() {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REFRESH_MILLISECONDS)
                // the library's own look-up of the width starts JLine
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, width - 1))
                .build();
    }

    private void draw(String line) {
        terminal.print(WIPE + line);
        terminal.flush();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            terminal.print(WIPE);
            terminal.flush();
        }
    }
}
