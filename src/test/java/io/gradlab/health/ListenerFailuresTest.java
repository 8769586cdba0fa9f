package io.gradlab.health;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.ParameterList;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SigmoidBinaryCrossEntropyLoss;
import ai.djl.util.PairList;
import io.gradlab.core.Text;
import io.gradlab.engine.Torch;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Quantity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is thrown while the listener looks: a note, the same training, nothing left open. */
class ListenerFailuresTest {

    private static final int STEPS = 14;
    private static final int ROWS = 12;

    private static final Map<String, Supplier<Throwable>> THROWN =
            Map.ofEntries(
                    Map.entry("AssertionError", () -> new AssertionError("odd")),
                    Map.entry("IllegalStateException", () -> new IllegalStateException("odd")),
                    Map.entry("NoClassDefFoundError", () -> new NoClassDefFoundError("odd")),
                    Map.entry("LinkageError", () -> new LinkageError("odd")),
                    Map.entry("UnsatisfiedLinkError", () -> new UnsatisfiedLinkError("odd")),
                    Map.entry("ExceptionInInitializerError", ListenerFailuresTest::initializer),
                    Map.entry("OutOfMemoryError", () -> new OutOfMemoryError("odd")),
                    Map.entry("StackOverflowError", ListenerFailuresTest::overflow),
                    Map.entry("InternalError", () -> new InternalError("odd")),
                    Map.entry("ThreadDeath", ListenerFailuresTest::death),
                    Map.entry("IOException", () -> new IOException("odd")),
                    Map.entry("Throwable", () -> new Throwable("odd")),
                    Map.entry("Unprintable", Unprintable::new));

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    private static Throwable initializer() {
        return new ExceptionInInitializerError("odd");
    }

    private static Throwable overflow() {
        try {
            return new IllegalStateException("depth " + depth(0));
        } catch (StackOverflowError e) {
            return e;
        }
    }

    @SuppressWarnings("InfiniteRecursion") // that is the point
    private static int depth(int level) {
        return depth(level + 1) + 1;
    }

    /** By name: later Java platforms mark the class for removal. */
    private static Throwable death() {
        try {
            return (Throwable)
                    Class.forName("java.lang.ThreadDeath").getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            return new AssertionError("odd");
        }
    }

    private static final class Unprintable extends Error {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    static Stream<String> thrown() {
        return THROWN.keySet().stream().sorted();
    }

    private static Throwable make(String name) {
        Supplier<Throwable> supplier = THROWN.get(name);
        assertThat(supplier).isNotNull();
        return supplier.get();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Fails where the listener asks, never where the training does. */
    private static final class Failing extends AbstractBlock {

        private final Block inner = addChildBlock("inner", Linear.builder().setUnits(3).build());
        private final Consumer<NDList> inInference;

        Failing(Consumer<NDList> inInference) {
            this.inInference = inInference;
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store,
                NDList inputs,
                boolean training,
                @Nullable PairList<String, Object> arguments) {
            NDList outputs = inner.forward(store, inputs, training);
            if (!training) {
                inInference.accept(outputs);
            }
            return outputs;
        }

        @Override
        protected void initializeChildBlocks(
                NDManager manager, DataType type, Shape... inputShapes) {
            inner.initialize(manager, type, inputShapes);
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return inner.getOutputShapes(inputShapes);
        }
    }

    private static Block failing(Consumer<NDList> inInference) {
        return new SequentialBlock()
                .add(new Failing(inInference))
                .add(Activation::tanh)
                .add(Linear.builder().setUnits(1).build());
    }

    private static TrainedBlock training(Supplier<Block> block) {
        return new TrainedBlock(
                block,
                new SigmoidBinaryCrossEntropyLoss(),
                manager -> new NDList(manager.create(values(2), new Shape(ROWS, 2))),
                manager -> new NDList(manager.create(new float[ROWS], new Shape(ROWS, 1))));
    }

    private static float[] values(int width) {
        float[] values = new float[ROWS * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }
        return values;
    }

    private static void assertSame(List<float[]> with, List<float[]> without) {
        assertThat(with).hasSameSizeAs(without);
        for (int i = 0; i < with.size(); i++) {
            assertThat(with.get(i)).as("parameter %d", i).isEqualTo(without.get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void forwardOfTheProbe_throws_isANoteAndTheRestIsRead(String name) {
        TrainedBlock training = training(() -> failing(any -> sneak(make(name))));
        HealthListener health = HealthListener.builder().build();

        assertSame(training.train(STEPS, health), training.train(STEPS));

        Observations seen = health.observations();
        assertThat(seen.steps()).isEqualTo(STEPS);
        assertThat(seen.readings()).hasSize(10);
        assertThat(seen.readings().get(0).of(Quantity.GRADIENT_NORM)).hasSize(4);
        assertThat(seen.notes())
                .singleElement()
                .asString()
                .startsWith("activations were not read: the forward pass cannot be watched: ")
                .contains(name)
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void everything_throws_isANoteAndTheTrainingTheSame(String name) {
        TrainedBlock plain = training(() -> failing(any -> {}));
        // The listener asks a batch for its data, labels and predictions; DJL's own do not fail.
        TrainingListener.BatchData broken =
                new TrainingListener.BatchData(null, Map.of(), Map.of()) {
                    @Override
                    public Map<ai.djl.Device, NDList> getPredictions() {
                        ListenerFailuresTest.<RuntimeException>sneak(make(name));
                        return Map.of();
                    }
                };
        HealthListener health = HealthListener.builder().build();

        plain.with(
                new TrainingListener[] {health},
                trainer -> {
                    health.onTrainingBatch(trainer, broken);
                    health.onTrainingBatch(trainer, broken);
                    return trainer;
                });

        assertThat(health.observations().notes())
                .singleElement()
                .asString()
                .startsWith("not everything was read: ")
                .contains(name);
    }

    /** A block whose children cannot even be listed once it is trained. */
    @Test
    void tree_thatFails_leavesNothingOpen() {
        boolean[] broken = new boolean[1];
        SequentialBlock block =
                new SequentialBlock() {
                    @Override
                    public ParameterList getDirectParameters() {
                        if (broken[0]) {
                            throw new AssertionError("no parameters");
                        }
                        return super.getDirectParameters();
                    }
                };
        block.add(Linear.builder().setUnits(1).build());
        HealthListener health = HealthListener.builder().build();
        List<Integer> open = new ArrayList<>();

        training(() -> block)
                .with(
                        new TrainingListener[0],
                        trainer -> {
                            broken[0] = true;
                            for (int i = 0; i < 3; i++) {
                                health.onTrainingBatch(trainer, batch(trainer));
                                open.add(OpenResources.of(trainer.getManager()));
                            }
                            return trainer;
                        });

        assertThat(health.observations().notes())
                .extracting(Text::toString)
                .containsExactly(
                        "not everything was read: java.lang.AssertionError: no parameters");
        // Three arrays of each batch, made here.
        assertThat(open.get(2) - open.get(1)).isEqualTo(3);
    }

    private static TrainingListener.BatchData batch(Trainer trainer) {
        NDManager manager = trainer.getManager();
        NDArray labels = manager.create(new float[ROWS], new Shape(ROWS, 1));
        NDArray predictions = manager.create(values(1), new Shape(ROWS, 1));
        manager.create(0);
        return new TrainingListener.BatchData(
                null,
                Map.of(manager.getDevice(), new NDList(labels)),
                Map.of(manager.getDevice(), new NDList(predictions)));
    }

    /** The number of arrays and managers at the end, as if the forward pass had not failed. */
    @Test
    void forwardOfTheProbe_throws_leavesNothingOpen() {
        Function<Trainer, Integer> open = trainer -> OpenResources.of(trainer.getManager());
        int[] steps = new int[2];
        int[] resources = new int[2];
        for (int i = 0; i < 2; i++) {
            int run = i;
            TrainingListener last =
                    new ai.djl.training.listener.TrainingListenerAdapter() {
                        @Override
                        public void onTrainingBatch(Trainer trainer, BatchData data) {
                            steps[run]++;
                            resources[run] = open.apply(trainer);
                        }
                    };
            training(
                            () ->
                                    failing(
                                            outputs -> {
                                                if (run == 1) {
                                                    sneak(new AssertionError("odd"));
                                                }
                                            }))
                    .train(STEPS, HealthListener.builder().build(), last);
        }
        assertThat(steps).containsExactly(STEPS, STEPS);
        assertThat(resources[1]).as("what is not read is not kept").isPositive();
        assertThat(resources[1]).isLessThanOrEqualTo(resources[0]);
    }

    /** An interrupt is meant for the training, not for the look at it. */
    @ParameterizedTest
    @MethodSource("interrupts")
    void interruptInTheProbe_isSetAgain(Supplier<Throwable> interrupt) {
        HealthListener health = HealthListener.builder().build();
        training(() -> failing(any -> sneak(interrupt.get()))).train(STEPS, health);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(health.observations().notes()).hasSize(1);
    }

    static Stream<Supplier<Throwable>> interrupts() {
        return Stream.of(
                InterruptedException::new,
                () -> new IllegalStateException(new InterruptedException()));
    }

    @Test
    void causesInARing_areANote() {
        IllegalStateException first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));
        HealthListener health = HealthListener.builder().build();
        training(() -> failing(any -> sneak(first))).train(STEPS, health);

        assertThat(Thread.interrupted()).isFalse();
        assertThat(health.observations().notes()).hasSize(1);
    }

    @Test
    void probeThatIsClosed_isANoteAndTheRestIsRead() {
        NDArray closed;
        try (NDManager manager = NDManager.newBaseManager()) {
            closed = manager.create(values(2), new Shape(ROWS, 2));
        }
        HealthListener health = HealthListener.builder().optProbe(closed).build();
        TrainedBlock training = training(() -> failing(any -> {}));

        assertSame(training.train(STEPS, health), training.train(STEPS));

        assertThat(health.observations().readings()).hasSize(10);
        assertThat(health.observations().notes())
                .singleElement()
                .asString()
                .startsWith("activations were not read: the probe cannot be read: ");
    }

    /** A loss that checks what it is given meets the made-up predictions of the loss's kind. */
    @Test
    void lossThatChecksItsPredictions_isStillRead() {
        Loss checked =
                new Loss("checked") {
                    private final Loss inner = new SigmoidBinaryCrossEntropyLoss();

                    @Override
                    public NDArray evaluate(NDList labels, NDList predictions) {
                        for (float value : predictions.head().toFloatArray()) {
                            if (Math.abs(value) > 15) {
                                throw new AssertionError("predictions must be small: " + value);
                            }
                        }
                        return inner.evaluate(labels, predictions);
                    }
                };
        HealthListener health = HealthListener.builder().build();
        TrainedBlock training = training(() -> failing(any -> {})).withLoss(checked);

        assertSame(training.train(STEPS, health), training.train(STEPS));

        assertThat(health.observations().readings()).hasSize(10);
        assertThat(health.observations().notes()).isEmpty();
    }

    /**
     * A report in the middle of a training evaluates the loss of the last step, here of the first
     * one after a burst of losses.
     */
    @Test
    void report_thatFails_isANoteOfWhatWasSeenSoFar() {
        boolean[] broken = new boolean[1];
        Loss loss =
                new Loss("broken") {
                    private final Loss inner = new SigmoidBinaryCrossEntropyLoss();

                    @Override
                    public NDArray evaluate(NDList labels, NDList predictions) {
                        if (broken[0]) {
                            throw new AssertionError("no loss");
                        }
                        return inner.evaluate(labels, predictions);
                    }
                };
        HealthListener health = HealthListener.builder().build();
        training(() -> failing(any -> {}))
                .withLoss(loss)
                .with(
                        new TrainingListener[0],
                        trainer -> {
                            TrainingListener.BatchData batch = backward(trainer);
                            for (int step = 1; step <= STEPS; step++) {
                                health.onTrainingBatch(trainer, batch);
                            }
                            broken[0] = true;
                            Observations seen = health.observations();

                            assertThat(seen.steps()).isEqualTo(STEPS);
                            assertThat(seen.readings()).hasSize(10);
                            assertThat(health.report().observations().notes())
                                    .extracting(Text::toString)
                                    .contains(
                                            "not everything was read: java.lang.AssertionError: no"
                                                    + " loss");
                            return trainer;
                        });
    }

    private static TrainingListener.BatchData backward(Trainer trainer) {
        NDManager manager = trainer.getManager();
        NDList inputs = new NDList(manager.create(values(2), new Shape(ROWS, 2)));
        NDList labels = new NDList(manager.create(new float[ROWS], new Shape(ROWS, 1)));
        NDList predictions;
        try (GradientCollector collector = trainer.newGradientCollector()) {
            predictions = trainer.forward(inputs);
            collector.backward(trainer.getLoss().evaluate(labels, predictions));
        }
        return new TrainingListener.BatchData(
                null,
                Map.of(manager.getDevice(), labels),
                Map.of(manager.getDevice(), predictions));
    }
}
