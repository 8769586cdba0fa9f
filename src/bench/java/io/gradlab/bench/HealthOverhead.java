package io.gradlab.bench;

import io.gradlab.core.Seeds;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.Batchifier;

import io.gradlab.data.DataSplits;
import io.gradlab.data.Moons;
import io.gradlab.data.MoonsConfig;
import io.gradlab.health.HealthListener;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpBlock;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import io.gradlab.engine.Torch;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Trainings without and with a {@link HealthListener} at its default schedule. JMH's own score is
 * that of both sides together; {@link SidesProfiler} adds each side's.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class HealthOverhead {

    /** Epochs of the run on the moons: the geometric schedule reads 21 of them. */
    static final int EPOCHS = 1000;

    /** Ten epochs of 60,000 examples: the geometric schedule reads 25 of them. */
    static final int STEPS = 4690;

    private static final int BATCH = 128;
    private static final int INPUTS = 784;
    private static final int CLASSES = 10;

    /** Batches of an epoch. */
    private static final int EPOCH = 50;

    private DataSplits moons = Moons.generate(MoonsConfig.standard());
    private float[][] features = new float[EPOCH][BATCH * INPUTS];
    private float[][] labels = new float[EPOCH][BATCH];
    private long turn;

    /** Loads the engine, draws the batches: standard normal features, labels by chance. */
    @Setup(Level.Trial)
    public void load() {
        Torch.load();
        Random random = Seeds.random(1);
        for (int batch = 0; batch < EPOCH; batch++) {
            for (int i = 0; i < features[batch].length; i++) {
                features[batch][i] = (float) random.nextGaussian();
            }
            for (int i = 0; i < BATCH; i++) {
                labels[batch][i] = random.nextInt(CLASSES);
            }
        }
    }

    /** Full-batch 2-5-1 on the moons by the Runner, validated every epoch, a whole run a turn. */
    @Benchmark
    public void moons() {
        Sides.run(turn++, this::runMoons);
    }

    private void runMoons(boolean listener) {
        MlpBlock network = MlpBlock.twoLayer(2, 5).withInitialValues(InitialWeights.normal(1), 0, turn);
        DefaultTrainingConfig config = Runner.sgd(0.2f);
        if (listener) {
            config.addTrainingListeners(HealthListener.builder().build());
        }
        try (Runner runner = new Runner(network, config)) {
            runner.train(moons, RunnerConfig.epochs(EPOCHS));
        }
    }

    /** 784-256-256-10 by DJL's Trainer, batch 128, two trainings that take turns step by step. */
    @Benchmark
    public void images() {
        Trainer[] trainers = {images(false), images(true)};
        for (int step = 0; step < STEPS; step++) {
            step(trainers, step);
        }
        Sides.run(turn++, listener -> trainers[listener ? 1 : 0].close());
        for (Trainer trainer : trainers) {
            trainer.getModel().close();
        }
    }

    private void step(Trainer[] trainers, int step) {
        int number = step % EPOCH;
        try (NDManager scratch = trainers[0].getManager().newSubManager()) {
            Sides.run(
                    step,
                    listener -> {
                        Trainer trainer = trainers[listener ? 1 : 0];
                        EasyTrain.trainBatch(trainer, batch(number, scratch));
                        trainer.step();
                        if (number == EPOCH - 1) {
                            trainer.notifyListeners(each -> each.onEpoch(trainer));
                        }
                    });
        }
    }

    /** Bringing a batch to the engine belongs to the training that is measured. */
    private Batch batch(int number, NDManager manager) {
        return new Batch(
                manager,
                new NDList(manager.create(features[number], new Shape(BATCH, INPUTS))),
                new NDList(manager.create(labels[number], new Shape(BATCH))),
                BATCH,
                Batchifier.STACK,
                Batchifier.STACK,
                number,
                EPOCH);
    }

    private static Trainer images(boolean listener) {
        Block block =
                new SequentialBlock()
                        .add(Linear.builder().setUnits(256).build())
                        .add(Activation.reluBlock())
                        .add(Linear.builder().setUnits(256).build())
                        .add(Activation.reluBlock())
                        .add(Linear.builder().setUnits(CLASSES).build());
        Model model = Model.newInstance("images");
        model.setBlock(block);
        Trainer trainer = model.newTrainer(config(listener));
        trainer.initialize(new Shape(BATCH, INPUTS));
        return trainer;
    }

    private static DefaultTrainingConfig config(boolean listener) {
        Tracker rate = Tracker.fixed(0.05f);
        DefaultTrainingConfig config =
                new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                        .optInitializer(new XavierInitializer(), "weight")
                        .optOptimizer(Optimizer.sgd().setLearningRateTracker(rate).build());
        if (listener) {
            config.addTrainingListeners(HealthListener.builder().build());
        }
        return config;
    }
}
