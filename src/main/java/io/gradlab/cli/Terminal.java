package io.gradlab.cli;

import io.gradlab.core.OneLine;
import java.io.Console;

/** Whether a person watches, and what is told beside the results. */
final class Terminal {

    private Terminal() {}

    /** One line on the error stream, be it of names from a file that is not ours. */
    static void warn(String line) {
        System.err.println("warning: " + OneLine.of(line));
    }

    /** Whether input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // answered by isTerminal where Java has it, from 22 on
    static boolean present() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true; // before Java 22 there is a console only on a terminal
        }
    }
}
