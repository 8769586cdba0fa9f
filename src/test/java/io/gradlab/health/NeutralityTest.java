package io.gradlab.health;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.Batchifier;
import io.gradlab.engine.Torch;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What draws random numbers, keeps statistics or remembers steps ends in the same bits with the
 * listener, which reads, judges and validates in between: DJL's own loop, mini-batches, validation
 * after each epoch.
 */
class NeutralityTest {

    private static final int BATCH = 16;
    private static final int EPOCHS = 6;
    private static final int SEED = 7;
    private static final float RATE = 0.4f;
    private static final LabelledArrays ROWS = LabelledArrays.rows();

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    static Stream<Arguments> trainings() {
        List<Arguments> trainings = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Update update : Update.values()) {
                trainings.add(Arguments.of(kind, update));
            }
        }
        return trainings.stream();
    }

    private enum Kind {
        PLAIN,
        DROPOUT,
        BATCH_NORM,
        BOTH,
        FROZEN;

        private Block block() {
            Block first = Linear.builder().setUnits(12).build();
            first.freezeParameters(this == FROZEN);
            SequentialBlock block = new SequentialBlock().add(first);
            if (this == BATCH_NORM || this == BOTH) {
                block.add(BatchNorm.builder().build());
            }
            block.add(Activation.reluBlock());
            if (this == DROPOUT || this == BOTH) {
                block.add(Dropout.builder().optRate(RATE).build());
            }
            return block.add(Linear.builder().setUnits(3).build());
        }
    }

    private enum Update {
        SGD(() -> Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.1f)).build()),
        MOMENTUM(
                () ->
                        Optimizer.sgd()
                                .setLearningRateTracker(Tracker.fixed(0.05f))
                                .optMomentum(0.9f)
                                .build()),
        ADAM(() -> Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.01f)).build());

        private final Supplier<Optimizer> optimizer;

        Update(Supplier<Optimizer> optimizer) {
            this.optimizer = optimizer;
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("trainings")
    void training_endsInTheSameBits(Kind kind, Update update) {
        HealthListener health = HealthListener.builder().build();

        List<float[]> without = train(kind, update);
        List<float[]> with = train(kind, update, health);

        assertThat(with).hasSameSizeAs(without);
        for (int i = 0; i < with.size(); i++) {
            assertThat(Arrays.equals(with.get(i), without.get(i))).as("parameter %d", i).isTrue();
        }
        Observations seen = health.report().observations();
        assertThat(seen.judged()).hasSizeGreaterThan(10);
        assertThat(seen.validation()).isNotEmpty();
        assertThat(seen.readings())
                .anyMatch(reading -> !reading.of(Quantity.NEIGHBOUR_SKILL).isEmpty());
        boolean drops = kind == Kind.DROPOUT || kind == Kind.BOTH;
        assertThat(seen.readings().get(0).of(Quantity.DROPOUT).values())
                .containsExactlyElementsOf(drops ? List.of((double) RATE) : List.of());
        boolean sameInTraining = kind == Kind.PLAIN || kind == Kind.FROZEN;
        assertThat(
                        seen.readings().stream()
                                .anyMatch(r -> !r.of(Quantity.OWN_GRADIENT_RATIO).isEmpty()))
                .isEqualTo(sameInTraining);
    }

    /** Every parameter's values at the end, running statistics among them. */
    private static List<float[]> train(Kind kind, Update update, TrainingListener... listeners) {
        Engine.getInstance().setRandomSeed(SEED);
        DefaultTrainingConfig config =
                new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                        .optDevices(new Device[] {Device.cpu()})
                        .optOptimizer(update.optimizer.get())
                        .addTrainingListeners(listeners);
        try (Model model = Model.newInstance("neutral", Device.cpu())) {
            model.setBlock(kind.block());
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(BATCH).addAll(ROWS.each()));
                for (int epoch = 0; epoch < EPOCHS; epoch++) {
                    epoch(trainer);
                }
                List<float[]> values = new ArrayList<>();
                for (Parameter parameter : model.getBlock().getParameters().values()) {
                    values.add(parameter.getArray().toFloatArray());
                }
                return values;
            }
        }
    }

    /** The last rows are for validation. */
    private static void epoch(Trainer trainer) {
        int trained = ROWS.size() - 2 * BATCH;
        for (int from = 0; from + BATCH <= trained; from += BATCH) {
            try (NDManager scratch = trainer.getManager().newSubManager()) {
                EasyTrain.trainBatch(trainer, batch(scratch, from));
                trainer.step();
            }
        }
        for (int from = trained; from + BATCH <= ROWS.size(); from += BATCH) {
            try (NDManager scratch = trainer.getManager().newSubManager()) {
                EasyTrain.validateBatch(trainer, batch(scratch, from));
            }
        }
        trainer.notifyListeners(listener -> listener.onEpoch(trainer));
    }

    private static Batch batch(NDManager manager, int from) {
        return new Batch(
                manager,
                ROWS.inputs(manager, from, from + BATCH),
                ROWS.labels(manager, from, from + BATCH),
                BATCH,
                Batchifier.STACK,
                Batchifier.STACK,
                from,
                ROWS.size());
    }
}
