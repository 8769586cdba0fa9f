package io.gradlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/** What DJL throws, as one line; the folders themselves are tried in processes of their own. */
class LoadFaultTest {

    private static String message(Throwable cause) {
        return String.valueOf(
                LoadFault.of(new EngineException("Failed to load", cause), Torch.ENGINE)
                        .getMessage());
    }

    /** The loader says so where programs are forbidden, and where addresses are too few. */
    @Test
    void librarySegmentsNotMapped_namesTheFileOnceAndTheMend() {
        assertThat(
                        message(
                                new UnsatisfiedLinkError(
                                        "/c/libgomp.so: /c/libgomp.so: failed to map segment from"
                                                + " shared object")))
                .startsWith("PyTorch did not load: /c/libgomp.so: failed to map segment")
                .containsPattern("noexec.*DJL_CACHE_DIR|ulimit -v");
    }

    /** The JDK's message is the file's name alone. */
    @Test
    void missingFile_isToldWithWhatIsWrong() {
        assertThat(message(new NoSuchFileException("/c/a.so")))
                .startsWith("PyTorch did not load: NoSuchFile: /c/a.so; ");
    }
}
