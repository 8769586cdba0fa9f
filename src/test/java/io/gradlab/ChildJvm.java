package io.gradlab;

import static org.assertj.core.api.Assertions.assertThat;

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
     * @param flags of the JVM
     * @param arguments of the program
     * @return to be given an environment and streams, and started
     */
    public static ProcessBuilder of(Class<?> program, List<String> flags, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        command.addAll(flags);
        command.add("-cp");
        command.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(program.getName());
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command);
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
        Process process = of(program, flags, arguments).redirectErrorStream(true).start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
