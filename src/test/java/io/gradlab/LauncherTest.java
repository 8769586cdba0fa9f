package io.gradlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scripts/gradlab} in a project of its own, built as far as it can see. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    /** More than a start and the end of an epoch take on a busy machine. */
    private static final long PATIENCE_SECONDS = 60;

    private static final String MODULE = "--add-modules=jdk.incubator.vector";
    private static final String C1 = "-XX:TieredStopAtLevel=1";
    private static final String WARNING = "WARNING: Using incubator modules: jdk.incubator.vector";
    private static final String PRINT = "printf '%s\\n' \"$@\"";
    private static final String NO_SUCH = "error: experiment 'no-such' is unknown;";
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    @TempDir private Path project;

    private Path launcher = Path.of("");

    @BeforeEach
    void copyLauncher() throws IOException {
        launcher = copy("scripts/gradlab");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        copy(".mvn/jvm.config");
        copy("notebooks-data/moon1000.csv");
        Files.createFile(project.resolve("pom.xml"));
        Files.createDirectories(project.resolve("src/main"));
        Files.createDirectory(project.resolve("target"));
        Files.createFile(project.resolve("target/gradlab.jar"));
        Files.writeString(project.resolve("target/gradlab.classpath"), ChildJvm.classPath());
    }

    private Path copy(String name) throws IOException {
        Path copy = project.resolve(name);
        Files.createDirectories(copy.getParent());
        return Files.copy(Path.of(name), copy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--quiet --out train",
                "run dead-relu",
                "run --seed=3 two-layer",
                "population --members 10",
                "--bias -8 population",
                "--quiet map --x bias=0,1",
                "run --out help"
            })
    void command_trainsPopulations_getsModuleAndSecondCompiler(String arguments) throws Exception {
        Path jdk = jdk("java.base jdk.incubator.vector java.sql", PRINT);

        assertThat(printed(jdk, arguments)).contains(MODULE).doesNotContain(C1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --epochs 2",
                "--bias -8 train",
                "--out run diagnose",
                "predict --params run",
                "preflight",
                "report",
                "two-layer",
                "help",
                "--version",
                "-h",
                "population --help"
            })
    void command_trainsNone_startsWithFirstCompilerAlone(String arguments) throws Exception {
        Path jdk = jdk("java.base jdk.incubator.vector java.sql", PRINT);

        assertThat(printed(jdk, arguments)).contains(C1).doesNotContain(MODULE);
    }

    @Test
    void bench_trainsManyNetworksWithoutPopulations_getsBothCompilersAlone() throws Exception {
        Path jdk = jdk("java.base jdk.incubator.vector java.sql", PRINT);

        assertThat(printed(jdk, "bench --repeats 2")).doesNotContain(C1, MODULE);
    }

    @Test
    void javaWithoutModule_populationStartsWithoutIt() throws Exception {
        Path jdk = jdk("java.base jdk.incubator.vectors", PRINT);

        assertThat(printed(jdk, "population"))
                .doesNotContain(MODULE, C1)
                .noneMatch(flag -> flag.startsWith("-Dgradlab.stderr"));
    }

    /** Here output and errors are pipes. */
    @Test
    void pipes_areToldToTheProgramAsNoTerminals() throws Exception {
        Path jdk = jdk("java.base", PRINT);

        assertThat(printed(jdk, "list")).contains("-Dgradlab.terminals=");
    }

    /** The exit code is the JVM's; so is all that it says, but for the first such line. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 130})
    void warning_isTheOnlyLineDropped(int exitCode) throws Exception {
        String says = "printf '%s\\n' first '" + WARNING + "' '" + WARNING + "' ' next' >&2;";
        String ends = "printf unfinished >&2; exit " + exitCode;
        Path jdk = jdk("java.base jdk.incubator.vector", says + ends);

        assertThat(errors(jdk, "population", exitCode))
                .isEqualTo("first\n" + WARNING + "\n next\nunfinished");
    }

    /**
     * What the JVM says before the program begins stands before what the program says, however long
     * the launcher's cat takes: this one has its own last word a second late.
     */
    @Test
    void program_refuses_allHasArrivedInOrderWhenItEnds() throws Exception {
        Path bin = Files.createDirectory(project.resolve("bin"));
        program(bin.resolve("cat"), "/bin/cat; sleep 1; echo late");
        Path errors = project.resolve("errors.txt");
        ProcessBuilder builder = builder(JAVA_HOME, "run no-such").redirectError(errors.toFile());
        builder.environment().merge("PATH", bin + ":", (path, first) -> first + path);
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Da=b");

        assertThat(builder.start().waitFor()).isEqualTo(2);

        assertThat(Files.readAllLines(errors)).hasSize(3);
        assertThat(Files.readString(errors))
                .startsWith("Picked up JAVA_TOOL_OPTIONS: -Da=b\nlate\n" + NO_SUCH);
    }

    @Test
    void jvm_doesNotStart_saysSoInItsOwnWords() throws Exception {
        Files.writeString(project.resolve(".mvn/jvm.config"), "-XX:+NoSuchFlag");

        assertThat(errors(JAVA_HOME, "run no-such", 1))
                .startsWith("Unrecognized VM option 'NoSuchFlag'\nError: Could not create");
    }

    /** One thread, so that the population takes minutes wherever it is. */
    @Test
    void terminal_showsProgressAndStopsAtControlC() throws Exception {
        Path script = Path.of("/usr/bin/script");
        assumeTrue(Files.isExecutable(script));
        ProcessBuilder builder =
                builder(JAVA_HOME, "population --members 100000 --epochs 1000 --out out")
                        .directory(project.toFile())
                        .redirectErrorStream(true);
        String command = builder.command().get(2);
        builder.command(script.toString(), "-qec", command, "/dev/null");
        builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:ActiveProcessorCount=1");
        Process process = builder.start();
        try (OutputStream keyboard = process.getOutputStream();
                InputStream screen = process.getInputStream()) {
            String before = readTo(screen, "%");
            keyboard.write(3); // Ctrl-C
            keyboard.flush();
            screen.readAllBytes();

            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
            assertThat(before).contains("\r\u001b[K").doesNotContain("WARNING");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String readTo(InputStream screen, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = screen.read(); next >= 0; next = screen.read()) {
            text.append((char) next);
            if (text.indexOf(end) >= 0) {
                break;
            }
        }
        return text.toString();
    }

    /** A JDK of 17 whose java is a shell script. */
    private Path jdk(String modules, String java) throws IOException {
        Path jdk = Files.createDirectories(project.resolve("jdk/bin")).getParent();
        Files.writeString(
                jdk.resolve("release"),
                "JAVA_VERSION=\"17.0.1\"\nMODULES=\"%s\"\n".formatted(modules));
        program(jdk.resolve("bin/java"), java);
        return jdk;
    }

    private static void program(Path file, String lines) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private List<String> printed(Path jdk, String arguments) throws Exception {
        return read(builder(jdk, arguments + " 2>&1"), 0).lines().toList();
    }

    /** Through a pipe of bash's own: Java stops reading once the process itself has ended. */
    private String errors(Path jdk, String arguments, int exitCode) throws Exception {
        ProcessBuilder builder = builder(jdk, arguments);
        String command = "set -o pipefail; (" + builder.command().get(2) + ") 2>&1 | cat";
        return read(builder.command("bash", "-c", command), exitCode);
    }

    private static String read(ProcessBuilder builder, int exitCode) throws Exception {
        Process process = builder.start();
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(text).isEqualTo(exitCode);
            return text;
        }
    }

    private ProcessBuilder builder(Path jdk, String arguments) throws IOException {
        noArchive(jdk);
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-c", "exec " + launcher + " " + arguments);
        builder.environment().put("JAVA_HOME", jdk.toString());
        List.of("GRADLAB_PROFILE", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
                .forEach(builder.environment()::remove);
        return builder;
    }

    /** An empty archive, newer than the class path, which would take a training. */
    private void noArchive(Path jdk) throws IOException {
        String java = jdk.resolve("bin/java").toString().replaceAll("[^A-Za-z0-9]", "-");
        Path archive = project.resolve("target/gradlab" + java + ".jsa");
        Files.write(archive, new byte[0]);
        Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(60)));
    }
}
