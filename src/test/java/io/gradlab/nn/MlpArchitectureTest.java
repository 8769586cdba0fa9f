package io.gradlab.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlpArchitectureTest {

    private static MlpArchitecture of(int inputs, Integer... hidden) {
        return new MlpArchitecture(inputs, List.of(hidden), ActivationFunction.SIGMOID);
    }

    @Test
    void widths_ofEveryLayer_areTheNeighbours() {
        MlpArchitecture architecture = of(2, 5, 3);

        assertThat(architecture.widths()).isEqualTo("2-5-3-1");
        assertThat(architecture.layers()).isEqualTo(3);
        assertThat(List.of(1, 2, 3)).extracting(architecture::inputsOf).containsExactly(2, 5, 3);
        assertThat(List.of(1, 2, 3)).extracting(architecture::unitsOf).containsExactly(5, 3, 1);
        assertThat(architecture).hasToString("2-5-3-1 sigmoid");
    }

    @Test
    void parameters_countedByHand() {
        assertThat(of(2, 5).parameters()).isEqualTo(2 * 5 + 5 + 5 + 1);
        assertThat(of(2, 5, 3).parameters()).isEqualTo(2 * 5 + 5 + 5 * 3 + 3 + 3 + 1);
        assertThat(of(2, 3, 3, 3, 3).parameters()).isEqualTo(9 + 12 + 12 + 12 + 4);
    }

    /** A billion units would make the kernel end the JVM: refused before anything is allocated. */
    @ParameterizedTest
    @ValueSource(ints = {1_000_000_000, Integer.MAX_VALUE, 4097, 0, -1, Integer.MIN_VALUE})
    void width_outsideItsRange_isRefused(int width) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(2, 5, width))
                .withMessageStartingWith("hidden units " + width + " is outside 1 to 4096");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(width, 5))
                .withMessageStartingWith("inputs " + width + " is outside 1 to 4096");
    }

    @Test
    void width_largest_isAccepted() {
        assertThat(of(2, 4096).parameters()).isEqualTo(4096 * 4 + 1);
        assertThat(of(4096, 1).parameters()).isEqualTo(4096 + 1 + 2);
    }

    @Test
    void hidden_noneOrTooMany_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(2))
                .withMessageStartingWith("0 hidden layers are outside 1 to 64");
        List<Integer> deep = new ArrayList<>(Collections.nCopies(64, 1));
        assertThat(new MlpArchitecture(2, deep, ActivationFunction.RELU).layers()).isEqualTo(65);
        deep.add(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MlpArchitecture(2, deep, ActivationFunction.RELU))
                .withMessageStartingWith("65 hidden layers are outside 1 to 64");
    }

    @Test
    void parameters_tooMany_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(2, 4096, 4096))
                .withMessageContaining("are more than 16777216");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new MlpArchitecture(
                                        4096,
                                        Collections.nCopies(64, 4096),
                                        ActivationFunction.RELU))
                // 64 (4096 * 4096 + 4096) + 4097: no overflow on the way.
                .withMessageStartingWith("1074008065 parameters");
    }

    @Test
    void hidden_listChangedLater_doesNotChangeTheArchitecture() {
        List<Integer> hidden = new ArrayList<>(List.of(5));
        MlpArchitecture architecture = new MlpArchitecture(2, hidden, ActivationFunction.TANH);

        hidden.set(0, 7);

        assertThat(architecture)
                .isEqualTo(new MlpArchitecture(2, List.of(5), ActivationFunction.TANH));
    }
}
