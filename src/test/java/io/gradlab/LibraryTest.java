package io.gradlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.data.CsvDataset;
import io.gradlab.data.CsvInput;
import io.gradlab.data.CsvOptions;
import io.gradlab.data.DataSplits;
import io.gradlab.engine.Torch;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What somebody gets who depends on Gradlab; {@code .ci/consumers} tries it with two projects. */
class LibraryTest {

    private static final String NO_TABLESAW =
            "Tablesaw is not on the class path, and CSV files need it; add the dependency"
                    + " tech.tablesaw:tablesaw-core";

    @TempDir private Path directory;

    /** A dependency that is neither optional nor of the tests goes to everybody. */
    @Test
    void pom_dependenciesForEverybody_areDjlGsonJnaAndJSpecify() throws Exception {
        Element project =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(Path.of("pom.xml").toFile())
                        .getDocumentElement();
        Set<String> names = new TreeSet<>();
        for (Node node = child(project, "dependencies").getFirstChild();
                node != null;
                node = node.getNextSibling()) {
            if (node instanceof Element dependency
                    && !text(dependency, "optional").equals("true")
                    && !text(dependency, "scope").equals("test")) {
                names.add(text(dependency, "groupId") + ":" + text(dependency, "artifactId"));
            }
        }

        assertThat(names)
                .containsExactly(
                        "ai.djl:api",
                        "com.google.code.gson:gson",
                        "net.java.dev.jna:jna",
                        "org.jspecify:jspecify");
    }

    /** It would be that of every program with Gradlab on its class path. */
    @Test
    void resources_holdNoLoggingConfiguration() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("LICENSE", "NOTICE", "DejaVuSans-LICENSE.txt")
                    .noneMatch(
                            name ->
                                    name.matches(
                                            "simplelogger\\.properties|logging\\.properties"
                                                    + "|logback.*|log4j.*|org\\.slf4j\\..*"));
        }
    }

    @Test
    void readCsv_withoutTablesaw_namesTheMissingArtifact() throws Exception {
        Path file = Path.of("notebooks-data", "moon1000.csv");
        try (URLClassLoader library = without("tablesaw")) {
            Class<?> csv = library.loadClass(CsvDataset.class.getName());

            assertThatThrownBy(call(csv.getMethod("read", Path.class, long.class), file, 0L))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage(NO_TABLESAW);
            Class<?> source = library.loadClass(CsvInput.class.getName());
            Class<?> options = library.loadClass(CsvOptions.class.getName());
            assertThatThrownBy(
                            call(
                                    csv.getMethod("readFeatures", source, options),
                                    source.getMethod("of", Path.class).invoke(null, file),
                                    options.getMethod("usual").invoke(null)))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage(NO_TABLESAW);
        }
    }

    @Test
    void writeCsv_withoutTablesaw_namesTheMissingArtifactAndWritesNothing() throws Exception {
        Path file = directory.resolve("moons.csv");
        try (URLClassLoader library = without("tablesaw")) {
            Class<?> dataset = library.loadClass(DataSplits.class.getName());
            Class<?> csv = library.loadClass(CsvDataset.class.getName());

            assertThatThrownBy(call(csv.getMethod("write", dataset, Path.class), null, file))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage(NO_TABLESAW);
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void load_withoutPyTorchEngine_namesTheMissingArtifacts() throws Exception {
        try (URLClassLoader library = without("pytorch-engine")) {
            Class<?> torch = library.loadClass(Torch.class.getName());

            assertThatThrownBy(call(torch.getMethod("load")))
                    .hasToString(
                            "io.gradlab.core.EnvironmentFault: PyTorch did not load: Deep learning"
                                    + " engine not found: PyTorch; PyTorch needs three artifacts of ai.djl.pytorch on the class path:"
                                    + " pytorch-engine, pytorch-jni, and pytorch-native-cpu with"
                                    + " the classifier of this platform, of versions that belong together");
        }
    }

    private static ThrowingCallable call(Method method, Object... arguments) {
        return () -> {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            // DJL looks for engines there.
            thread.setContextClassLoader(method.getDeclaringClass().getClassLoader());
            try {
                method.invoke(null, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            } finally {
                thread.setContextClassLoader(before);
            }
        };
    }

    /** The class path of these tests without an artifact. */
    private static URLClassLoader without(String artifact) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : ChildJvm.classPath().split(File.pathSeparator)) {
            if (!Path.of(entry).getFileName().toString().startsWith(artifact)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static String text(Element parent, String name) {
        Element child = child(parent, name);
        return child == null ? "" : child.getTextContent().strip();
    }

    private static Element child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return element;
            }
        }
        return null;
    }
}
