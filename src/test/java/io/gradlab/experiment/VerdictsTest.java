package io.gradlab.experiment;

import static io.gradlab.experiment.SyntheticRuns.scores;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.experiment.SearchByHand.Outcome;
import io.gradlab.experiment.SearchByHand.RuleOfThumb;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.result.ReferenceDistribution;
import io.gradlab.result.Verdict.Word;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The words follow from the numbers, on both sides of every threshold. */
class VerdictsTest {

    /** 200 test examples, of which the more frequent label has 0.53. */
    private final Laboratory lab = SyntheticRuns.laboratory(Path.of("unused"), 5, null);

    @Test
    void twoLayer_bookScoreInsideSamplingError_confirms() {
        // Wilson for 0.8550 of 200 is 0.800 to 0.897, for 0.99 it is 0.964 to 0.997.
        assertThat(TwoLayer.bookScore(lab, new double[] {0.855}).word()).isEqualTo(Word.CONFIRMED);
        assertThat(TwoLayer.bookScore(lab, new double[] {0.99}).word()).isEqualTo(Word.CORRECTED);
    }

    @Test
    void twoLayer_learns_needsEverySeedBeyondSamplingError() {
        // 0.60 of 200 has a lower end of 0.531, 0.595 one of 0.526.
        double[] just = {0.9, 0.9, 0.9, 0.9, 0.60};
        double[] notQuite = {0.9, 0.9, 0.9, 0.9, 0.595};
        assertThat(TwoLayer.learns(lab, just).word()).isEqualTo(Word.CONFIRMED);
        assertThat(TwoLayer.learns(lab, notQuite).word()).isEqualTo(Word.CORRECTED);
        assertThat(TwoLayer.learns(lab, new double[] {0.9}).word()).isEqualTo(Word.UNDECIDED);
    }

    @Test
    void twoLayer_oneRunTells_oneSeedFarFromTheMedianCorrects() {
        double[] near = {0.85, 0.85, 0.85, 0.85, 0.90};
        double[] far = {0.85, 0.85, 0.85, 0.85, 0.91};
        assertThat(TwoLayer.oneRunTells(near).word()).isEqualTo(Word.CONFIRMED);
        assertThat(TwoLayer.oneRunTells(far).word()).isEqualTo(Word.CORRECTED);
    }

    @Test
    void threeLayer_helps_byTheSignOfTheInterval() {
        double[] low = {0.85, 0.86, 0.85, 0.86, 0.85};
        double[] high = {0.99, 0.99, 1.00, 0.99, 1.00};
        double[] mixed = {0.99, 0.85, 0.99, 0.85, 0.84};
        assertThat(ThreeLayer.helps("3", low, high).word()).isEqualTo(Word.CONFIRMED);
        assertThat(ThreeLayer.helps("3", high, low).word()).isEqualTo(Word.CORRECTED);
        assertThat(ThreeLayer.helps("3", low, mixed).word()).isEqualTo(Word.UNDECIDED);
    }

    private static Outcome outcome(int hidden, int good) {
        MlpArchitecture architecture =
                new MlpArchitecture(2, List.of(hidden), ActivationFunction.SIGMOID);
        return new Outcome(MlpConfiguration.standard(architecture, 5), scores(good));
    }

    @Test
    void search_reliable_needsEverySeed() {
        assertThat(SearchByHand.reliable(outcome(5, 5)).word()).isEqualTo(Word.CONFIRMED);
        assertThat(SearchByHand.reliable(outcome(5, 4)).word()).isEqualTo(Word.CORRECTED);
    }

    @Test
    void search_rival_comparesWithTheBestOther() {
        List<Outcome> weak = List.of(outcome(5, 5), outcome(4, 0), outcome(3, 0));
        List<Outcome> equal = List.of(outcome(5, 5), outcome(4, 0), outcome(3, 4));
        List<Outcome> strong = List.of(outcome(5, 0), outcome(4, 5), outcome(3, 0));
        assertThat(SearchByHand.rival(weak.get(0), weak).word()).isEqualTo(Word.CONFIRMED);
        assertThat(SearchByHand.rival(equal.get(0), equal).word()).isEqualTo(Word.UNDECIDED);
        assertThat(SearchByHand.rival(strong.get(0), strong).word()).isEqualTo(Word.CORRECTED);
    }

    @Test
    void search_ruleOfThumb_comparesWhatItAllowsWithTheRest() {
        List<Outcome> few = List.of(outcome(5, 0), outcome(3, 5));
        List<Outcome> many = List.of(outcome(4, 5), outcome(3, 0));
        List<Outcome> equal = List.of(outcome(4, 5), outcome(3, 3));
        RuleOfThumb rule = RuleOfThumb.BELOW_TWICE;
        assertThat(SearchByHand.ruleOfThumb(rule, few).word()).isEqualTo(Word.CONFIRMED);
        assertThat(SearchByHand.ruleOfThumb(rule, many).word()).isEqualTo(Word.CORRECTED);
        assertThat(SearchByHand.ruleOfThumb(rule, equal).word()).isEqualTo(Word.UNDECIDED);
        List<Outcome> three = List.of(outcome(2, 0), outcome(3, 5));
        assertThat(SearchByHand.ruleOfThumb(RuleOfThumb.BETWEEN, three).word())
                .isEqualTo(Word.CORRECTED);
    }

    /** For two inputs: 1 to 2 units, 2 units, 1 to 3 units. */
    @Test
    void search_rules_ofTwoInputs() {
        assertThat(List.of(1, 2, 3, 4))
                .filteredOn(n -> RuleOfThumb.BETWEEN.allows(n, 2))
                .containsExactly(1, 2);
        assertThat(List.of(1, 2, 3, 4))
                .filteredOn(n -> RuleOfThumb.TWO_THIRDS.allows(n, 2))
                .containsExactly(2);
        assertThat(List.of(1, 2, 3, 4))
                .filteredOn(n -> RuleOfThumb.BELOW_TWICE.allows(n, 2))
                .containsExactly(1, 2, 3);
    }

    @Test
    void search_seedDecides_oneMixedConfigurationCorrects() {
        List<Outcome> clear = List.of(outcome(5, 5), outcome(3, 0));
        List<Outcome> mixed = List.of(outcome(5, 5), outcome(3, 1));
        assertThat(SearchByHand.seedDecides(clear).word()).isEqualTo(Word.CONFIRMED);
        assertThat(SearchByHand.seedDecides(mixed).word()).isEqualTo(Word.CORRECTED);
    }

    @Test
    void search_learningRate_byThePairedDifference() {
        assertThat(SearchByHand.learningRate(outcome(5, 0), outcome(5, 5)).word())
                .isEqualTo(Word.CONFIRMED);
        assertThat(SearchByHand.learningRate(outcome(5, 0), outcome(5, 2)).word())
                .isEqualTo(Word.UNDECIDED);
    }

    private static List<GradientComparison> comparison(double automatic, double central) {
        return List.of(
                new GradientComparison("2-3-3-3-3-1", 0, "fc1.weight", 2, 2, 0, 0),
                new GradientComparison("2-3-3-3-3-1", 0, "fc1.bias", 0.5, 0.5, automatic, central));
    }

    @Test
    void autograd_sameValues_relativeToTheTensorsLargestElement() {
        // Allowed 6e-6 of 0.5.
        assertThat(AutogradVsManual.sameValues(comparison(2.9e-6, 0), 5).word())
                .isEqualTo(Word.CONFIRMED);
        assertThat(AutogradVsManual.sameValues(comparison(3.1e-6, 0), 5).word())
                .isEqualTo(Word.CORRECTED);
        assertThat(AutogradVsManual.sameValues(comparison(Double.NaN, 0), 5).word())
                .isEqualTo(Word.CORRECTED);
    }

    @Test
    void autograd_rightValues_withinTheErrorOfCentralDifferences() {
        assertThat(AutogradVsManual.rightValues(comparison(0, 0.9e-9), 5).word())
                .isEqualTo(Word.CONFIRMED);
        assertThat(AutogradVsManual.rightValues(comparison(0, 1.1e-9), 5).word())
                .isEqualTo(Word.CORRECTED);
    }

    @Test
    void autograd_faster_undecidedWhereMiddleHalvesOverlap() {
        double[] fast = {1, 2, 3, 4, 100};
        double[] slow = {5, 6, 7, 8, 9};
        double[] between = {3, 4, 5, 6, 7};
        assertThat(AutogradVsManual.faster(fast, slow)).isEqualTo(Word.CONFIRMED);
        assertThat(AutogradVsManual.faster(slow, fast)).isEqualTo(Word.CORRECTED);
        assertThat(AutogradVsManual.faster(between, slow)).isEqualTo(Word.UNDECIDED);
    }

    @Test
    void initializers_fits_refusesShiftedAndNarrowSamples() {
        double[] regular = new double[1000];
        for (int i = 0; i < regular.length; i++) {
            regular[i] = (2 * i + 1.0) / regular.length - 1;
        }
        assertThat(Initializers.fits(samples(regular, 1, 0)).word()).isEqualTo(Word.CONFIRMED);
        assertThat(Initializers.fits(samples(regular, 1, 0.1)).word()).isEqualTo(Word.CORRECTED);
        assertThat(Initializers.fits(samples(regular, 0.9, 0)).word()).isEqualTo(Word.CORRECTED);
    }

    private static List<Initializers.Sample> samples(double[] draws, double scale, double shift) {
        double[] changed = Arrays.stream(draws).map(x -> scale * x + shift).toArray();
        Initializers.Source source =
                new Initializers.Source(
                        "test", InitialWeights.uniform(1), ReferenceDistribution.uniform(-1, 1));
        return Collections.nCopies(5, Initializers.Sample.of(source, 0, changed));
    }
}
