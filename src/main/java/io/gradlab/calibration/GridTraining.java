package io.gradlab.calibration;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListener.BatchData;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.translate.Batchifier;
import io.gradlab.core.Seeds;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.engine.Torch;
import io.gradlab.health.HealthListener;
import io.gradlab.health.observation.Observations;
import io.gradlab.nn.Clipping;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Trains a setup by DJL's own blocks, losses and optimizers, with the health listener. */
final class GridTraining implements AutoCloseable {

    /** Most steps of a training. */
    static final int MOST_STEPS = 3000;

    /** Least steps between two validations: where an epoch is one step each would double it. */
    private static final int VALIDATION_STRIDE = 10;

    private static final float CLIP = 1;

    /**
     * What came of a training.
     *
     * @param score see {@link TrainedNetwork#score()}
     * @param diverged see {@link TrainedNetwork#diverged()}
     * @param losses of each step
     * @param accuracies of each step
     * @param observations what the listener saw
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Result(
            double score,
            int diverged,
            double[] losses,
            double[] accuracies,
            Observations observations) {

        boolean succeeded(DataKind data) {
            return score >= data.success();
        }
    }

    private final Setup setup;
    private final DataSplits data;
    private final Random random;
    private final HealthListener health = HealthListener.builder().build();
    private final Model model;
    private final Trainer trainer;
    private final Loss loss;
    private final Optimizer optimizer;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<NDArray> gradients = new ArrayList<>();
    private final double[] losses;
    private final double[] accuracies;
    private int step;
    private int diverged;

    private GridTraining(Setup setup) {
        this.setup = setup;
        data = GridData.of(setup);
        random = Seeds.random(Seeds.mix(setup.weightSeed));
        losses = new double[setup.steps];
        accuracies = new double[setup.steps];
        loss = GridLoss.of(setup);
        optimizer =
                setup.optimizer.optimizer(setup.learningRate, setup.momentum, setup.weightDecay);
        model = Torch.newModel("grid", Device.cpu());
        SequentialBlock block = GridBlock.of(setup);
        model.setBlock(block);
        trainer =
                model.newTrainer(
                        new DefaultTrainingConfig(loss)
                                .optDevices(new Device[] {Device.cpu()})
                                .optOptimizer(optimizer)
                                .addTrainingListeners(health));
        trainer.initialize(new Shape(setup.batchSize, data.width()));
        GridBlock.draw(block, setup);
        // Masks of dropout are drawn from a generator that all trainings of the process share.
        trainer.getManager().getEngine().setRandomSeed(Long.hashCode(Seeds.mix(~setup.weightSeed)));
        block.getParameters().values().stream()
                .filter(Parameter::requiresGradient)
                .forEach(parameters::add);
    }

    /** Trains one network of the grid. */
    static TrainedNetwork train(GridCase gridCase) {
        Setup setup = gridCase.setup();
        Result result = gridCase.faults().isEmpty() ? trainUndisturbed(setup) : train(setup);
        return new TrainedNetwork(
                gridCase,
                result.score,
                result.diverged,
                setup.steps,
                result.losses,
                result.accuracies,
                result.observations);
    }

    /** Trains a setup; faults that do not even compute together count as a failure. */
    static Result train(Setup setup) {
        try (GridTraining training = new GridTraining(setup)) {
            try {
                return training.run();
            } catch (EngineException | IllegalArgumentException e) {
                return training.untrained();
            }
        }
    }

    /** A program without a fault computes: whatever it throws is a defect and passed on. */
    private static Result trainUndisturbed(Setup setup) {
        try (GridTraining training = new GridTraining(setup)) {
            return training.run();
        }
    }

    private Result run() {
        int rows = data.train().size();
        int[] order = new int[rows];
        Arrays.setAll(order, i -> i);
        int validated = 0;
        while (step < setup.steps && diverged == 0) {
            if (!setup.sorted) {
                shuffle(order);
            }
            for (int from = 0; from < rows && step < setup.steps && diverged == 0; ) {
                int size = Math.min(setup.batchSize, rows - from);
                if (size > 1 || !setup.batchNorm) { // one example has no variance
                    step(Arrays.copyOfRange(order, from, from + size));
                }
                from += size;
            }
            boolean due = step - validated >= VALIDATION_STRIDE || step == setup.steps;
            if (diverged == 0 && due) {
                validate();
                validated = step;
            }
            trainer.notifyListeners(listener -> listener.onEpoch(trainer));
        }
        Observations observations = health.observations();
        return new Result(
                diverged == 0 ? score(data.test()) : 0,
                diverged,
                Arrays.copyOf(losses, step),
                Arrays.copyOf(accuracies, step),
                observations);
    }

    private Result untrained() {
        trainer.notifyListeners(listener -> listener.onTrainingEnd(trainer));
        return new Result(0, 1, new double[0], new double[0], health.observations());
    }

    private void shuffle(int[] order) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    private void step(int[] rows) {
        try (NDManager scratch = trainer.getManager().newSubManager()) {
            NDList x = new NDList(scratch.create(features(data.train(), rows), shape(rows.length)));
            NDList y = new NDList(labels(data.train(), rows, scratch));
            NDList predictions;
            NDArray value;
            try (GradientCollector collector = trainer.newGradientCollector()) {
                predictions = trainer.forward(x);
                value = loss.evaluate(y, predictions);
                value.attach(scratch);
                collector.backward(value);
            }
            step++;
            losses[step - 1] = rounded(value.toFloatArray()[0]);
            float[] outputs = predictions.head().toFloatArray();
            accuracies[step - 1] = rounded(accuracy(data.train(), rows, outputs));
            NDList made = predictions;
            trainer.notifyListeners(
                    listener -> listener.onTrainingBatch(trainer, batch(scratch, x, y, made)));
            if (Double.isFinite(losses[step - 1])) {
                update();
            } else {
                diverged = step;
            }
            predictions.attach(scratch);
        }
    }

    private static double rounded(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(new MathContext(5)).doubleValue()
                : value;
    }

    private static BatchData batch(NDManager scratch, NDList x, NDList y, NDList predictions) {
        Batch batch =
                new Batch(
                        scratch,
                        x,
                        y,
                        (int) x.head().getShape().get(0),
                        Batchifier.STACK,
                        Batchifier.STACK,
                        0,
                        1);
        return new BatchData(batch, Map.of(Device.cpu(), y), Map.of(Device.cpu(), predictions));
    }

    private void update() {
        if (gradients.isEmpty()) {
            // Live views, the same for the whole training.
            for (Parameter parameter : parameters) {
                NDArray gradient = parameter.getArray().getGradient();
                gradient.attach(trainer.getManager());
                gradients.add(gradient);
            }
        }
        List<NDArray> used = setup.clipped ? Clipping.byNorm(CLIP).apply(gradients) : gradients;
        for (int i = 0; i < used.size(); i++) {
            Parameter parameter = parameters.get(i);
            optimizer.update(parameter.getId(), parameter.getArray(), used.get(i));
        }
    }

    private void validate() {
        Examples examples = data.validation();
        int[] rows = new int[examples.size()];
        Arrays.setAll(rows, i -> i);
        try (NDManager scratch = trainer.getManager().newSubManager()) {
            NDList x = new NDList(scratch.create(features(examples, rows), shape(rows.length)));
            NDList y = new NDList(labels(examples, rows, scratch));
            NDList predictions = trainer.evaluate(x);
            predictions.attach(scratch);
            trainer.notifyListeners(
                    listener ->
                            listener.onValidationBatch(trainer, batch(scratch, x, y, predictions)));
        }
    }

    private Shape shape(int rows) {
        return new Shape(rows, data.width());
    }

    private static float[] features(Examples examples, int[] rows) {
        int width = examples.width();
        float[] values = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(examples.features(), rows[i] * width, values, i * width, width);
        }
        return values;
    }

    private NDArray labels(Examples examples, int[] rows, NDManager manager) {
        int outputs = setup.data.outputs();
        boolean oneHot = setup.labels == Setup.Labels.ONE_HOT;
        float[] values = new float[oneHot ? rows.length * outputs : rows.length];
        for (int i = 0; i < rows.length; i++) {
            float label = examples.labels()[rows[i]];
            if (oneHot) {
                values[i * outputs + (int) label] = 1;
            } else {
                values[i] = setup.labels == Setup.Labels.SIGNS ? 2 * label - 1 : label;
            }
        }
        boolean flat = setup.objective == Setup.Objective.UNPAIRED;
        return manager.create(
                values,
                oneHot
                        ? new Shape(rows.length, outputs)
                        : flat ? new Shape(rows.length) : new Shape(rows.length, 1));
    }

    private double score(Examples examples) {
        int[] rows = new int[examples.size()];
        Arrays.setAll(rows, i -> i);
        try (NDManager scratch = trainer.getManager().newSubManager()) {
            NDList x = new NDList(scratch.create(features(examples, rows), shape(rows.length)));
            NDList predictions = trainer.evaluate(x);
            predictions.attach(scratch);
            float[] outputs = predictions.head().toFloatArray();
            return setup.data.task() == Task.REGRESSION
                    ? GridScore.determination(examples.labels(), outputs)
                    : GridScore.recall(
                            examples.labels(), GridScore.classes(outputs, setup), setup.data);
        }
    }

    private double accuracy(Examples examples, int[] rows, float[] outputs) {
        if (setup.data.task() == Task.REGRESSION) {
            return Double.NaN;
        }
        int[] classes = GridScore.classes(outputs, setup);
        int right = 0;
        for (int i = 0; i < rows.length; i++) {
            right += classes[i] == examples.labels()[rows[i]] ? 1 : 0;
        }
        return (double) right / rows.length;
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
