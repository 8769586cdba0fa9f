package io.gradlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV files where Gradlab is a library and its optional dependency Tablesaw is left out. */
class CsvWithoutTablesawTest {

    @TempDir private Path directory;

    @Test
    void read_withoutTablesaw_namesTheMissingDependency() throws Exception {
        Path file = Path.of("notebooks-data", "moon1000.csv");

        assertRefused("read", new Class<?>[] {Path.class, long.class}, file, 0L);
        assertRefused("readRows", new Class<?>[] {Path.class}, file);
    }

    @Test
    void write_withoutTablesaw_namesTheMissingDependencyAndWritesNothing() throws Exception {
        Path file = directory.resolve("moons.csv");
        try (URLClassLoader library = withoutTablesaw()) {
            Class<?> dataset = library.loadClass(Dataset.class.getName());
            Method write =
                    library.loadClass(CsvDataset.class.getName())
                            .getMethod("write", dataset, Path.class);

            assertMissing(write, null, file);
        }
        assertThat(file).doesNotExist();
    }

    private static void assertRefused(String name, Class<?>[] types, Object... arguments)
            throws IOException, ReflectiveOperationException {
        try (URLClassLoader library = withoutTablesaw()) {
            assertMissing(
                    library.loadClass(CsvDataset.class.getName()).getMethod(name, types),
                    arguments);
        }
    }

    private static void assertMissing(Method method, Object... arguments) {
        assertThatThrownBy(() -> method.invoke(null, arguments))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Tablesaw is not on the class path, and CSV files need it; add the"
                                + " dependency tech.tablesaw:tablesaw-core");
    }

    private static URLClassLoader withoutTablesaw() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.contains("tablesaw")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
