package io.gradlab.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {

    private static final byte[] OLD = "old".getBytes(UTF_8);
    private static final byte[] NEW = "new content".getBytes(UTF_8);

    @TempDir private Path directory;

    @Test
    void write_newFile_createsParentDirectories() throws IOException {
        Path target = directory.resolve("a/b/c.txt");
        AtomicFiles.write(target, NEW);
        assertThat(target).hasBinaryContent(NEW);
        assertThat(names(directory.resolve("a/b"))).containsExactly("c.txt");
    }

    @Test
    void write_existingFile_replacesIt() throws IOException {
        Path target = old();
        AtomicFiles.write(target, NEW);
        assertThat(target).hasBinaryContent(NEW);
        assertOnlyTargetRemains();
    }

    @Test
    void write_empty_givesAnEmptyFile() throws IOException {
        AtomicFiles.write(directory.resolve("target"), new byte[0]);
        assertThat(directory.resolve("target")).isEmptyFile();
    }

    @Test
    void write_nameWithoutDirectory_goesToTheCurrentOne() throws IOException {
        Path target = Path.of(".gradlab-atomic-files-test");
        try {
            AtomicFiles.write(target, NEW);
            assertThat(target.toAbsolutePath()).hasBinaryContent(NEW);
        } finally {
            Files.deleteIfExists(target);
        }
    }

    @Test
    void write_longName_isNotMadeLongerByTheTemporaryFile() throws IOException {
        Path target = directory.resolve("n".repeat(255)); // the most that ext4 takes
        AtomicFiles.write(target, NEW);
        assertThat(target).hasBinaryContent(NEW);
    }

    @Test
    void write_newFile_hasTheUsualPermissions() throws IOException {
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"));
        Path usual = Files.createFile(directory.resolve("usual"));
        Path target = directory.resolve("target");
        AtomicFiles.write(target, NEW);
        assertThat(Files.getPosixFilePermissions(target))
                .isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    void write_contentFailsInTheMiddle_leavesTheOldFile() throws IOException {
        Path target = old();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> AtomicFiles.write(target, failing(new IOException("Disk full"))))
                .withMessage(
                        "cannot write "
                                + target
                                + ": Disk full; free some space or choose another path")
                .withStackTraceContaining("AtomicFilesTest");
        assertThat(target).hasBinaryContent(OLD);
        assertOnlyTargetRemains();
    }

    @Test
    void write_contentFailsInTheMiddle_leavesNoNewFile() throws IOException {
        Path target = directory.resolve("target");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> AtomicFiles.write(target, failing(new IOException())))
                .withMessageContaining("IOException");
        assertThat(names(directory)).isEmpty();
    }

    @Test
    void write_contentThrowsRuntimeException_passesItThrough() throws IOException {
        Path target = old();
        AtomicFiles.Content content =
                out -> {
                    out.write(NEW);
                    throw new IllegalStateException("own");
                };
        assertThatIllegalStateException()
                .isThrownBy(() -> AtomicFiles.write(target, content))
                .withMessage("own");
        assertThat(target).hasBinaryContent(OLD);
        assertOnlyTargetRemains();
    }

    /** A sweep elsewhere, where our process id means nothing, or somebody who clears the folder. */
    @Test
    void write_temporaryFileDeletedMeanwhile_writesOnceMore() throws IOException {
        Path target = directory.resolve("a/target");
        AtomicInteger times = new AtomicInteger();
        AtomicFiles.write(
                target,
                out -> {
                    out.write(NEW);
                    if (times.getAndIncrement() == 0) {
                        Files.delete(target.resolveSibling(names(target.getParent()).get(0)));
                        Files.delete(target.getParent());
                    }
                });
        assertThat(target).hasBinaryContent(NEW);
        assertThat(times).hasValue(2);
    }

    @Test
    void write_duringWriting_temporaryFileNamesTheProcess() throws IOException {
        List<String> seen = new ArrayList<>();
        AtomicFiles.write(directory.resolve("target"), out -> seen.addAll(names(directory)));
        assertThat(seen)
                .singleElement()
                .asString()
                .matches("\\.gradlab-" + ProcessHandle.current().pid() + "-[0-9a-f-]{36}\\.tmp");
    }

    /** Opening a pipe would wait for a reader. */
    @Test
    void write_pipe_isReplaced() throws Exception {
        Path target = directory.resolve("target");
        assumeTrue(run("mkfifo", target.toString()), "no mkfifo, or no pipes on this file system");
        AtomicFiles.write(target, NEW);
        assertThat(target).isRegularFile().hasBinaryContent(NEW);
    }

    @Test
    void write_duringWriting_targetIsStillTheOldOne() throws IOException {
        Path target = old();
        AtomicReference<byte[]> seen = new AtomicReference<>(new byte[0]);
        AtomicFiles.write(
                target,
                out -> {
                    out.write(new byte[100_000]);
                    seen.set(Files.readAllBytes(target));
                });
        assertThat(seen.get()).isEqualTo(OLD);
        assertThat(target).hasSize(100_000);
    }

    @Test
    void write_fullDisk_leavesTheOldFileAndSaysSo() throws Exception {
        Path small = Files.createDirectory(directory.resolve("small"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small.toString()),
                "only root may mount a small file system");
        try {
            Path target = small.resolve("target");
            AtomicFiles.write(target, OLD);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> AtomicFiles.write(target, new byte[100_000]))
                    .withMessage(
                            "cannot write "
                                    + target
                                    + ": No space left on device;"
                                    + " free some space or choose another path");
            assertThat(target).hasBinaryContent(OLD);
            assertThat(names(small)).containsExactly("target");
        } finally {
            assertThat(run("umount", small.toString())).isTrue();
        }
    }

    @Test
    void write_interruptedThread_stillWrites() throws IOException {
        Path target = old();
        Thread.currentThread().interrupt();
        AtomicFiles.write(target, NEW);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(target).hasBinaryContent(NEW);
    }

    @Test
    void write_concurrently_leavesOneWholeFile() throws Exception {
        Path target = directory.resolve("target");
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> writers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                byte[] content = new byte[50_000];
                Arrays.fill(content, (byte) i);
                writers.add(
                        () -> {
                            AtomicFiles.write(target, content);
                            assertOneByteThroughout(Files.readAllBytes(target));
                            return null;
                        });
            }
            for (Future<Void> done : pool.invokeAll(writers)) {
                done.get();
            }
        } finally {
            pool.shutdown();
        }
        assertOneByteThroughout(Files.readAllBytes(target));
        assertOnlyTargetRemains();
    }

    private static void assertOneByteThroughout(byte[] content) {
        byte[] expected = new byte[50_000];
        Arrays.fill(expected, content[0]);
        assertThat(content).isEqualTo(expected);
    }

    @Test
    void write_targetIsADirectory_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AtomicFiles.write(directory, NEW))
                .withMessage(
                        "cannot write " + directory + ": it is a directory; choose another path");
    }

    @Test
    void write_parentIsAFile_isRefused() throws IOException {
        Path file = old();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AtomicFiles.write(file.resolve("a/b"), NEW))
                .withMessage(
                        "cannot write "
                                + file.resolve("a/b")
                                + ": "
                                + file
                                + " is a file, not a directory; choose another path");
        assertThat(file).hasBinaryContent(OLD);
    }

    @Test
    void write_linkedDirectory_isFollowed() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);
        AtomicFiles.write(link.resolve("target"), NEW);
        AtomicFiles.write(link.resolve("new/target"), NEW);
        assertThat(real.resolve("target")).hasBinaryContent(NEW);
        assertThat(real.resolve("new/target")).hasBinaryContent(NEW);
    }

    @Test
    void write_protectedDirectory_isRefused() throws IOException {
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"));
        Path closed = Files.createDirectory(directory.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeTrue(!Files.isWritable(closed), "root may write everywhere");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AtomicFiles.write(closed.resolve("target"), NEW))
                .withMessageEndingWith(closed + " is write-protected; choose another path");
    }

    @Test
    void write_protectedFile_isRefused() throws IOException {
        Path target = old();
        assertThat(target.toFile().setReadOnly()).isTrue();
        assumeTrue(!Files.isWritable(target), "root may write everywhere");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AtomicFiles.write(target, NEW))
                .withMessageEndingWith(": it is write-protected; choose another path");
        assertThat(target).hasBinaryContent(OLD);
    }

    @Test
    void write_deniedByTheSystem_isRefused() {
        Path system = Path.of("/sys");
        assumeTrue(Files.isDirectory(system), "only Linux has a directory that refuses even root");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AtomicFiles.write(system.resolve("target"), NEW))
                .withMessageStartingWith("cannot write /sys/target: ")
                .withMessageEndingWith("; choose another path");
    }

    @Test
    void replace_withoutAtomicMove_replacesPlainly() throws IOException {
        URI zip = URI.create("jar:" + directory.resolve("files.zip").toUri());
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            // Between two file systems no move is atomic.
            Path target = old();
            Path temporary = Files.write(files.getPath("/temporary"), NEW);
            AtomicFiles.replace(temporary, target);
            assertThat(target).hasBinaryContent(NEW);
            assertThat(Files.exists(temporary)).isFalse();
        }
    }

    private Path old() throws IOException {
        return Files.write(directory.resolve("target"), OLD);
    }

    private static AtomicFiles.Content failing(IOException failure) {
        return (OutputStream out) -> {
            out.write(new byte[100_000]); // more than any buffer: the temporary file exists
            throw failure;
        };
    }

    private void assertOnlyTargetRemains() throws IOException {
        assertThat(names(directory)).containsExactly("target");
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false; // no such program
        }
    }
}
