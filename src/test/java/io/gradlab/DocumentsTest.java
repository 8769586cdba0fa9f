package io.gradlab;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.params.DjlBlock;
import io.gradlab.params.ParameterFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * README, the documents and the description of the data: their Java is compiled and run, what it
 * writes below {@code out/} goes to a folder of the test; their links lead somewhere.
 */
class DocumentsTest {

    private static final Path README = Path.of("README.md");
    private static final Path DOCS = Path.of("src", "docs");
    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    @TempDir private Path directory;

    @Test
    void java_run_trainsSavesAndLoads() throws Exception {
        Map<String, String> snippets = new HashMap<>();
        for (String block : documents().stream().flatMap(DocumentsTest::blocks).toList()) {
            String file = block.lines().findFirst().orElseThrow();
            assertThat(file).matches("// out/[a-z]+\\.jsh");
            assertThat(snippets.put(file.substring(7, file.length() - 4), block)).isNull();
        }
        assertThat(snippets)
                .containsOnlyKeys(
                        "listener",
                        "alarms",
                        "members",
                        "runner",
                        "load",
                        "plain",
                        "save",
                        "moons",
                        "cure",
                        "leaves");

        assertThat(run(snippets.get("listener"))).containsOnlyOnce("Diagnosis: unscaled inputs");
        assertThat(run(snippets.get("alarms")))
                .containsOnlyOnce("Diagnosis: a risk of unscaled inputs") // by the preflight
                .containsOnlyOnce("Diagnosis: unscaled inputs"); // by the listener

        assertThat(run(snippets.get("members"))).contains(" of 100 are dead at birth");

        assertThat(run(snippets.get("cure"))).contains("PROVEN Optional[Prescription[row=");

        assertThat(run(snippets.get("runner")))
                .containsPattern("(?m)^\\[Test] score/loss: 0\\.[0-9]{4}/0\\.[0-9]{4}$")
                .containsPattern("(?m)^step 1, fc1\\.weight: [0-9.]+e-[0-9]+$")
                .containsPattern("(?m)^step 51, fc2\\.bias: [0-9.]+e-[0-9]+$");
        assertThat(directory.resolve("java/best-0000.params")).isNotEmptyFile();

        assertThat(run(snippets.get("load"))).containsPattern("\\[0\\.[0-9]+, 0\\.[0-9]+\\]");
        assertThat(scores("java/again-0000.params", "sigmoid"))
                .isEqualTo(scores("java/best-0000.params", "sigmoid"));

        Path best = directory.resolve("java/best-0000.params");
        ParameterFile.write(
                directory.resolve("java/plain-0000.params"),
                ParameterFile.read(best),
                DjlBlock.SEQUENTIAL);
        assertThat(run(snippets.get("plain"))).contains("weight", "bias");

        run(snippets.get("save"));
        assertThat(scores("djl/mine-0000.params", "tanh")).startsWith("[Test] score/loss: ");

        assertThat(run(snippets.get("leaves")))
                .containsPattern("(?m)^\\[Test] score/loss: 0\\.9[0-9]{3}/0\\.[0-9]{4}$")
                .contains("[length mm, width mm, area mm2, teeth per cm, roughness]");

        run(snippets.get("moons"));
        assertThat(directory.resolve("moons.csv")).content().startsWith("x1,x2,label,split\n");
    }

    @Test
    void sharesOfHealth_areThoseOfTheCalibration() {
        String health = read(DOCS.resolve("health.md"));
        String section = health.substring(health.indexOf("## How well it finds faults"));

        List<String> shares =
                Pattern.compile("[01]\\.\\d{3}")
                        .matcher(section)
                        .results()
                        .map(MatchResult::group)
                        .toList();

        assertThat(shares).hasSizeGreaterThan(10);
        assertThat(read(DOCS.resolve("health-calibration.md"))).contains(shares);
    }

    @Test
    void readme_size_isAtMostTenKilobytes() throws IOException {
        assertThat(Files.size(README)).isLessThanOrEqualTo(10_000);
    }

    @Test
    void links_ofEveryDocument_leadSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (Path document : documents()) {
            String prose = BLOCK.matcher(read(document)).replaceAll("");
            for (MatchResult match : LINK.matcher(prose).results().toList()) {
                links++;
                if (!leadsSomewhere(document, match.group(1))) {
                    dead.add(document + ": " + match.group(1));
                }
            }
        }
        assertThat(dead).isEmpty();
        assertThat(links).isGreaterThan(20);
    }

    /** Nothing to read is hidden from who begins with README. */
    @Test
    void documents_all_areLinkedFromReadme() throws IOException {
        List<String> links =
                documents().stream()
                        .filter(document -> !document.equals(README))
                        .map(document -> "(" + document.toString().replace('\\', '/') + ")")
                        .toList();

        assertThat(links).hasSizeGreaterThan(5);
        assertThat(read(README)).contains(links);
    }

    private static boolean leadsSomewhere(Path document, String link) {
        if (link.startsWith("https://")) {
            return true;
        }
        String[] parts = link.split("#", 2);
        Path target =
                parts[0].isEmpty()
                        ? document
                        : Path.of("")
                                .toAbsolutePath()
                                .resolve(document)
                                .resolveSibling(parts[0])
                                .normalize();
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** Those that GitHub gives to headings: lower case, hyphens for spaces, no punctuation. */
    private static List<String> anchors(Path document) {
        return BLOCK.matcher(read(document))
                .replaceAll("")
                .lines()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(DOCS)) {
            return Stream.concat(
                            Stream.of(README, Path.of("notebooks-data", "README.md")),
                            files.filter(file -> file.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }

    private static Stream<String> blocks(Path document) {
        return JAVA.matcher(read(document)).results().map(match -> match.group(1));
    }

    private static String read(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
