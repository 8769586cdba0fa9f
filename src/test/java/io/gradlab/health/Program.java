package io.gradlab.health;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import ai.djl.util.RandomUtils;
import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A small program as people write it: a block, a loss, an optimizer, data in batches, and DJL's own
 * loop. Whatever it throws ends it, as it would end theirs.
 *
 * @param block makes it, uninitialised
 * @param loss what is minimised
 * @param optimizer makes it
 * @param batch examples of a step
 * @param epochs passes over the data
 * @param data makes inputs and labels
 * @param shuffled whether batches are drawn at random
 * @param before what is done to the initialised block
 * @param step what is done with a batch
 */
record Program(
        Supplier<Block> block,
        Supplier<Loss> loss,
        Supplier<Optimizer> optimizer,
        int batch,
        int epochs,
        Function<NDManager, NDList> data,
        boolean shuffled,
        Consumer<Block> before,
        BiConsumer<Trainer, Batch> step) {

    private static final int SEED = 3;

    /** The loop of DJL's examples. */
    static Program of(
            Supplier<Block> block,
            Supplier<Loss> loss,
            Supplier<Optimizer> optimizer,
            int batch,
            int epochs,
            Function<NDManager, NDList> data) {
        return new Program(
                block,
                loss,
                optimizer,
                batch,
                epochs,
                data,
                true,
                any -> {},
                (trainer, examples) -> {
                    EasyTrain.trainBatch(trainer, examples);
                    trainer.step();
                });
    }

    Program with(Function<NDManager, NDList> others) {
        return new Program(block, loss, optimizer, batch, epochs, others, shuffled, before, step);
    }

    Program with(Supplier<Block> another) {
        return new Program(another, loss, optimizer, batch, epochs, data, shuffled, before, step);
    }

    Program minimising(Supplier<Loss> another) {
        return new Program(block, another, optimizer, batch, epochs, data, shuffled, before, step);
    }

    Program sorted() {
        return new Program(block, loss, optimizer, batch, epochs, data, false, before, step);
    }

    Program begun(Consumer<Block> begin) {
        return new Program(block, loss, optimizer, batch, epochs, data, shuffled, begin, step);
    }

    Program stepping(BiConsumer<Trainer, Batch> another) {
        return new Program(block, loss, optimizer, batch, epochs, data, shuffled, before, another);
    }

    static Supplier<Optimizer> adam(double rate) {
        return () -> Optimizer.adam().optLearningRateTracker(Tracker.fixed((float) rate)).build();
    }

    static Supplier<Optimizer> sgd(double rate, double momentum) {
        return () ->
                Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed((float) rate))
                        .optMomentum((float) momentum)
                        .build();
    }

    /** Trains, and says what the listener says. */
    HealthReport train() {
        HealthListener health = HealthListener.builder().build();
        run(
                new DefaultTrainingConfig(loss.get())
                        .optOptimizer(optimizer.get())
                        .optDevices(new Device[] {Device.cpu()})
                        .addTrainingListeners(health),
                (trainer, examples) -> {
                    try {
                        loop(trainer, examples);
                    } catch (RuntimeException | IOException | TranslateException end) {
                        // The program ends here; the listener has seen what there was.
                    }
                    trainer.notifyListeners(listener -> listener.onTrainingEnd(trainer));
                });
        return health.report();
    }

    private void loop(Trainer trainer, NDList examples) throws IOException, TranslateException {
        ArrayDataset set =
                new ArrayDataset.Builder()
                        .setData(examples.get(0))
                        .optLabels(examples.get(1))
                        .setSampling(batch, shuffled)
                        .build();
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (Batch each : trainer.iterateDataset(set)) {
                try (each) {
                    step.accept(trainer, each);
                }
            }
            trainer.notifyListeners(listener -> listener.onEpoch(trainer));
        }
    }

    /** Looks at the start on all data. */
    HealthReport preflight() {
        HealthReport[] report = new HealthReport[1];
        run(
                new DefaultTrainingConfig(loss.get()).optDevices(new Device[] {Device.cpu()}),
                (trainer, examples) ->
                        report[0] =
                                Preflight.check(
                                        trainer.getModel().getBlock(),
                                        trainer.getLoss(),
                                        new NDList(examples.get(0)),
                                        new NDList(examples.get(1))));
        return report[0];
    }

    private void run(DefaultTrainingConfig config, BiConsumer<Trainer, NDList> use) {
        Engine.getInstance().setRandomSeed(SEED);
        RandomUtils.RANDOM.setSeed(SEED);
        Block network = block.get();
        network.setInitializer(
                new XavierInitializer(
                        XavierInitializer.RandomType.UNIFORM, XavierInitializer.FactorType.AVG, 3),
                Parameter.Type.WEIGHT);
        try (Model model = Model.newInstance("program", Device.cpu())) {
            model.setBlock(network);
            try (Trainer trainer = model.newTrainer(config)) {
                NDList examples = data.apply(trainer.getManager());
                NDArray inputs = examples.get(0);
                trainer.initialize(new Shape(batch).addAll(inputs.getShape().slice(1)));
                before.accept(network);
                use.accept(trainer, examples);
            }
        }
    }
}
