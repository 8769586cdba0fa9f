package io.gradlab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.gradlab.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures leave nothing in the temporary folder, however the program ends. */
class TemporaryFilesTest {

    @TempDir private Path folder;

    /** Draws, and ends as if killed: without exit hooks, which would delete Java's own copies. */
    static final class Killed {

        private Killed() {}

        public static void main(String[] arguments) throws IOException {
            FigureFiles.write(Path.of(arguments[0]), "figure", SampleFigures.fewEpochs());
            Runtime.getRuntime().halt(0);
        }
    }

    private File output() {
        return folder.resolve("output.txt").toFile();
    }

    private int exitCode(Path temporary, String classPath) throws Exception {
        return ChildJvm.of(
                        Killed.class,
                        List.of("-Djava.io.tmpdir=" + temporary, "-cp", classPath),
                        folder.resolve("figures").toString())
                .redirectErrorStream(true)
                .redirectOutput(output())
                .start()
                .waitFor();
    }

    private void draw(Path temporary, String classPath) throws Exception {
        int exitCode = exitCode(temporary, classPath);
        assertThat(exitCode).as(Files.readString(output().toPath())).isZero();
        assertThat(folder.resolve("figures/figure.pdf")).isNotEmptyFile();
        assertThat(folder.resolve("figures/figure.png")).isNotEmptyFile();
    }

    /** What runs from class folders reads the font where it is. */
    @Test
    void figures_fontInAFolder_needNoTemporaryFolder() throws Exception {
        draw(folder.resolve("missing"), ChildJvm.classPath());
    }

    @Test
    void figures_fontInAJar_leaveNothingWhenKilled() throws Exception {
        assumeThat(Path.of("/proc/self/fd")).as("elsewhere Java's own copy remains").isDirectory();
        Path temporary = Files.createDirectory(folder.resolve("temporary"));

        draw(temporary, jar() + File.pathSeparator + ChildJvm.classPath());

        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void figures_fontInAJarAndNoTemporaryFolder_nameIt() throws Exception {
        assumeThat(Path.of("/proc/self/fd")).as("elsewhere Java's own copy remains").isDirectory();
        Path missing = folder.resolve("missing");

        assertThat(exitCode(missing, jar() + File.pathSeparator + ChildJvm.classPath()))
                .isNotZero();
        assertThat(output())
                .content()
                .contains("EnvironmentFault: the temporary folder " + missing + " cannot be");
        assertThat(folder.resolve("figures")).doesNotExist();
    }

    /** The package with its font, as the program's own jar has them. */
    private Path jar() throws IOException {
        URI font =
                URI.create(
                        Objects.requireNonNull(BundledFont.class.getResource("DejaVuSans.ttf"))
                                .toString());
        Path jar = folder.resolve("figure.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.list(Path.of(font).getParent())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry("io/gradlab/figure/" + file.getFileName()));
                Files.copy(file, zip);
            }
        }
        return jar;
    }

    @Test
    void namelessFile_isReadAgainAndAgain_andInNoFolder() throws IOException {
        byte[] content = new byte[100_000];
        content[99_999] = 7;
        assumeThat(Path.of("/proc/self/fd")).isDirectory();

        List<File> files =
                List.of(
                        NamelessFile.of(content).orElseThrow(),
                        NamelessFile.of(new byte[] {1}).orElseThrow());

        for (int i = 0; i < 3; i++) {
            assertThat(files.get(0)).hasBinaryContent(content);
            assertThat(files.get(1)).hasBinaryContent(new byte[] {1});
        }
        for (File file : files) {
            Path named = Files.readSymbolicLink(file.toPath());
            assertThat(named.toString()).endsWith(" (deleted)");
            assertThat(Path.of(named.toString().replace(" (deleted)", ""))).doesNotExist();
        }
    }
}
