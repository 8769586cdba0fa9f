package io.gradlab.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.core.Language;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.UpdateRule;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangesTest {

    private static final MlpTraining BASE =
            new MlpTraining(
                    MlpConfiguration.standard(
                            new MlpArchitecture(2, List.of(5), ActivationFunction.SIGMOID), 0.2),
                    1000);

    private static List<String> candidates(MlpTraining training) {
        return new Changes(training, changed -> true)
                .candidates().stream().map(change -> change.title().toString()).toList();
    }

    @Test
    void candidates_ofTheBooksNetwork_areTheListAndTheRemedies() {
        assertThat(candidates(BASE))
                .containsExactlyInAnyOrder(
                        "weights xavier",
                        "weights he",
                        "activation tanh",
                        "activation relu",
                        "activation leaky_relu",
                        "activation elu",
                        "learning rate 0.6",
                        "learning rate 2",
                        "learning rate 6",
                        "learning rate 0.0667",
                        "learning rate 0.04",
                        "learning rate 0.02",
                        "learning rate 0.00667",
                        "epochs 2000",
                        "epochs 5000",
                        "hidden 10",
                        "hidden 40",
                        "hidden 5,5",
                        "clip norm 1",
                        "optimizer adam + learning rate 0.003",
                        "optimizer adam + learning rate 0.03",
                        "standardised inputs",
                        "activation relu + weights he",
                        "activation tanh + weights xavier",
                        "activation leaky_relu + weights he");
    }

    /** A change that leads to what cannot be trained is none, alone and at random. */
    @Test
    void candidates_thatCannotBeTrained_areLeftOut() {
        Changes narrow =
                new Changes(
                        BASE,
                        changed -> changed.configuration().architecture().hidden().get(0) <= 5);

        assertThat(narrow.candidates()).hasSize(23);
        Random random = new Random(2);
        for (int i = 0; i < 300; i++) {
            assertThat(narrow.random(1, random).in(BASE).configuration().architecture().hidden())
                    .allMatch(units -> units <= 5);
        }
    }

    /** Biases that are not 0 are another setting; a layer less only where there are two. */
    @Test
    void candidates_ofADeepNetwork_haveItsSettings() {
        MlpTraining deep =
                new MlpTraining(
                        MlpConfiguration.standard(
                                        new MlpArchitecture(
                                                2, List.of(4, 3, 2), ActivationFunction.RELU),
                                        0.2)
                                .withWeights(InitialWeights.he(), -8),
                        10);

        assertThat(candidates(deep))
                .contains("biases 0", "hidden 4,3", "hidden 4,3,2,2", "hidden 32,32,32")
                .doesNotContain("weights he", "activation relu");
    }

    /** Parameters of a file stay where they fit, and were not made for other inputs. */
    @Test
    void candidates_fromGivenParameters_keepThemOrSaySo() {
        MlpTraining given =
                new MlpTraining(BASE.configuration(), 1000, false, BASE.configuration().initial(1));

        List<Change> changes = new Changes(given, changed -> true).candidates();

        assertThat(changes).noneMatch(one -> one.byId().containsKey("standardize"));
        for (Change change : changes) {
            boolean drawn = change.byId().containsKey("weights");
            assertThat(change.in(given).start() == null)
                    .as(change.title().toString())
                    .isEqualTo(drawn);
            assertThat(change.byId().containsKey("hidden") && !drawn).isFalse();
        }
    }

    @Test
    void in_changesWhatItSaysAndNothingElse() {
        MlpTraining changed =
                new Change(
                                Map.of(
                                        TrainingSetting.HIDDEN, "8,4",
                                        TrainingSetting.ACTIVATION, "tanh",
                                        TrainingSetting.WEIGHTS, "he",
                                        TrainingSetting.BIAS, "0.5",
                                        TrainingSetting.LEARNING_RATE, "0.01",
                                        TrainingSetting.OPTIMIZER, "adam",
                                        TrainingSetting.CLIP_NORM, "2",
                                        TrainingSetting.EPOCHS, "7",
                                        TrainingSetting.STANDARDIZE, "true"))
                        .in(BASE);

        assertThat(changed)
                .isEqualTo(
                        new MlpTraining(
                                new MlpConfiguration(
                                        new MlpArchitecture(
                                                2, List.of(8, 4), ActivationFunction.TANH),
                                        InitialWeights.he(),
                                        0.5f,
                                        0.01f,
                                        Clipping.byNorm(2),
                                        UpdateRule.adam()),
                                7,
                                true,
                                null));
        assertThat(Change.between(BASE, changed).in(BASE)).isEqualTo(changed);
        assertThat(Change.between(BASE, BASE)).isEqualTo(Change.NOTHING);
    }

    @Test
    void and_ofOneSettingTwice_isNone() {
        Change rate = new Change(Map.of(TrainingSetting.LEARNING_RATE, "1"));
        Change adam =
                new Change(
                        Map.of(
                                TrainingSetting.OPTIMIZER, "adam",
                                TrainingSetting.LEARNING_RATE, "0.003"));
        Change weights = new Change(Map.of(TrainingSetting.WEIGHTS, "he"));

        assertThat(rate.and(adam)).isEmpty();
        assertThat(rate.and(weights)).map(Change::size).contains(2);
    }

    /** Every setting, within the ranges of the candidates, one or two things at a time. */
    @Test
    void random_drawsEverySettingWithinItsRange() {
        Random random = new Random(1);
        Changes changes = new Changes(BASE, changed -> true);
        Set<TrainingSetting> seen = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            int settings = 1 + i % 2;
            Change change = changes.random(settings, random);
            MlpTraining changed = change.in(BASE);
            seen.addAll(change.values().keySet());
            assertThat(change.size()).isBetween(settings, 2 * settings);
            assertThat(changed.epochs()).isBetween(1000, 5000);
            assertThat(changed.configuration().architecture().hidden().get(0)).isBetween(5, 40);
            boolean sgd = changed.configuration().updateRule().equals(UpdateRule.sgd());
            assertThat(changed.configuration().learningRate())
                    .isBetween(sgd ? 0.2f / 30.1f : 0.003f, sgd ? 0.2f * 30.1f : 0.031f);
        }
        // The biases are 0 already.
        assertThat(seen).hasSize(TrainingSetting.values().length - 1);
    }

    @ParameterizedTest
    @EnumSource(TrainingSetting.class)
    void title_ofEverySetting_isKnownInChinese(TrainingSetting setting) {
        assertThat(setting.title("1").isKnownIn(Language.ZH)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(CureResult.Outcome.class)
    void title_ofEveryOutcome_isKnownInChinese(CureResult.Outcome outcome) {
        assertThat(outcome.title().isKnownIn(Language.ZH)).isTrue();
    }
}
