package io.gradlab.experiment;

import static io.gradlab.experiment.SyntheticRuns.gradients;
import static io.gradlab.experiment.SyntheticRuns.scores;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.experiment.ExplodingGradient.End;
import io.gradlab.population.MemberState;
import io.gradlab.result.Verdict.Word;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The words follow from the numbers, on both sides of every threshold. */
class VerdictsTest {

    /** 200 test examples, of which the more frequent label has 0.53. */
    private final Laboratory lab = SyntheticRuns.laboratory(Path.of("unused"), 5, null);

    private static ZeroInit.Series series(double lastLoss, double accuracy, int... widths) {
        double[] accuracies = new double[5];
        Arrays.fill(accuracies, accuracy);
        return new ZeroInit.Series(
                SyntheticRuns.scored(0.6931, lastLoss, accuracy),
                Arrays.stream(widths).mapToObj(width -> new ZeroInit.Width(width, width)).toList(),
                new double[] {lastLoss},
                accuracies);
    }

    @Test
    void zeroInit_learning_correctsTheClaimThatItDoesNot() {
        assertThat(ZeroInit.stopsLearning(lab, series(0.26, 0.84, 1)).word())
                .isEqualTo(Word.CORRECTED);
        // A loss that falls without a better score is no learning, nor is the reverse.
        assertThat(ZeroInit.stopsLearning(lab, series(0.26, 0.53, 1)).word())
                .isEqualTo(Word.CONFIRMED);
        assertThat(ZeroInit.stopsLearning(lab, series(0.6931, 0.84, 1)).word())
                .isEqualTo(Word.CONFIRMED);
    }

    @Test
    void zeroInit_collapse_atEveryEpochOrNotAtAll() {
        assertThat(ZeroInit.collapses(series(0.2, 0.8, 1, 1, 1)).word()).isEqualTo(Word.CONFIRMED);
        assertThat(ZeroInit.collapses(series(0.2, 0.8, 1, 2, 1)).word()).isEqualTo(Word.CORRECTED);
    }

    @Test
    void zeroInit_randomIsBetter_byTheDifference() {
        assertThat(ZeroInit.randomIsBetter(series(0.2, 0.8, 1), series(0.2, 0.9, 5)).word())
                .isEqualTo(Word.CONFIRMED);
        assertThat(ZeroInit.randomIsBetter(series(0.2, 0.8, 1), series(0.2, 0.7, 5)).word())
                .isEqualTo(Word.CORRECTED);
        assertThat(ZeroInit.randomIsBetter(series(0.2, 0.8, 1), series(0.2, 0.8, 5)).word())
                .isEqualTo(Word.UNDECIDED);
    }

    @Test
    void vanishing_vanishesAndCures_areOpposites() {
        assertThat(VanishingGradient.vanishes(gradients(0)).word()).isEqualTo(Word.CONFIRMED);
        assertThat(VanishingGradient.vanishes(gradients(3)).word()).isEqualTo(Word.UNDECIDED);
        assertThat(VanishingGradient.vanishes(gradients(5)).word()).isEqualTo(Word.CORRECTED);
        assertThat(VanishingGradient.cures("x", gradients(5)).word()).isEqualTo(Word.CONFIRMED);
        assertThat(VanishingGradient.cures("x", gradients(2)).word()).isEqualTo(Word.UNDECIDED);
        assertThat(VanishingGradient.cures("x", gradients(0)).word()).isEqualTo(Word.CORRECTED);
    }

    @Test
    void vanishing_ratioAtTheThreshold_hasNotVanished() {
        MemberState at = SyntheticRuns.withNorms(1e-3, 1);
        MemberState below = SyntheticRuns.withNorms(0.99e-3, 1);
        MemberState zero = SyntheticRuns.withNorms(0, 0);
        assertThat(new FirstGradients("x", List.of(at, below, zero)).alive()).isEqualTo(1);
    }

    @Test
    void vanishing_printOfWeights_eitherDirectionCounts() {
        assertThat(VanishingGradient.printOfWeights(1, 0.11).word()).isEqualTo(Word.CONFIRMED);
        assertThat(VanishingGradient.printOfWeights(1, 1e-10).word()).isEqualTo(Word.CORRECTED);
        assertThat(VanishingGradient.printOfWeights(1, 11).word()).isEqualTo(Word.CORRECTED);
    }

    @Test
    void vanishing_learns_beyondSamplingError() {
        // 0.60 of 200 has a lower end of 0.531, 0.595 one of 0.526; the constant answer has 0.53.
        assertThat(learns(5, 0.60)).isEqualTo(Word.CONFIRMED);
        assertThat(learns(3, 0.60)).isEqualTo(Word.UNDECIDED);
        assertThat(learns(5, 0.595)).isEqualTo(Word.CORRECTED);
    }

    /** So many of five seeds with a score, the others with that of the constant answer. */
    private Word learns(int seeds, double score) {
        double[] scores = new double[5];
        Arrays.fill(scores, 0.53);
        Arrays.fill(scores, 0, seeds, score);
        return VanishingGradient.learns(lab, "x", scores).word();
    }

    @Test
    void deadRelu_reachesFirstLayer_byTheShareOfSeeds() {
        assertThat(DeadRelu.reachesFirstLayer(gradients(5)).word()).isEqualTo(Word.CONFIRMED);
        assertThat(DeadRelu.reachesFirstLayer(gradients(0)).word()).isEqualTo(Word.CORRECTED);
    }

    private static ExplodingGradient.Case ends(End end, int count, End others) {
        List<End> ends = new ArrayList<>(Collections.nCopies(5, others));
        Collections.fill(ends.subList(0, count), end);
        return new ExplodingGradient.Case(gradients(5), scores(5), ends);
    }

    @Test
    void exploding_ends_areCounted() {
        assertThat(ExplodingGradient.endsNonFinite(ends(End.NON_FINITE, 5, End.DEAD)).word())
                .isEqualTo(Word.CONFIRMED);
        assertThat(ExplodingGradient.endsNonFinite(ends(End.NON_FINITE, 3, End.DEAD)).word())
                .isEqualTo(Word.UNDECIDED);
        assertThat(ExplodingGradient.endsNonFinite(ends(End.DEAD, 5, End.ALIVE)).word())
                .isEqualTo(Word.CORRECTED);
        assertThat(ExplodingGradient.survives(ends(End.ALIVE, 5, End.DEAD)).word())
                .isEqualTo(Word.CONFIRMED);
        assertThat(ExplodingGradient.survives(ends(End.ALIVE, 0, End.DEAD)).word())
                .isEqualTo(Word.CORRECTED);
    }
}
