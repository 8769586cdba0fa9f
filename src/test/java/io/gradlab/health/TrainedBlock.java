package io.gradlab.health;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListener.BatchData;
import ai.djl.training.loss.Loss;
import ai.djl.translate.Batchifier;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Any block, trained by a loop of DJL's own parts with the update written out: {@code
 * Trainer.step()} refuses gradients of zeros, which some of these blocks have.
 *
 * @param block makes it, uninitialised
 * @param loss of the training
 * @param inputs of a step
 * @param labels of a step
 * @param fault what is done to the initialised block
 */
public record TrainedBlock(
        Supplier<Block> block,
        Loss loss,
        BiFunction<NDManager, Integer, NDList> inputs,
        BiFunction<NDManager, Integer, NDList> labels,
        Consumer<Block> fault) {

    private static final float LEARNING_RATE = 0.1f;
    private static final int SEED = 7;

    public TrainedBlock(
            Supplier<Block> block,
            Loss loss,
            Function<NDManager, NDList> inputs,
            Function<NDManager, NDList> labels) {
        this(
                block,
                loss,
                (manager, step) -> inputs.apply(manager),
                (manager, step) -> labels.apply(manager),
                any -> {});
    }

    TrainedBlock withFault(Consumer<Block> newFault) {
        return new TrainedBlock(block, loss, inputs, labels, newFault);
    }

    TrainedBlock withInputs(BiFunction<NDManager, Integer, NDList> newInputs) {
        return new TrainedBlock(block, loss, newInputs, labels, fault);
    }

    TrainedBlock withLabels(BiFunction<NDManager, Integer, NDList> newLabels) {
        return new TrainedBlock(block, loss, inputs, newLabels, fault);
    }

    TrainedBlock withLoss(Loss newLoss) {
        return new TrainedBlock(block, newLoss, inputs, labels, fault);
    }

    /** Every parameter's values after some steps, running statistics among them. */
    public List<float[]> train(int steps, TrainingListener... listeners) {
        return train(steps, LEARNING_RATE, listeners);
    }

    /** The same with another learning rate. */
    List<float[]> train(int steps, float learningRate, TrainingListener... listeners) {
        return with(
                listeners,
                trainer -> {
                    for (int step = 1; step <= steps; step++) {
                        step(trainer, step, learningRate);
                    }
                    trainer.notifyListeners(listener -> listener.onEpoch(trainer));
                    return values(trainer.getModel().getBlock());
                });
    }

    /** Hands out a trainer with an initialised block. */
    <T> T with(TrainingListener[] listeners, Function<Trainer, T> use) {
        Engine.getInstance().setRandomSeed(SEED);
        DefaultTrainingConfig config =
                new DefaultTrainingConfig(loss)
                        .optDevices(new Device[] {Device.cpu()})
                        .addTrainingListeners(listeners);
        try (Model model = Model.newInstance("any", Device.cpu())) {
            model.setBlock(block.get());
            try (Trainer trainer = model.newTrainer(config);
                    NDManager first = trainer.getManager().newSubManager()) {
                trainer.initialize(
                        inputs.apply(first, 1).stream()
                                .map(NDArray::getShape)
                                .toArray(Shape[]::new));
                fault.accept(model.getBlock());
                return use.apply(trainer);
            }
        }
    }

    private void step(Trainer trainer, int number, float learningRate) {
        try (NDManager scratch = trainer.getManager().newSubManager()) {
            Batch batch =
                    new Batch(
                            scratch,
                            inputs.apply(scratch, number),
                            labels.apply(scratch, number),
                            1,
                            Batchifier.STACK,
                            Batchifier.STACK,
                            number,
                            number);
            NDList predictions;
            try (GradientCollector collector = trainer.newGradientCollector()) {
                predictions = trainer.forward(batch.getData(), batch.getLabels());
                collector.backward(trainer.getLoss().evaluate(batch.getLabels(), predictions));
            }
            trainer.notifyListeners(
                    listener ->
                            listener.onTrainingBatch(
                                    trainer,
                                    new BatchData(
                                            batch,
                                            Map.of(Device.cpu(), batch.getLabels()),
                                            Map.of(Device.cpu(), predictions))));
            update(trainer.getModel().getBlock(), learningRate, scratch);
        }
    }

    private static void update(Block block, float learningRate, NDManager scratch) {
        for (Pair<String, Parameter> pair : block.getParameters()) {
            NDArray array = pair.getValue().getArray();
            if (pair.getValue().requiresGradient() && array.hasGradient()) {
                NDArray gradient = array.getGradient();
                gradient.attach(scratch);
                NDArray change = gradient.mul(learningRate);
                change.attach(scratch);
                array.stopGradient().subi(change);
                gradient.muli(0);
            }
        }
    }

    static List<float[]> values(Block block) {
        List<float[]> values = new ArrayList<>();
        for (Pair<String, Parameter> pair : block.getParameters()) {
            try (NDArray copy = pair.getValue().getArray().toType(DataType.FLOAT32, true)) {
                values.add(copy.toFloatArray());
            }
        }
        return values;
    }
}
