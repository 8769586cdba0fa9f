package io.gradlab.data;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;

/** The form of every refusal: one line that begins with the file. */
final class CsvRefusals {

    private CsvRefusals() {}

    static void assertRefused(Path file, String problem) {
        boolean hasLine = problem.startsWith("line ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvDataset.readFeatures(CsvInput.of(file), CsvOptions.usual()))
                .withMessage("data file " + file + (hasLine ? ", " : ": ") + problem);
    }

    static void assertReadRefused(Path file, String problem) {
        boolean hasLine = problem.startsWith("line ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvDataset.read(file, 0))
                .withMessage("data file " + file + (hasLine ? ", " : ": ") + problem);
    }
}
