package io.gradlab.bench;

import io.gradlab.core.Seeds;

import ai.djl.Model;
import ai.djl.basicmodelzoo.cv.classification.ResNetV1;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.transformer.TransformerEncoderBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.Batchifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Kinds of blocks that DJL users train, each with an optimizer, on images, rows or sequences. */
enum BlockKind {
    LAYERS("linear layers, ReLU", Update.SGD, BlockKind::layers, 64),
    DROPOUT("the same with dropout", Update.MOMENTUM, BlockKind::dropout, 64),
    BATCH_NORM("the same with batch norm", Update.ADAM, BlockKind::batchNorm, 64),
    LAYER_NORM("the same with layer norm", Update.ADAM, BlockKind::layerNorm, 64),
    FROZEN("the same, the first layer frozen", Update.MOMENTUM, BlockKind::frozen, 64),
    RESIDUAL("a parallel block of two paths", Update.SGD, BlockKind::residual, 64),
    CONVOLUTION("convolution and pooling", Update.MOMENTUM, BlockKind::convolution, 2, 16, 16),
    RES_NET("ResNet of 8 layers", Update.MOMENTUM, BlockKind::resNet, 2, 8, 8),
    LSTM_CELLS("LSTM", Update.ADAM, BlockKind::lstm, 12, 16),
    GRU_CELLS("GRU", Update.ADAM, BlockKind::gru, 12, 16),
    TRANSFORMER("transformer encoder, with dropout", Update.ADAM, BlockKind::transformer, 12, 16);

    /** Steps of a training, of which the geometric schedule reads 18. */
    static final int STEPS = 400;

    static final int BATCH = 32;

    private static final int CLASSES = 3;
    private static final int BATCHES = 20;
    private static final int SEED = 7;

    private final String title;
    private final Update update;
    private final Supplier<Block> block;
    private final Shape each;

    BlockKind(String title, Update update, Supplier<Block> block, long... each) {
        this.title = title;
        this.update = update;
        this.block = block;
        this.each = new Shape(each);
    }

    /** DJL's optimizers. */
    enum Update {
        SGD,
        MOMENTUM,
        ADAM;

        private Optimizer optimizer() {
            Tracker rate = Tracker.fixed(this == ADAM ? 0.003f : 0.02f);
            return switch (this) {
                case SGD -> Optimizer.sgd().setLearningRateTracker(rate).build();
                case MOMENTUM ->
                        Optimizer.sgd().setLearningRateTracker(rate).optMomentum(0.9f).build();
                case ADAM -> Optimizer.adam().optLearningRateTracker(rate).build();
            };
        }
    }

    String title() {
        return title;
    }

    Update update() {
        return update;
    }

    /**
     * Trains it from the same start on the same batches by DJL's own loop.
     *
     * @return every parameter's values at the end, running statistics among them
     */
    List<float[]> train(TrainingListener... listeners) {
        Engine.getInstance().setRandomSeed(SEED);
        DefaultTrainingConfig config =
                new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                        .optOptimizer(update.optimizer())
                        .addTrainingListeners(listeners);
        try (Model model = Model.newInstance(name())) {
            model.setBlock(block.get());
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(BATCH).addAll(each));
                float[][] inputs = inputs();
                for (int step = 0; step < STEPS; step++) {
                    int number = step % BATCHES;
                    try (NDManager scratch = trainer.getManager().newSubManager()) {
                        EasyTrain.trainBatch(trainer, batch(scratch, inputs[number], number));
                        trainer.step();
                    }
                    if (number == BATCHES - 1) {
                        trainer.notifyListeners(listener -> listener.onEpoch(trainer));
                    }
                }
                return values(trainer.getModel().getBlock());
            }
        }
    }

    /** Standard normal. */
    private float[][] inputs() {
        Random random = Seeds.random(1);
        float[][] inputs = new float[BATCHES][BATCH * (int) each.size()];
        for (float[] batch : inputs) {
            for (int i = 0; i < batch.length; i++) {
                batch[i] = (float) random.nextGaussian();
            }
        }
        return inputs;
    }

    /** The class of an example is how many of its first two features are above 0. */
    private Batch batch(NDManager manager, float[] inputs, int number) {
        int size = (int) each.size();
        float[] labels = new float[BATCH];
        for (int row = 0; row < BATCH; row++) {
            labels[row] = (inputs[row * size] > 0 ? 1 : 0) + (inputs[row * size + 1] > 0 ? 1 : 0);
        }
        return new Batch(
                manager,
                new NDList(manager.create(inputs, new Shape(BATCH).addAll(each))),
                new NDList(manager.create(labels, new Shape(BATCH, 1))),
                BATCH,
                Batchifier.STACK,
                Batchifier.STACK,
                number,
                BATCHES);
    }

    private static List<float[]> values(Block block) {
        List<float[]> values = new ArrayList<>();
        for (Parameter parameter : block.getParameters().values()) {
            values.add(parameter.getArray().toFloatArray());
        }
        return values;
    }

    private static Block linear(long units) {
        return Linear.builder().setUnits(units).build();
    }

    private static SequentialBlock layers() {
        return hidden(linear(64), Activation.reluBlock());
    }

    private static SequentialBlock dropout() {
        return hidden(linear(64), Activation.reluBlock(), Dropout.builder().optRate(0.3f).build());
    }

    private static SequentialBlock batchNorm() {
        return hidden(linear(64), BatchNorm.builder().build(), Activation.reluBlock());
    }

    private static SequentialBlock layerNorm() {
        return hidden(linear(64), LayerNorm.builder().build(), Activation.reluBlock());
    }

    private static SequentialBlock hidden(Block... first) {
        SequentialBlock block = new SequentialBlock();
        block.addAll(first);
        return block.add(linear(64)).add(Activation.reluBlock()).add(linear(CLASSES));
    }

    private static SequentialBlock frozen() {
        Block first = linear(64);
        first.freezeParameters(true);
        return hidden(first, Activation.reluBlock());
    }

    private static SequentialBlock residual() {
        List<Block> paths = List.of(linear(64), Blocks.identityBlock());
        Block sum = new ParallelBlock(BlockKind::sum, paths);
        return hidden(sum, Activation.reluBlock());
    }

    private static NDList sum(List<NDList> paths) {
        return new NDList(paths.get(0).head().add(paths.get(1).head()));
    }

    private static SequentialBlock convolution() {
        return new SequentialBlock()
                .add(Conv2d.builder().setFilters(8).setKernelShape(new Shape(3, 3)).build())
                .add(Activation.reluBlock())
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(Blocks.batchFlattenBlock())
                .add(linear(CLASSES));
    }

    private static Block resNet() {
        return ResNetV1.builder()
                .setImageShape(new Shape(2, 8, 8))
                .setNumLayers(8)
                .setOutSize(CLASSES)
                .build();
    }

    private static SequentialBlock lstm() {
        return last(
                LSTM.builder()
                        .setStateSize(16)
                        .setNumLayers(1)
                        .optBatchFirst(true)
                        .optReturnState(false)
                        .build());
    }

    private static SequentialBlock gru() {
        return last(
                GRU.builder()
                        .setStateSize(16)
                        .setNumLayers(1)
                        .optBatchFirst(true)
                        .optReturnState(false)
                        .build());
    }

    private static SequentialBlock transformer() {
        return last(new TransformerEncoderBlock(16, 2, 32, 0.1f, Activation::relu));
    }

    /** A head on what the sequence ends with. */
    private static SequentialBlock last(Block sequence) {
        return new SequentialBlock()
                .add(sequence)
                .add(outputs -> new NDList(outputs.head().get(":, -1")))
                .add(linear(CLASSES));
    }
}
