package io.gradlab.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostForwardTest {

    private static final MlpArchitecture ARCHITECTURE =
            new MlpArchitecture(2, List.of(3), ActivationFunction.leakyRelu(0.5f));

    /** Powers of two, so that the results by hand are exact. */
    private static final StateDict PARAMETERS =
            StateDict.of(
                    ARCHITECTURE,
                    List.of(
                            new float[] {1, 2, -1, 0.5f, 0, 4},
                            new float[] {0.5f, 0, -8},
                            new float[] {1, -2, 0.25f},
                            new float[] {0.125f}));

    /** Examples (1, 2) and (-2, 4): z = (5.5, 0, 0) and (6.5, 4, 8). */
    @Test
    void layer_hidden_isActivated() {
        assertThat(HostForward.layer(PARAMETERS, ARCHITECTURE, 1, new float[] {1, 2, -2, 4}))
                .containsExactly(5.5f, 0, 0, 6.5f, 4, 8);
        assertThat(HostForward.layer(PARAMETERS, ARCHITECTURE, 1, new float[] {-1, 0}))
                .containsExactly(-0.25f, 1, -4);
    }

    /** 1 * 1 - 2 * 3 - 0.25 * 4 + 0.125: negative, and not halved. */
    @Test
    void layer_last_givesLogits() {
        assertThat(HostForward.layer(PARAMETERS, ARCHITECTURE, 2, new float[] {1, 3, -4}))
                .containsExactly(-5.875f);
    }
}
