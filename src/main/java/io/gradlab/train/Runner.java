package io.gradlab.train;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingConfig;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.optimizer.Optimizer;
import io.gradlab.core.Require;
import io.gradlab.data.DataDescription;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.engine.Torch;
import io.gradlab.nn.LogitsAccuracy;
import io.gradlab.nn.LogitsLoss;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.UpdateRule;
import io.gradlab.params.ParameterFile;
import io.gradlab.params.SavedParameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The book's Runner around DJL's {@link Trainer}: trains, evaluates and predicts with an {@link
 * MlpBlock}, keeps the parameters that were best on the validation set, saves and loads them.
 *
 * <pre>{@code
 * MlpBlock network = MlpBlock.twoLayer(2, 5).withInitialValues(InitialWeights.normal(1), 0, 42);
 * try (Runner runner = new Runner(network, Runner.sgd(0.2f))) {
 *     RunnerResult result = runner.train(data, RunnerConfig.epochs(1000));
 *     runner.load(result.best());
 *     System.out.println(runner.evaluate(data.test()).testLine());
 * }
 * }</pre>
 *
 * <p>An epoch is one step on the whole training set. DJL's listeners fire as in DJL's own {@code
 * EasyTrain.fit}: {@code onTrainingBegin} once, then per epoch {@code onTrainingBatch} (after the
 * backward pass and before clipping and update, so that gradients are readable), {@code
 * onValidationBatch}, {@code onEpoch}; {@code onTrainingEnd} when the Runner is closed.
 *
 * <p>Two things differ from {@code EasyTrain}. The optimizer is called for each parameter, because
 * {@code Trainer.step()} refuses gradients whose sum is 0, and zero gradients are what this
 * laboratory studies. And a non-finite loss or parameter ends the run, see {@link Divergence}.
 *
 * <p>One thread at a time, and one training at a time in a JVM, as DJL has one gradient collector.
 */
public final class Runner implements AutoCloseable {

    private final MlpBlock network;
    private final Model model;
    private final Trainer trainer;
    private final Optimizer optimizer;

    /**
     * Takes over a network; it is initialised here unless it is already.
     *
     * @param network the network, closed with the Runner
     * @param config loss, optimizer, device (the first one counts) and listeners
     */
    public Runner(MlpBlock network, TrainingConfig config) {
        Torch.load(); // a configuration without devices would load it, as DJL comes
        this.network = network;
        model = Torch.newModel("mlp", config.getDevices()[0]);
        model.setBlock(network);
        optimizer = config.getOptimizer();
        trainer = model.newTrainer(config);
        trainer.initialize(new Shape(1, network.architecture().inputs()));
    }

    /**
     * A DJL configuration: {@link LogitsLoss}, plain stochastic gradient descent, CPU. Add devices
     * and listeners as in DJL.
     *
     * @param learningRate constant learning rate, positive
     * @return a new configuration
     * @throws IllegalArgumentException if the learning rate is not positive and finite
     */
    public static DefaultTrainingConfig sgd(float learningRate) {
        return sgd(learningRate, "cpu");
    }

    /**
     * The same on a device by name, with listeners.
     *
     * @param learningRate constant learning rate, positive
     * @param device a name that {@link Torch#device} takes
     * @param listeners that look on
     * @return a new configuration
     * @throws IllegalArgumentException if the learning rate is not positive and finite, or there is
     *     no such device
     */
    public static DefaultTrainingConfig sgd(
            float learningRate, String device, TrainingListener... listeners) {
        return config(UpdateRule.sgd().optimizer(learningRate), device, listeners);
    }

    /**
     * The same with the learning rate and the update rule of a network's configuration. Its
     * clipping belongs into {@link RunnerConfig}.
     *
     * @param setup of the network
     * @param device a name that {@link Torch#device} takes
     * @param listeners that look on
     * @return a new configuration
     * @throws IllegalArgumentException if there is no such device
     */
    public static DefaultTrainingConfig config(
            MlpConfiguration setup, String device, TrainingListener... listeners) {
        return config(setup.updateRule().optimizer(setup.learningRate()), device, listeners);
    }

    private static DefaultTrainingConfig config(
            Optimizer optimizer, String device, TrainingListener... listeners) {
        return new DefaultTrainingConfig(new LogitsLoss())
                .optOptimizer(optimizer)
                .optDevices(new Device[] {Torch.device(device)})
                .addTrainingListeners(listeners);
    }

    /** DJL's trainer, for listeners and experiments of one's own; closed with the Runner. */
    public Trainer trainer() {
        return trainer;
    }

    /**
     * Trains on the training set and validates after every epoch.
     *
     * @param data the data set; its test set is not read
     * @param config number of epochs, clipping, observer, stop
     * @return history, best and last parameters
     * @throws IllegalArgumentException if the width does not fit or a part is empty
     */
    public RunnerResult train(DataSplits data, RunnerConfig config) {
        requireFits(data.train(), "training");
        requireFits(data.validation(), "validation");
        try (TrainingLoop loop = new TrainingLoop(trainer, optimizer, data, config)) {
            return loop.run();
        }
    }

    /** Scores the network as it is now on any set that is not empty. */
    public Evaluation evaluate(Examples examples) {
        requireFits(examples, "evaluated");
        try (NDManager scratch = trainer.getManager().newSubManager()) {
            NDList labels = new NDList(examples.labels(scratch));
            NDList logits = trainer.evaluate(new NDList(examples.features(scratch)));
            double loss = trainer.getLoss().evaluate(labels, logits).getFloat();
            return new Evaluation(
                    LogitsAccuracy.of(logits.head().toFloatArray(), examples.labels()), loss);
        }
    }

    /**
     * The probability of label 1, sigmoid of the logit.
     *
     * @param width number of features of a row
     * @param features row after row
     * @return one probability for each row
     * @throws IllegalArgumentException if the width is not the network's, or the values do not make
     *     whole rows
     */
    public float[] predict(int width, float[] features) {
        network.architecture().requireInputs(width);
        Require.that(
                features.length % width == 0,
                "%s feature values are no whole rows of width %s; give a multiple",
                features.length,
                width);
        if (features.length == 0) {
            return new float[0];
        }
        try (NDManager scratch = trainer.getManager().newSubManager()) {
            NDArray x = scratch.create(features, new Shape(features.length / width, width));
            return trainer.evaluate(new NDList(x))
                    .head()
                    .getNDArrayInternal()
                    .sigmoid()
                    .toFloatArray();
        }
    }

    /** A copy of the parameters as they are now. */
    public StateDict parameters() {
        return network.stateDict();
    }

    /**
     * Replaces the parameters.
     *
     * @param parameters new values
     * @throws IllegalArgumentException if a name or shape does not fit; nothing is changed then
     */
    public void load(StateDict parameters) {
        network.loadStateDict(parameters);
    }

    /**
     * Replaces the parameters by those of a file.
     *
     * @param file {@code .params}, {@code .npz} or {@code .safetensors}
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is damaged or of another network; nothing is changed
     *     then
     */
    public void load(Path file) throws IOException {
        load(ParameterFile.read(file).parameters());
    }

    /**
     * Saves the parameters as they are now, whole or not at all.
     *
     * @param file {@code .params}, {@code .npz} or {@code .safetensors}
     * @throws IOException if the file cannot be written; an old one stays as it was
     */
    public void save(Path file) throws IOException {
        save(file, Map.of());
    }

    /**
     * The same with what {@link DataDescription#of(Map)} reads from the file's properties: names
     * and order of the features, label, split, standardisation.
     *
     * @param file {@code .params}, {@code .npz} or {@code .safetensors}
     * @param data what the network was trained on
     * @throws IOException if the file cannot be written; an old one stays as it was
     */
    public void save(Path file, DataDescription data) throws IOException {
        save(file, data.properties());
    }

    private void save(Path file, Map<String, String> properties) throws IOException {
        ParameterFile.write(
                file,
                new SavedParameters(parameters(), network.architecture().activation(), properties));
    }

    /** Tells the listeners of the end, once, and frees everything, also if one of them throws. */
    @Override
    public void close() {
        if (trainer.getManager().isOpen()) {
            try {
                trainer.close();
            } finally {
                model.close();
            }
        }
    }

    private void requireFits(Examples examples, String role) {
        network.architecture().requireInputs(examples.width());
        Require.that(examples.size() > 0, "no %s examples; give a set with at least one", role);
    }
}
