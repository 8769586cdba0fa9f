package io.gradlab.population;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpArchitecture;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes worked out by hand: 2 MiB over the bytes of a member's activations. */
class ChunkSizeTest {

    private static int size(int examples, int members, int workers, Integer... hidden) {
        float[] labels = new float[examples];
        Arrays.fill(labels, 0, examples / 2, 1);
        Examples all = new Examples(2, new float[2 * examples], labels);
        DataSplits data = new DataSplits("made up", List.of("x1", "x2"), all, all, all);
        MlpArchitecture architecture =
                new MlpArchitecture(2, List.of(hidden), ActivationFunction.SIGMOID);
        return new ChunkSize(data, Device.cpu(), workers).of(architecture, members);
    }

    /** 2-5-1 on 640 examples: 6 * 640 * 4 = 15,360 bytes a member, 136 in 2 MiB. */
    @ParameterizedTest
    @CsvSource({
        "1, 2, 1",
        "24, 2, 12",
        "136, 1, 136",
        "137, 1, 69",
        "272, 2, 136",
        "274, 2, 69",
        "1000, 2, 125",
        "1000, 16, 63",
        "65536, 2, 136"
    })
    void bookNetwork_fillsTheCacheAndKeepsWorkersBusy(int members, int workers, int expected) {
        assertThat(size(640, members, workers, 5)).isEqualTo(expected);
    }

    /** 129 units on 640 examples are 330,240 bytes: 6 members. 3 units on 3: the most of all. */
    @Test
    void shape_decides() {
        assertThat(size(640, 6000, 1, 64, 64)).isEqualTo(6);
        assertThat(size(4, 256_000, 1, 2)).isEqualTo(256);
        assertThat(size(6400, 1300, 1, 5)).isEqualTo(13);
    }

    /** 4001 units on 20,000 examples: one member's update alone is 2.4e11 multiplications. */
    @Test
    void hugeMember_isAlone() {
        assertThat(size(20_000, 100, 2, 2000, 2000)).isEqualTo(1);
    }
}
