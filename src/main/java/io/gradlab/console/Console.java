package io.gradlab.console;

import io.gradlab.core.Language;
import io.gradlab.core.Require;
import io.gradlab.core.Text;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * What the user sees: lines on the output, progress on the error stream, so that the output can be
 * piped. A quiet console prints nothing at all.
 */
public final class Console {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean quiet;
    private final boolean terminal;
    private final Language language;

    /**
     * A console.
     *
     * @param out where lines, tables and verdicts go
     * @param quiet print nothing
     * @param terminal whether a person watches the error stream: a bar instead of a few lines
     * @param language of texts, tables and verdicts
     */
    public Console(PrintStream out, boolean quiet, boolean terminal, Language language) {
        this(out, System.err, quiet, terminal, language);
    }

    /** For the tests, which read both streams. */
    Console(PrintStream out, PrintStream err, boolean quiet, boolean terminal, Language language) {
        this.out = out;
        this.err = err;
        this.quiet = quiet;
        this.terminal = terminal;
        this.language = language;
    }

    /** Prints a line, given without its end. */
    public void line(String line) {
        print(line + "\n");
    }

    /** Prints a line, given without its end, in the language. */
    public void line(Text line) {
        line(line.in(language));
    }

    /** Prints a table. */
    public void table(Table table) {
        print(table.toText(language));
    }

    /** Prints a verdict: the word with the claim, then the measured numbers. */
    public void verdict(Verdict verdict) {
        line(Text.of("%-9s  %s", verdict.word().text().in(language), verdict.claim()));
        line(Text.of("           measured: %s", verdict.measured()));
    }

    private void print(String text) {
        if (quiet) {
            return;
        }
        if (terminal) { // else the text would continue the line of a bar
            err.print(BarProgress.WIPE);
            err.flush();
        }
        out.print(text);
        out.flush();
    }

    /**
     * Begins to show progress; close it at the end of the task. Tasks that end within a second show
     * nothing.
     *
     * @param task its name
     * @param total its number of steps
     * @return told of every step
     * @throws IllegalArgumentException if the total is below 1
     */
    public TaskProgress progress(String task, long total) {
        long start = System.nanoTime();
        return progress(task, total, () -> System.nanoTime() - start);
    }

    /** With a clock, nanoseconds since the task began. */
    TaskProgress progress(String task, long total, LongSupplier elapsed) {
        Require.argument(total > 0, "progress of '%s' has %d steps; give at least 1", task, total);
        return terminal && !quiet
                ? new BarProgress(err, task, total, elapsed)
                : new PlainProgress(err, task, total, quiet ? () -> 0 : elapsed);
    }
}
