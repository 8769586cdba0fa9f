package io.gradlab.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.engine.Torch;
import io.gradlab.health.diagnosis.Remedy;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Remedies as changes of a setup: each mends what it says and nothing else. */
class RemedyChangesTest {

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    private static Setup setup(DataKind data) {
        Setup setup =
                new Program(
                                3,
                                data,
                                2,
                                8,
                                "relu",
                                0,
                                false,
                                OptimizerKind.SGD,
                                0.3,
                                DataKind.TRAIN,
                                100)
                        .setup();
        setup.weightSeed = 11;
        return setup;
    }

    private static Setup with(DataKind data, Consumer<Setup> fault, Remedy remedy) {
        Setup setup = setup(data);
        fault.accept(setup);
        return Mending.with(setup, remedy).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "MOONS, UNPAIRED, SAME_SHAPE, USUAL",
        "MOONS, REVERSED, SAME_SHAPE, REVERSED",
        "MOONS, OF_PROBABILITIES, SAME_SHAPE, OF_PROBABILITIES",
        "MOONS, REVERSED, NEGATE_LOSS, USUAL",
        "MOONS, USUAL, NEGATE_LOSS, REVERSED",
        "MOONS, OF_PROBABILITIES, NEGATE_LOSS, USUAL",
        "MOONS, UNPAIRED, NEGATE_LOSS, UNPAIRED",
        "MOONS, REVERSED, LOSS_ON_LOGITS, USUAL",
        "MOONS, SQUARED, CROSS_ENTROPY, USUAL",
        "MOONS, UNPAIRED, CROSS_ENTROPY, UNPAIRED",
        "MOONS, USUAL, SQUARED_ERROR, SQUARED",
        "SMOOTH, CROSS_ENTROPY, SQUARED_ERROR, USUAL",
        "SMOOTH, USUAL, CROSS_ENTROPY, CROSS_ENTROPY",
        "SMOOTH, USUAL, LOSS_ON_LOGITS, CROSS_ENTROPY",
        "SMOOTH, CROSS_ENTROPY, NEGATE_LOSS, CROSS_ENTROPY",
        "MOONS, SQUARED, REMOVE_OUTPUT_FUNCTION, SQUARED",
        "SMOOTH, REVERSED, LINEAR_OUTPUT, REVERSED"
    })
    void loss_isMendedByTheRemedyThatIsOfIt(
            DataKind data, Setup.Objective before, Remedy remedy, Setup.Objective after) {
        assertThat(with(data, setup -> setup.objective = before, remedy).objective)
                .isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({
        "MOONS, SIGNS, ZERO_ONE_LABELS, FITTING",
        "MOONS, SIGNS, CLASS_NUMBERS, FITTING",
        "MOONS, SIGNS, ONE_HOT, SIGNS",
        "BLOBS, ONE_HOT, CLASS_NUMBERS, FITTING",
        "BLOBS, ONE_HOT, ZERO_ONE_LABELS, ONE_HOT",
        "BLOBS, ONE_HOT, ONE_HOT, ONE_HOT",
        "BLOBS, FITTING, ONE_HOT, ONE_HOT"
    })
    void labels_areMendedByTheRemedyOfTheirForm(
            DataKind data, Setup.Labels before, Remedy remedy, Setup.Labels after) {
        assertThat(with(data, setup -> setup.labels = before, remedy).labels).isEqualTo(after);
    }

    /** 20 of 400 become 400 again; 400 become 800; a class that was cut is whole again. */
    @Test
    void moreExamples_areThoseLeftOut_elseTwiceAsMany() {
        Setup cut = with(DataKind.CLOUDS, setup -> setup.examples = 20, Remedy.MORE_EXAMPLES);
        Setup rare = with(DataKind.CLOUDS, setup -> setup.rareShare = 0.03, Remedy.MORE_EXAMPLES);
        Setup whole = with(DataKind.CLOUDS, setup -> {}, Remedy.MORE_EXAMPLES);

        assertThat(GridData.of(cut).train().size()).isEqualTo(400);
        assertThat(GridData.of(rare).train().size()).isEqualTo(400);
        assertThat(GridData.of(whole).train().size()).isEqualTo(800);
    }

    /** Remedies that say a number. */
    @Test
    void numbers_areThoseOfTheWords() {
        Consumer<Setup> none = setup -> {};

        assertThat(with(DataKind.MOONS, none, Remedy.MORE_UNITS).widths).containsExactly(64, 64);
        assertThat(with(DataKind.MOONS, s -> s.widths = List.of(40), Remedy.MORE_UNITS).widths)
                .containsExactly(128);
        assertThat(with(DataKind.MOONS, s -> s.widths = List.of(1), Remedy.MORE_UNITS).widths)
                .containsExactly(32);
        assertThat(with(DataKind.MOONS, none, Remedy.DECAY_RATE).learningRate).isEqualTo(0.3 / 5);
        assertThat(with(DataKind.MOONS, none, Remedy.TAKE_ADAM))
                .returns(OptimizerKind.ADAM, setup -> setup.optimizer)
                .returns(0.003, setup -> setup.learningRate);
        assertThat(
                        with(
                                        DataKind.MOONS,
                                        s -> s.widths = List.of(8, 8, 8, 8, 8),
                                        Remedy.FEWER_LAYERS)
                                .widths)
                .containsExactly(8, 8);
        assertThat(with(DataKind.MOONS, s -> s.batchSize = 2, Remedy.LARGER_BATCHES).batchSize)
                .isEqualTo(32);
    }

    /** Large weights, far biases, drawn for another function: all of it is drawn anew. */
    @ParameterizedTest
    @CsvSource({
        "REDRAW_WEIGHTS, sigmoid",
        "TAKE_RELU, relu",
        "TAKE_TANH, tanh",
        "TAKE_LEAKY_RELU, leaky_relu"
    })
    void weights_areDrawnByTheRuleOfTheFunction(Remedy remedy, String function) {
        Setup setup =
                with(
                        DataKind.MOONS,
                        faulty -> {
                            faulty.activation = "sigmoid";
                            faulty.drawnFor = "relu";
                            faulty.weightFactor = 7;
                            faulty.bias = -3;
                            faulty.weights = Setup.Weights.CONSTANT;
                        },
                        remedy);

        assertThat(setup)
                .returns(function, each -> each.activation)
                .returns(function, each -> each.drawnFor)
                .returns(1.0, each -> each.weightFactor)
                .returns(0.0, each -> each.bias)
                .returns(Setup.Weights.BY_RULE, each -> each.weights);
    }

    /** A remedy is tried on a copy: the next one begins with the fault again. */
    @ParameterizedTest
    @EnumSource
    void setup_isLeftAsItWas(Remedy remedy) {
        Setup setup = setup(DataKind.MOONS);
        setup.steps = 12;
        List<Object> before = setup.values();

        assertThat(Mending.with(setup, remedy).isPresent())
                .isEqualTo(Mending.applicable().contains(remedy));

        assertThat(setup.values()).isEqualTo(before);
    }

    private static final Function<FaultKind, GridCase> FAULTY =
            kind ->
                    new GridCase(
                            0,
                            new Program(
                                    3,
                                    DataKind.OVERLAP,
                                    1,
                                    8,
                                    "relu",
                                    0,
                                    false,
                                    OptimizerKind.SGD,
                                    0.3,
                                    DataKind.TRAIN,
                                    60),
                            List.of(new Fault(kind, 0)));

    /** A loss with the wrong sign: negating it mends, another seed or shuffling does not. */
    @Test
    void reversedLoss_isMendedByItsRemedyAlone() {
        GridCase reversed = FAULTY.apply(FaultKind.LOSS);

        assertThat(Mending.succeeds(reversed, Remedy.NEGATE_LOSS, 5)).contains(true);
        assertThat(Mending.succeedsUnchanged(reversed, 5)).isFalse();
        assertThat(Mending.succeeds(reversed, Remedy.SHUFFLE, 5)).contains(false);
        assertThat(Mending.succeeds(reversed, Remedy.TRY_ONE_BATCH, 5)).isEmpty();
    }

    /** 0.3 / 1000 hardly moves in 60 steps; the largest power of ten that still falls does. */
    @Test
    void raisedRate_isTheLargestAtWhichTheLossFalls() {
        Setup slow = setup(DataKind.OVERLAP);
        slow.learningRate = 3e-4;

        double raised = Mending.with(slow, Remedy.RAISE_RATE).orElseThrow().learningRate;

        assertThat(raised).isGreaterThanOrEqualTo(0.03 / 1.001).isLessThan(30);
    }

    /** 3000 diverges at once: a tenth of it, and again, until the loss falls. */
    @Test
    void loweredRate_isTheFirstAtWhichTheLossFalls() {
        Setup fast = setup(DataKind.OVERLAP);
        fast.learningRate = 3000;

        double lowered = Mending.with(fast, Remedy.LOWER_RATE).orElseThrow().learningRate;

        assertThat(lowered).isLessThanOrEqualTo(30.1).isGreaterThan(0.02);
    }

    /** Two steps are always too few; where nothing moves the loss does not fall. */
    @Test
    void trainLonger_doublesWhileTheValidationLossFalls() {
        Setup few = with(DataKind.MOONS, setup -> setup.steps = 2, Remedy.TRAIN_LONGER);
        Setup still =
                with(
                        DataKind.MOONS,
                        setup -> {
                            setup.steps = 2;
                            setup.learningRate = 0;
                        },
                        Remedy.TRAIN_LONGER);

        assertThat(few.steps).isGreaterThan(100).isLessThanOrEqualTo(3000);
        assertThat(still.steps).isEqualTo(2);
    }
}
