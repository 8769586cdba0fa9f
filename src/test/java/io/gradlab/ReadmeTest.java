package io.gradlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles and runs the Java that the READMEs show, in order; what they write below {@code out/}
 * goes to a folder of the test.
 */
class ReadmeTest {

    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```$");

    @TempDir private Path directory;

    @Test
    void javaOfReadme_run_trainsSavesAndLoads() throws Exception {
        List<String> blocks = blocks(Path.of("README.md"));
        assertThat(blocks).hasSize(5);

        // Once by the preflight, once by the listener.
        assertThat(run(blocks.get(0)).split("Diagnosis: unscaled inputs", -1)).hasSize(3);

        assertThat(run(blocks.get(1))).contains(" of 100 are dead at birth");

        assertThat(run(blocks.get(2)))
                .containsPattern("(?m)^\\[Test] score/loss: 0\\.[0-9]{4}/0\\.[0-9]{4}$")
                .containsPattern("(?m)^step 1, fc1\\.weight: [0-9.]+e-[0-9]+$")
                .containsPattern("(?m)^step 51, fc2\\.bias: [0-9.]+e-[0-9]+$");
        assertThat(directory.resolve("java/best-0000.params")).isNotEmptyFile();

        assertThat(run(blocks.get(3))).contains("(2, 1)");
        assertThat(scores("java/again-0000.params", "sigmoid"))
                .isEqualTo(scores("java/best-0000.params", "sigmoid"));

        run(blocks.get(4));
        assertThat(scores("djl/mine-0000.params", "tanh")).startsWith("[Test] score/loss: ");
    }

    /** The table of the README is that of the committed report, line by line. */
    @Test
    void calibrationOfReadme_isThatOfTheReport() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String report = Files.readString(Path.of("src/docs/health-calibration.md"));
        String section =
                readme.substring(
                        readme.indexOf("### How well it finds faults"),
                        readme.indexOf("## Populations"));

        List<String> rows = section.lines().filter(line -> line.startsWith("|")).toList();

        assertThat(rows).hasSizeGreaterThan(10);
        assertThat(report.lines()).containsAll(rows);
    }

    @Test
    void javaOfDataReadme_run_writesMoons() throws Exception {
        List<String> blocks = blocks(Path.of("notebooks-data", "README.md"));
        assertThat(blocks).hasSize(1);
        run(blocks.get(0));
        assertThat(directory.resolve("moons.csv")).content().startsWith("x1,x2,label,split\n");
    }

    private static List<String> blocks(Path readme) throws IOException {
        return JAVA.matcher(Files.readString(readme)).results().map(m -> m.group(1)).toList();
    }

    /** What a block prints. */
    private String run(String block) throws Exception {
        Path folder = Files.createTempDirectory(directory, "block");
        compile(program(block), folder);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Runnable main = main(loader);
            return printed(main);
        }
    }

    private String program(String block) {
        String imports =
                block.lines()
                        .filter(l -> l.startsWith("import "))
                        .collect(Collectors.joining("\n"));
        String body =
                block.lines()
                        .filter(l -> !l.startsWith("import "))
                        .collect(Collectors.joining("\n"))
                        .replace("\"out/", "\"" + directory.toString().replace('\\', '/') + "/");
        return imports
                + "\npublic class Block { public static void main(String[] a) throws Exception {\n"
                + body
                + "\n} }";
    }

    private static void compile(String program, Path folder) throws IOException {
        Path source = folder.resolve("Block.java");
        Files.writeString(source, program);
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files =
                ToolProvider.getSystemJavaCompiler()
                        .getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options =
                    List.of(
                            "-Xlint:all,-processing,-classfile,-path",
                            "-proc:none",
                            "-d",
                            folder.toString(),
                            "-cp",
                            ChildJvm.classPath());
            CompilationTask task =
                    ToolProvider.getSystemJavaCompiler()
                            .getTask(
                                    messages,
                                    files,
                                    null,
                                    options,
                                    null,
                                    files.getJavaFileObjects(source));
            assertThat(task.call()).as("%s", messages).isTrue();
        }
    }

    private static Runnable main(ClassLoader loader) throws ReflectiveOperationException {
        var method = loader.loadClass("Block").getMethod("main", String[].class);
        return () -> {
            try {
                method.invoke(null, (Object) new String[0]);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        };
    }

    private String scores(String file, String activation) {
        return printed(
                () ->
                        Experiments.main(
                                new String[] {
                                    "evaluate",
                                    "--quiet",
                                    "--params",
                                    directory.resolve(file).toString(),
                                    "--activation",
                                    activation
                                }));
    }

    private static String printed(Runnable action) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            action.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
