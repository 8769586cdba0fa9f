package io.gradlab.cli;

import java.io.Console;

/** Whether a person watches. */
final class Terminal {

    private Terminal() {}

    /**
     * Whether input and output are a terminal.
     *
     * @return false in a pipe or without a terminal
     */
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
