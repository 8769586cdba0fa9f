package io.gradlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A program of the tests in a JVM of its own: what depends on who loads the engine first. */
public final class ChildJvm {

    private ChildJvm() {}

    /**
     * A program, not yet started.
     *
     * @param program its main class
     * @param flags of the JVM; a {@code -cp} among them is taken instead of that of the tests
     * @param arguments of the program
     * @return to be given an environment and streams, and started
     */
    public static ProcessBuilder of(Class<?> program, List<String> flags, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        command.add("-cp");
        command.add(classPath());
        command.addAll(flags);
        command.add(program.getName());
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command);
    }

    /**
     * That of the tests.
     *
     * @return folders and jars
     */
    public static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /**
     * Reads what a program prints, up to a line.
     *
     * @param lines of the program
     * @param beginning of that line
     */
    public static void readTo(BufferedReader lines, String beginning) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = lines.readLine();
        }
        assertThat(line).isNotNull();
    }

    /**
     * Runs a program to its end, which must be a good one.
     *
     * @param program its main class
     * @param flags of the JVM
     * @param arguments of the program
     * @return what it printed, both streams together
     */
    public static String run(Class<?> program, List<String> flags, String... arguments)
            throws IOException, InterruptedException {
        return run(of(program, flags, arguments));
    }

    /**
     * The same of a program that has been given an environment.
     *
     * @param program not yet started
     * @return what it printed, both streams together
     */
    public static String run(ProcessBuilder program) throws IOException, InterruptedException {
        Process process = program.redirectErrorStream(true).start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
