package io.gradlab.params;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process killed while it saves leaves one whole file, the old or the new. */
class KilledSaveTest {

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void write_killedAfterSomeSaves_leavesOneWholeFile(int saves)
            throws IOException, InterruptedException {
        Path file = directory.resolve("best-0000.params");
        Process process =
                ChildJvm.of(SavingForever.class, List.of(), file.toString())
                        .redirectErrorStream(true)
                        .start();
        try (BufferedReader lines = process.inputReader()) {
            ChildJvm.readTo(lines, String.valueOf(saves - 1));
            process.destroyForcibly().waitFor();
        } finally {
            process.destroyForcibly();
        }

        SavedParameters left = ParameterFile.read(file);

        assertThat(left)
                .isIn(Samples.saved(SavingForever.state(0)), Samples.saved(SavingForever.state(1)));
    }
}
