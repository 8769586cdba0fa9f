package io.gradlab.population.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.ChildJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel's bits on whatever runs it. */
class KernelBitsTest {

    /** As they were on an AMD EPYC with AVX-512, Java 17. */
    private static final int BITS = -1_024_716_952;

    private static final String MODULE = "--add-modules=jdk.incubator.vector";

    @Test
    void bits_onThisProcessor_areThoseThatWereSeenOnAnother() {
        assertThat(KernelBits.ofThisJvm()).isEqualTo(BITS);
    }

    /**
     * The interpreter, either compiler, registers of 128 bits and of 512, no fused multiply-add:
     * where this processor or Java has such a flag.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xint",
                "-XX:TieredStopAtLevel=1",
                "-Xbatch -XX:-TieredCompilation -XX:CompileThreshold=100",
                "-XX:UseAVX=0",
                "-XX:UseAVX=2",
                "-XX:UseAVX=3",
                "-XX:-UseFMA"
            })
    void bits_withAnyFlag_areTheSame(String flags) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(MODULE, "-XX:TieredStopAtLevel=4"));
        all.add("-XX:+IgnoreUnrecognizedVMOptions");
        all.addAll(List.of(flags.split(" ")));
        assertThat(ChildJvm.run(KernelBits.class, all)).contains("bits " + BITS);
    }

    /** A user of the library, whose Java is started without it: told once, and never an error. */
    @Test
    void bits_withoutTheModule_areTheSame() throws IOException, InterruptedException {
        String printed = ChildJvm.run(KernelBits.class, List.of());
        assertThat(printed)
                .contains("bits " + BITS)
                .containsOnlyOnce("without its Vector API")
                .contains("--add-modules jdk.incubator.vector")
                .doesNotContain("NoClassDefFoundError");
    }
}
