package io.gradlab.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** One run of the program in this process, with what it printed. */
record Command(int exitCode, String out, String err) {

    static Command run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
            int exitCode = GradlabCommand.execute(arguments);
            return new Command(
                    exitCode,
                    printed.toString(StandardCharsets.UTF_8),
                    errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** The same of words that blanks part. */
    static Command ofLine(String line) {
        return run(
                Stream.of(line.split(" ", -1))
                        .filter(word -> !word.isEmpty())
                        .toArray(String[]::new));
    }

    List<String> errorLines() {
        return err.lines().filter(line -> line.startsWith("error:")).toList();
    }
}
