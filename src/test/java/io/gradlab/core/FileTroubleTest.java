package io.gradlab.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileTroubleTest {

    private static final FileSystemException FULL =
            new FileSystemException("out/a", null, "No space left on device");

    @Test
    void reason_hasNoFileName() {
        assertThat(FileTrouble.reason(FULL)).isEqualTo("No space left on device");
        assertThat(FileTrouble.reason(new NoSuchFileException("out/a"))).isEqualTo("NoSuchFile");
        assertThat(FileTrouble.reason(new IOException("Disk full"))).isEqualTo("Disk full");
        assertThat(FileTrouble.reason(new IOException())).isEqualTo("IOException");
    }

    @Test
    void message_hasTheFileNameWhereThereIsOne() {
        assertThat(FileTrouble.message(FULL)).isEqualTo("out/a: No space left on device");
        assertThat(FileTrouble.message(new NoSuchFileException("out/a")))
                .isEqualTo("NoSuchFile: out/a");
        assertThat(FileTrouble.message(new IOException("Disk full"))).isEqualTo("Disk full");
    }
}
