package io.gradlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.ReferenceTrace;
import io.gradlab.core.Text;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.UpdateRule;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Verdict;
import io.gradlab.result.Word;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must hold on the two moons, whatever the seeds. */
class KnownTruthsTest {

    /**
     * fc1's norm is proportional to a product of five weights of std 0.01. Over seeds its decimal
     * logarithm scatters by about 0.7; three of these on either side of the reference seed.
     */
    private static final double DECADES = 2.1;

    @TempDir Path out;

    private static Verdict about(ExperimentResult result, String words) {
        return result.verdicts().stream()
                .filter(verdict -> verdict.claim().toString().contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no verdict about " + words));
    }

    @Test
    void zeroInit_thousandEpochs_keepsOneUnitAndLearns() {
        Laboratory lab = SyntheticRuns.laboratory(out, 1, null);
        MlpConfiguration zeros =
                Networks.sigmoid(lab, 0.2, 5).withWeights(InitialWeights.zeros(), 0);
        List<Integer> widths = new ArrayList<>();
        Run run =
                lab.trainings()
                        .observed(
                                zeros,
                                0,
                                1000,
                                (updates, runner) ->
                                        widths.add(Units.distinct(runner.parameters(), 1)));
        assertThat(widths).hasSize(1001).containsOnly(1);
        // The reference's final loss is 0.259060, its accuracy 0.84 at the last epoch.
        assertThat(run.lastLoss()).isBetween(0.2590, 0.2592);
        assertThat(run.test().accuracy()).isBetween(0.80, 0.86);
    }

    @Test
    void zeroInit_drawnWeights_haveFiveUnits() {
        Laboratory lab = SyntheticRuns.laboratory(out, 1, null);
        Run run = lab.train("test", Networks.sigmoid(lab, 0.2, 5), 200).get(0);
        assertThat(Units.distinct(run.result().last(), 1)).isEqualTo(5);
    }

    @Test
    void deadRelu_training_movesTheLastBiasAlone() throws IOException {
        ExperimentResult result = new DeadRelu().run(SyntheticRuns.laboratory(out, null, 40));
        assertThat(about(result, "every ReLU is dead").word()).isEqualTo(Word.CONFIRMED);
        assertThat(about(result, "moves no parameter of a dead ReLU"))
                .returns(Word.CONFIRMED, Verdict::word)
                .extracting(Verdict::measured)
                .asString()
                .contains("1 of 10 parameters moved in 40 epochs: fc5.bias;");
        for (String cure : List.of("leaky 0.01", "leaky 0.2", "elu")) {
            assertThat(about(result, "comes back to the first layer at step 1 with " + cure).word())
                    .isEqualTo(Word.CORRECTED);
        }
    }

    @Test
    void vanishingGradient_relu_isNoCureButHeIs() throws IOException {
        ExperimentResult result =
                new VanishingGradient().run(SyntheticRuns.laboratory(out, null, 2));
        assertThat(about(result, "the gradient vanishes at step 1").word())
                .isEqualTo(Word.CONFIRMED);
        assertThat(about(result, "with ReLU instead of sigmoid").word()).isEqualTo(Word.CORRECTED);
        assertThat(about(result, "ReLU instead of sigmoid gives the first layer a larger").word())
                .isEqualTo(Word.CONFIRMED);
        assertThat(about(result, "at step 1 with relu, He").word()).isEqualTo(Word.CONFIRMED);
        assertThat(about(result, "printed norms of the weights").word()).isEqualTo(Word.CORRECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "l5_sigmoid, 1",
        "l5_relu, 1",
        "dead_relu, -8",
        "dead_leaky, -8",
        "dead_leaky_0.2, -8",
        "dead_elu, -8"
    })
    void firstNorms_ownSeeds_haveTheReferencesMagnitudes(String name, double bias) {
        ReferenceTrace trace = ReferenceTrace.load(name);
        Map<String, Double> reference = trace.float64().gradientNorms();
        MlpConfiguration setup =
                new MlpConfiguration(
                        trace.architecture(),
                        InitialWeights.normal(0.01),
                        (float) bias,
                        0.01f,
                        Clipping.NONE,
                        UpdateRule.sgd());
        Laboratory lab = SyntheticRuns.laboratory(out, null, null);
        Starts starts = Starts.train(lab, "test", List.of(setup), lab.seedsOr(200), 1);
        FirstGradients gradients = FirstGradients.of(Text.of(name), starts.of(setup));
        double[] norms = gradients.weightNorms();
        for (int layer = 1; layer <= norms.length; layer++) {
            double expected = reference.get("fc" + layer + ".weight");
            if (expected == 0) {
                assertThat(norms[layer - 1]).as("fc" + layer).isZero();
            } else {
                assertThat(Math.log10(norms[layer - 1] / expected))
                        .as("decades from the reference, fc" + layer)
                        .isBetween(-DECADES, DECADES);
            }
            if (layer > 1 && expected > 0) {
                assertThat(norms[layer - 1]).isGreaterThan(10 * norms[layer - 2]);
            }
        }
    }

    @Test
    void explodingGradient_std10_diesWithoutANan() throws IOException {
        ExperimentResult result =
                new ExplodingGradient().run(SyntheticRuns.laboratory(out, null, 20));
        assertThat(about(result, "with std 10 the exploding gradient shows").word())
                .isEqualTo(Word.CORRECTED);
        // Measured: 527 of 1000 non-finite, 452 dead.
        assertThat(about(result, "std 1e6").measured().toString())
                .containsPattern("alive in \\d\\d?;");
        assertThat(about(result, "with He the network survives").word()).isEqualTo(Word.CONFIRMED);
    }

    @Test
    void explodingGradient_overflow_namesStepAndTensor() {
        Laboratory lab = SyntheticRuns.laboratory(out, 5, null);
        MlpConfiguration overflow =
                MlpConfiguration.standard(Networks.fiveLayer(lab, ActivationFunction.RELU), 0.1)
                        .withWeights(InitialWeights.normal(ExplodingGradient.OVERFLOW_STD), 0);
        List<Run> runs = lab.train("test", overflow, 20);
        assertThat(runs)
                .anySatisfy(
                        run -> {
                            var divergence = run.result().divergence();
                            assertThat(divergence).isNotNull();
                            assertThat(divergence.step()).isBetween(1, 20);
                            assertThat(divergence.layer()).matches("fc[1-5]");
                            assertThat(run.result().history().epochs())
                                    .isEqualTo(divergence.step());
                        });
    }

    /** 300 starts, from which on "in every start" is confirmed. */
    @Test
    void autogradVsManual_shortRun_agreesInEveryWay() throws IOException {
        ExperimentResult result =
                new AutogradVsManual().run(SyntheticRuns.laboratory(out, null, 30));
        assertThat(result.verdicts())
                .filteredOn(verdict -> !verdict.claim().toString().contains("faster"))
                .hasSize(4)
                .allSatisfy(verdict -> assertThat(verdict.word()).isEqualTo(Word.CONFIRMED));
    }

    @Test
    void searchByHand_everyConfiguration_hasSharesAndQuartiles() throws IOException {
        ExperimentResult result = new SearchByHand().run(SyntheticRuns.laboratory(out, null, 20));
        var table = result.tables().get(0);
        assertThat(table.rows()).hasSize(13);
        int median = table.columns().indexOf(Text.of("median"));
        assertThat(table.rows())
                .allSatisfy(row -> assertThat((Double) row.get(median)).isBetween(0.3, 1.0))
                .allSatisfy(
                        row ->
                                assertThat((Double) row.get(median - 1))
                                        .isLessThanOrEqualTo((Double) row.get(median)))
                .allSatisfy(
                        row ->
                                assertThat((Double) row.get(median + 1))
                                        .isGreaterThanOrEqualTo((Double) row.get(median)));
        assertThat(result.tables().get(1).rows()).hasSize(13 * Laboratory.SEEDS);
    }
}
