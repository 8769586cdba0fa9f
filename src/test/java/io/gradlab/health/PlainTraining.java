package io.gradlab.health;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingConfig;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListener.BatchData;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.translate.Batchifier;
import java.util.Map;

/**
 * A training as a user of DJL writes it, without anything of this project but the listener.
 *
 * @param block not yet initialised
 * @param loss what is minimised
 * @param optimizer how
 * @param epochs passes over the examples
 */
record PlainTraining(Block block, Loss loss, Optimizer optimizer, int epochs) {

    private static final int BATCH = 32;
    private static final int SEED = 7;

    /** Trains and diagnoses. */
    HealthReport train(LabelledArrays examples) {
        HealthListener health = HealthListener.builder().build();
        train(examples, config().addTrainingListeners(health));
        return health.report();
    }

    /** Trains unwatched. */
    void trainUnwatched(LabelledArrays examples) {
        train(examples, config());
    }

    /** Diagnoses the start on all examples. */
    HealthReport preflight(LabelledArrays examples) {
        try (Model model = Model.newInstance("plain");
                Trainer trainer = trainer(model, examples, config())) {
            NDManager manager = trainer.getManager();
            return Preflight.check(
                    trainer.getModel().getBlock(),
                    loss,
                    examples.inputs(manager, 0, examples.size()),
                    examples.labels(manager, 0, examples.size()));
        }
    }

    private DefaultTrainingConfig config() {
        return new DefaultTrainingConfig(loss).optOptimizer(optimizer);
    }

    private Trainer trainer(Model model, LabelledArrays examples, TrainingConfig config) {
        Engine.getInstance().setRandomSeed(SEED);
        model.setBlock(block);
        Trainer trainer = model.newTrainer(config);
        trainer.initialize(new Shape(1).addAll(examples.each()));
        return trainer;
    }

    private void train(LabelledArrays examples, TrainingConfig config) {
        try (Model model = Model.newInstance("plain");
                Trainer trainer = trainer(model, examples, config)) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                for (int from = 0; from < examples.size(); from += BATCH) {
                    step(trainer, examples, from);
                }
                trainer.notifyListeners(listener -> listener.onEpoch(trainer));
            }
        }
    }

    private static void step(Trainer trainer, LabelledArrays examples, int from) {
        int to = Math.min(from + BATCH, examples.size());
        try (NDManager manager = trainer.getManager().newSubManager()) {
            NDList inputs = examples.inputs(manager, from, to);
            NDList labels = examples.labels(manager, from, to);
            NDList predictions = backward(trainer, inputs, labels);
            Batch batch = batch(manager, inputs, labels);
            trainer.notifyListeners(
                    listener ->
                            listener.onTrainingBatch(trainer, data(batch, trainer, predictions)));
            trainer.step();
        }
    }

    private static NDList backward(Trainer trainer, NDList inputs, NDList labels) {
        try (GradientCollector collector = trainer.newGradientCollector()) {
            NDList predictions = trainer.forward(inputs, labels);
            collector.backward(trainer.getLoss().evaluate(labels, predictions));
            return predictions;
        }
    }

    private static Batch batch(NDManager manager, NDList inputs, NDList labels) {
        Batchifier stack = Batchifier.STACK;
        int size = (int) inputs.head().getShape().get(0);
        return new Batch(manager, inputs, labels, size, stack, stack, 1, 1);
    }

    private static BatchData data(Batch batch, Trainer trainer, NDList predictions) {
        return new BatchData(
                batch,
                Map.of(trainer.getManager().getDevice(), batch.getLabels()),
                Map.of(trainer.getManager().getDevice(), predictions));
    }
}
