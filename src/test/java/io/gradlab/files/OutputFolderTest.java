package io.gradlab.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {

    /** Linux gives at most 2^22, and others less. */
    private static final long NO_PROCESS = 999_999_999;

    @TempDir private Path directory;

    private final List<String> warnings = new ArrayList<>();

    private OutputFolder open(Path path, String... parts) throws IOException {
        return OutputFolder.open(path, List.of(parts), warnings::add);
    }

    @Test
    void open_missing_isMadeAndEmpty() throws IOException {
        OutputFolder folder = open(directory.resolve("a/b"));
        assertThat(folder.path()).isEmptyDirectory();
        assertThat(folder.wasRemoved()).isFalse();
    }

    @Test
    void open_sweepsWhatDeadProcessesLeft() throws IOException {
        Path part = Files.createDirectory(directory.resolve("part"));
        Path other = Files.createDirectory(directory.resolve("other"));
        Path left = left(directory, NO_PROCESS);
        Path leftInPart = left(part, NO_PROCESS);
        Path leftElsewhere = left(other, NO_PROCESS);
        Path living = left(directory, ProcessHandle.current().pid());
        Path mine = Files.createFile(directory.resolve("mine.tmp"));

        open(directory, "part", "missing");

        assertThat(left).doesNotExist();
        assertThat(leftInPart).doesNotExist();
        assertThat(List.of(leftElsewhere, living, mine))
                .allSatisfy(file -> assertThat(file).exists());
    }

    @Test
    void open_followsNoLink() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Path out = Files.createDirectory(directory.resolve("out"));
        Path left = left(outside, NO_PROCESS);
        Files.createSymbolicLink(out.resolve("part"), outside);
        Path link = out.resolve(".gradlab-" + NO_PROCESS + "-link.tmp");
        Files.createSymbolicLink(link, left);
        Path folder = Files.createDirectory(out.resolve(".gradlab-" + NO_PROCESS + "-folder.tmp"));

        open(out, "part");

        assertThat(left).exists();
        assertThat(link).exists();
        assertThat(folder).exists();
    }

    /** Of versions that did not write whose it is: any process may be writing it. */
    @Test
    void open_withoutProcess_goesWhenADayOld() throws IOException {
        Path young = directory.resolve(".gradlab-0f8fad5b-d9cb-469f-a165-70867728950e.tmp");
        Path old = directory.resolve(".gradlab-12345678-d9cb-469f-a165-70867728950e.tmp");
        Path youngDigits = directory.resolve(".gradlab-99999999-d9cb-469f-a165-70867728950e.tmp");
        for (Path file : List.of(young, old, youngDigits)) {
            Files.createFile(file);
        }
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));

        open(directory);

        assertThat(young).exists();
        assertThat(youngDigits).exists();
        assertThat(old).doesNotExist();
    }

    @Test
    void wasRemoved_tellsOnceForEachRemoval() throws IOException {
        OutputFolder folder = open(directory.resolve("out"));
        assertThat(folder.wasRemoved()).isFalse();

        Files.delete(folder.path());
        assertThat(folder.wasRemoved()).isTrue();
        assertThat(folder.wasRemoved()).isFalse();
        AtomicFiles.write(folder.path().resolve("a"), "a");
        assertThat(folder.wasRemoved()).isFalse();
        Files.delete(folder.path().resolve("a"));
        Files.delete(folder.path());
        assertThat(folder.wasRemoved()).isTrue();

        assertThat(warnings)
                .hasSize(2)
                .allMatch(line -> line.startsWith(folder.path() + " was removed"));
    }

    private static Path left(Path folder, long process) throws IOException {
        return Files.createFile(folder.resolve(".gradlab-" + process + "-abc.tmp"));
    }
}
