package io.gradlab.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.core.Seeds;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.data.Moons;
import io.gradlab.data.MoonsConfig;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.study.CureResult.Outcome;
import io.gradlab.study.CureResult.Row;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cures of small networks; few starts and epochs, that a run takes a second or two. */
class CureTest {

    private static final int EPOCHS = 60;
    private static final long BUDGET = 90_000;

    /** Enough for a network that nothing is wrong with. */
    private static final int LONG = 300;

    private static DataSplits moons() {
        return Moons.generate(new MoonsConfig(300, 0.15, true, 1));
    }

    private static MlpTraining training(double rate, InitialWeights weights, int... hidden) {
        MlpArchitecture architecture =
                new MlpArchitecture(
                        2, Arrays.stream(hidden).boxed().toList(), ActivationFunction.TANH);
        return new MlpTraining(
                MlpConfiguration.standard(architecture, rate).withWeights(weights, 0), EPOCHS);
    }

    private static CureConfig config(@Nullable Double success, BooleanSupplier stop) {
        return new CureConfig(20, success, BUDGET, 3, "cpu", CureConfig.standard().console(), stop);
    }

    private static CureResult cureOfHealthy(DataSplits data) {
        MlpTraining training = training(3, InitialWeights.he(), 6).withEpochs(LONG);
        return Cure.of(
                data,
                training,
                new CureConfig(
                        20,
                        null,
                        BUDGET * LONG / EPOCHS,
                        3,
                        "cpu",
                        CureConfig.standard().console(),
                        () -> false));
    }

    private static CureResult cure(DataSplits data, MlpTraining training) {
        return Cure.of(data, training, config(null, () -> false));
    }

    /** The same inputs with labels in another order: nothing but chance can be learned. */
    private static DataSplits shuffled(DataSplits data, long seed) {
        Random random = Seeds.random(seed);
        return new DataSplits(
                "shuffled",
                data.featureNames(),
                shuffled(data.train(), random),
                shuffled(data.validation(), random),
                shuffled(data.test(), random));
    }

    private static Examples shuffled(Examples examples, Random random) {
        float[] labels = examples.labels().clone();
        for (int i = labels.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            float label = labels[i];
            labels[i] = labels[j];
            labels[j] = label;
        }
        return new Examples(examples.width(), examples.features(), labels);
    }

    /** What the result says must follow from its own rows. */
    private static void requireConsistent(CureResult result) {
        Row nothing = result.nothing();
        result.prescribed()
                .ifPresent(
                        prescription -> {
                            Row row = prescription.row();
                            assertThat(row.share().low()).isGreaterThan(nothing.share().high());
                            assertThat(row.share().low())
                                    .isGreaterThan(result.random().orElseThrow().share().high());
                            assertThat(result.helpful()).contains(row);
                            int settings = row.settings().size();
                            assertThat(result.helpful())
                                    .allMatch(other -> other.settings().size() >= settings);
                        });
        assertThat(result.memberEpochs()).isLessThanOrEqualTo(BUDGET);
        assertThat(result.changes()).allMatch(row -> row.starts() > 0);
    }

    @Test
    void cure_ofStepsTooSmall_changesTheSteps() {
        CureResult result = cure(moons(), training(0.01, InitialWeights.xavier(), 6));

        assertThat(result.outcome()).isEqualTo(Outcome.PROVEN);
        requireConsistent(result);
        Row surest = result.surest().orElseThrow().row();
        assertThat(surest.settings()).containsKey("learning_rate");
        assertThat(surest.share().estimate()).isGreaterThan(0.8);
        assertThat(result.helpful()).allMatch(row -> row.succeeded() <= surest.succeeded());
        CureResult.Test test = result.test().orElseThrow();
        assertThat(test.accuracy()).isGreaterThan(test.needed());
        assertThat(result.random().orElseThrow().starts()).isEqualTo(20);
        assertThat(result.randomSearch()).isPresent();
    }

    @Test
    void cure_ofZeros_drawsWeights() {
        CureResult result = cure(moons(), training(1, InitialWeights.zeros(), 6));

        assertThat(result.outcome()).isEqualTo(Outcome.PROVEN);
        requireConsistent(result);
        assertThat(result.surest().orElseThrow().row().settings()).containsKey("weights");
    }

    @Test
    void cure_ofWhatLearns_isNothingToMend() {
        CureResult result = cureOfHealthy(moons());

        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.NOTHING_TO_MEND);
        assertThat(result.nothing().share().estimate()).isGreaterThanOrEqualTo(Cure.HEALTHY);
        assertThat(result.prescribed()).isEmpty();
    }

    /** Of eight orders of the labels: a network that learns them by heart is no cure. */
    @Test
    void cure_ofShuffledLabels_saysCheckTheLabels() {
        for (int seed = 0; seed < 8; seed++) {
            CureResult result =
                    cure(shuffled(moons(), seed), training(0.3, InitialWeights.normal(1), 6));

            assertThat(result.outcome())
                    .as("labels of seed %d", seed)
                    .isEqualTo(Outcome.CHECK_LABELS);
            assertThat(result.prescribed()).isEmpty();
            requireConsistent(result);
        }
    }

    /** Three labels in ten are wrong at random: nothing gets far beyond 0.7. */
    @Test
    void cure_ofNoisyLabels_isNotChasedBeyondTheCeiling() {
        DataSplits noisy = noisy(Moons.generate(new MoonsConfig(800, 0.1, true, 5)));

        CureResult result = cureOfHealthy(noisy);

        assertThat(result.bestMedian()).isLessThan(0.8);
        assertThat(result.success()).isLessThan(result.bestMedian());
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.NOTHING_TO_MEND);
    }

    private static DataSplits noisy(DataSplits data) {
        Random random = Seeds.random(2);
        return new DataSplits(
                "noisy",
                data.featureNames(),
                noisy(data.train(), random),
                noisy(data.validation(), random),
                noisy(data.test(), random));
    }

    private static Examples noisy(Examples examples, Random random) {
        float[] labels = examples.labels().clone();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = random.nextDouble() < 0.3 ? 1 - labels[i] : labels[i];
        }
        return new Examples(examples.width(), examples.features(), labels);
    }

    @Test
    void cure_twice_isTheSame() {
        MlpTraining training = training(0.01, InitialWeights.xavier(), 4);
        assertThat(cure(moons(), training)).isEqualTo(cure(moons(), training));
    }

    @Test
    void cure_withASuccessThatNobodyReaches_provesNone() {
        CureResult result =
                Cure.of(
                        Moons.generate(new MoonsConfig(800, 0.5, true, 5)),
                        training(1, InitialWeights.xavier(), 4),
                        config(1.0, () -> false));

        assertThat(result.success()).isEqualTo(1);
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.NONE_PROVEN);
        requireConsistent(result);
    }

    /** At its first look, in the midst of the choices, and in the proof. */
    @Test
    void cure_stopped_keepsWhatIsKnown() {
        for (int looks : new int[] {0, 10_000, 50_000}) {
            AtomicInteger asked = new AtomicInteger();
            CureResult result =
                    Cure.of(
                            moons(),
                            training(0.01, InitialWeights.xavier(), 4),
                            config(null, () -> asked.incrementAndGet() > looks));

            assertThat(result.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(result.prescribed()).isEmpty();
            requireConsistent(result);
        }
    }

    @Test
    void cure_budgetTooSmall_saysTheLeast() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                Cure.of(
                                        moons(),
                                        training(1, InitialWeights.xavier(), 4),
                                        new CureConfig(
                                                20,
                                                null,
                                                1000,
                                                0,
                                                "cpu",
                                                CureConfig.standard().console(),
                                                () -> false)))
                .withMessageContaining(
                        "a budget of 1000 member-epochs is too small for 20 members");
    }

    @Test
    void cure_oneClassInAPart_refused() {
        DataSplits data = moons();
        Examples ones = new Examples(2, new float[] {1, 2}, new float[] {1});
        DataSplits one =
                new DataSplits(
                        "one class", data.featureNames(), data.train(), data.validation(), ones);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cure(one, training(1, InitialWeights.xavier(), 4)))
                .withMessageContaining("one class alone");
    }

    /**
     * Drawn answers as frequent as the labels: their accuracies scatter by the same as the bound.
     */
    @Test
    void needed_isTwoStandardErrorsOfShuffledAnswers() {
        for (double share : new double[] {0.5, 0.1}) {
            int n = 100;
            float[] labels = new float[n];
            for (int i = 0; i < share * n; i++) {
                labels[i] = 1;
            }
            Examples examples = new Examples(1, new float[n], labels);
            Random random = Seeds.random(4);
            int draws = 20_000;
            double sum = 0;
            double squares = 0;
            for (int draw = 0; draw < draws; draw++) {
                float[] answers = shuffled(examples, random).labels();
                int right = 0;
                for (int i = 0; i < n; i++) {
                    right += answers[i] == labels[i] ? 1 : 0;
                }
                double accuracy = (double) right / n;
                sum += accuracy;
                squares += accuracy * accuracy;
            }
            double std = Math.sqrt(squares / draws - sum / draws * sum / draws);
            // A standard deviation of 20,000 draws is known within 0.5 %, here three times that.
            assertThat((Cure.needed(examples) - examples.majority()) / 2)
                    .isCloseTo(std, within(0.015 * std));
        }
    }
}
