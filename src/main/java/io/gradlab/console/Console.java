package io.gradlab.console;

import io.gradlab.core.Grid;
import io.gradlab.core.Language;
import io.gradlab.core.Require;
import io.gradlab.core.Text;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import java.io.PrintStream;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the user sees: lines on the output, progress on the error stream, so that the output can be
 * piped. A quiet console prints nothing at all.
 */
public final class Console {

    /** The words of a verdict in one column, and two blanks behind it. */
    private static final int WORDS = 9;

    /** A label that stands in a column before what it is about, or blanks. */
    private static final Pattern LABEL = Pattern.compile("( *[^ ]+ {2,}| *).*");

    private final PrintStream out;
    private final PrintStream err;
    private final boolean quiet;
    private final Screen screen;
    private final Language language;

    /**
     * A console.
     *
     * @param out where lines, tables and verdicts go
     * @param quiet print nothing
     * @param screen what shows the output, and the progress on the error stream
     * @param language of texts, tables and verdicts
     */
    public Console(PrintStream out, boolean quiet, Screen screen, Language language) {
        this(out, System.err, quiet, screen, language);
    }

    /** For the tests, which read both streams. */
    Console(PrintStream out, PrintStream err, boolean quiet, Screen screen, Language language) {
        this.out = out;
        this.err = err;
        this.quiet = quiet;
        this.screen = screen;
        this.language = language;
    }

    /** Prints a line, given without its end, as it is. */
    public void line(String line) {
        print(line + "\n");
    }

    /**
     * Prints a line, given without its end, in the language. On a terminal one that is too wide is
     * folded, with the rest below what follows the label, if it begins with one.
     */
    public void line(Text line) {
        folded(line.in(language));
    }

    private void folded(String line) {
        Matcher label = LABEL.matcher(line);
        int indent = label.matches() ? Grid.width(label.group(1)) : 0;
        Grid.fold(line, indent, screen.lineWidth()).forEach(this::line);
    }

    /** Prints a table of a result, whose file has the columns that a terminal is too narrow for. */
    public void table(Table table) {
        table(table, "result.json");
    }

    /** Prints a table. Another file has the columns that a terminal is too narrow for. */
    public void table(Table table, String file) {
        print(table.toText(language, screen.lineWidth(), file));
    }

    /** Prints a verdict: the word with the claim, then the measured numbers. */
    public void verdict(Verdict verdict) {
        String word = Grid.pad(verdict.word().text().in(language), WORDS, false);
        folded(word + "  " + verdict.claim().in(language));
        Text measured = Text.of("measured: %s", verdict.measured());
        folded(" ".repeat(WORDS + 2) + measured.in(language));
    }

    private void print(String text) {
        if (quiet) {
            return;
        }
        if (screen.err()) { // else the text would continue the line of a bar
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
        return screen.err() && !quiet
                ? new BarProgress(err, screen.width(), task, total, elapsed)
                : new PlainProgress(err, task, total, quiet ? () -> 0 : elapsed);
    }
}
