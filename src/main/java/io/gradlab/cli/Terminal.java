package io.gradlab.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gradlab.console.Screen;
import io.gradlab.core.OneLine;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a person watches, and what is told beside the results. */
final class Terminal {

    /** Of a terminal that does not say. */
    private static final int USUAL = 80;

    /** In less nothing can be read; an unset terminal says 0. */
    private static final int NARROWEST = 20;

    private static final Pattern WIDTH = Pattern.compile("[0-9]{1,6}");

    private Terminal() {}

    /** Looked at once: a process gets no other terminal. */
    private static final class Seen {
        static final Screen SCREEN =
                screen(
                        System.getProperty("gradlab.terminals"),
                        System.getenv(),
                        Terminal::sizeByTerminal);
    }

    /** One line on the error stream, be it of names from a file that is not ours. */
    static void warn(String line) {
        System.err.println("warning: " + OneLine.of(line));
    }

    /** Where output and errors go. */
    static Screen screen() {
        return Seen.SCREEN;
    }

    /**
     * The same of other surroundings.
     *
     * @param terminals which of {@code out} and {@code err} are terminals, as the launcher says;
     *     null where it has not started the program
     * @param environment whose {@code COLUMNS} is the width, if it is a number from 20 on
     * @param size rows and columns of the terminal, as {@code stty size} prints them; asked for
     *     where it is needed
     */
    static Screen screen(
            @Nullable String terminals, Map<String, String> environment, Supplier<String> size) {
        boolean out = terminals == null ? present() : terminals.contains("out");
        boolean err = terminals == null ? present() : terminals.contains("err");
        if (!out && !err) {
            return Screen.NONE;
        }
        int chosen = width(environment.getOrDefault("COLUMNS", ""));
        if (chosen == 0) {
            chosen = width(size.get().replaceFirst(".* ", ""));
        }
        return new Screen(out, err, chosen == 0 ? USUAL : chosen);
    }

    /** 0 if it is none. */
    private static int width(String said) {
        String number = said.strip();
        int width = WIDTH.matcher(number).matches() ? Integer.parseInt(number) : 0;
        return width < NARROWEST ? 0 : width;
    }

    /** JLine knows it too, 0.3 s later. */
    private static String sizeByTerminal() {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(new File("/dev/tty"))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return new String(stty.getInputStream().readAllBytes(), US_ASCII);
        } catch (IOException noTerminal) {
            return "";
        }
    }

    /** Whether input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // answered by isTerminal where Java has it, from 22 on
    private static boolean present() {
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
