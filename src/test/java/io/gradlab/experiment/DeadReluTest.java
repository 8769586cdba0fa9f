package io.gradlab.experiment;

import static io.gradlab.experiment.SyntheticRuns.gradients;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.core.Text;
import io.gradlab.population.MemberState;
import io.gradlab.result.ClaimSource;
import io.gradlab.result.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadReluTest {

    private static final Text NAME = Text.of("x");

    /** Starts whose units are all dead, and one with a layer of which a third is alive. */
    private static FirstGradients dead(int dead, int alive) {
        List<MemberState> starts = new ArrayList<>();
        starts.addAll(Collections.nCopies(dead, state(1, 1)));
        starts.addAll(Collections.nCopies(alive, state(1, 0.67)));
        return new FirstGradients(NAME, starts);
    }

    private static MemberState state(double... fractions) {
        double[] norms = new double[fractions.length + 1];
        return new MemberState(0.7, norms, norms, fractions);
    }

    @Test
    void dead_inEveryStart_oneAliveCorrectsAndFewAreTooFew() {
        assertThat(DeadRelu.dead(dead(300, 0)).word()).isEqualTo(Word.CONFIRMED);
        assertThat(DeadRelu.dead(dead(299, 0)).word()).isEqualTo(Word.UNDECIDED);
        assertThat(DeadRelu.dead(dead(299, 1)).word()).isEqualTo(Word.CORRECTED);
    }

    @Test
    void moveNothingElse_theLastLayerHasNoRelu() {
        assertThat(word("fc5.bias")).isEqualTo(Word.CONFIRMED);
        assertThat(word("fc5.weight", "fc5.bias")).isEqualTo(Word.CONFIRMED);
        assertThat(word("fc4.bias", "fc5.bias")).isEqualTo(Word.CORRECTED);
    }

    private static Word word(String... moved) {
        return DeadRelu.moveNothingElse(List.of(moved), NAME).word();
    }

    @Test
    void givesAGradient_zeroIsNone() {
        FirstGradients none =
                new FirstGradients(
                        NAME,
                        List.of(SyntheticRuns.withNorms(0, 1), SyntheticRuns.withNorms(1e-40, 1)));
        assertThat(DeadRelu.givesAGradient(gradients(0, 300)).word()).isEqualTo(Word.CONFIRMED);
        assertThat(DeadRelu.givesAGradient(none).word()).isEqualTo(Word.CORRECTED);
    }

    @Test
    void reachesFirstLayer_byTheShareOfStarts() {
        assertThat(DeadRelu.reachesFirstLayer(true, gradients(5)))
                .returns(Word.CONFIRMED, verdict -> verdict.word())
                .returns(ClaimSource.BOOK, verdict -> verdict.source());
        assertThat(DeadRelu.reachesFirstLayer(false, gradients(0)))
                .returns(Word.CORRECTED, verdict -> verdict.word())
                .returns(ClaimSource.OFTEN_SAID, verdict -> verdict.source());
    }
}
