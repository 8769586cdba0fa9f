package io.gradlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.optimizer.Optimizer;
import io.gradlab.data.DataSplits;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.StateDict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The epochs of one run. Everything that an epoch creates on the engine dies with the epoch's
 * manager, so that memory stays flat; the data set stays on the engine for the whole run.
 */
final class TrainingLoop implements AutoCloseable {

    private static final Evaluation NONE = new Evaluation(Double.NaN, Double.NaN);

    private final Trainer trainer;
    private final MlpBlock network;
    private final Optimizer optimizer;
    private final RunnerConfig config;
    private final NDManager manager;
    private final DataSplits data;
    private final EngineExamples train;
    private final EngineExamples validation;
    private final HistoryRecorder history;
    private final List<Parameter> parameters;

    /**
     * Taken after the first backward pass, which makes them; later ones and updates write into the
     * same arrays. A handle for each step would cost four native calls and as many registrations.
     */
    private List<NDArray> gradients = List.of();

    private int step;
    private @Nullable Divergence divergence;

    TrainingLoop(Trainer trainer, Optimizer optimizer, DataSplits data, RunnerConfig config) {
        this.trainer = trainer;
        this.optimizer = optimizer;
        this.data = data;
        this.config = config;
        network = (MlpBlock) trainer.getModel().getBlock();
        parameters = network.getParameters().values();
        manager = trainer.getManager().newSubManager();
        train = new EngineExamples(data.train(), manager);
        validation = new EngineExamples(data.validation(), manager);
        history = new HistoryRecorder(config.epochs());
        clearGradients();
    }

    /**
     * PyTorch adds each backward pass to what is there, and only an update clears it: after a
     * divergence or an exception in a listener there was none.
     */
    private void clearGradients() {
        // Not times 0: after a divergence there are NaN.
        gradients().forEach(gradient -> gradient.set(new NDIndex(":"), 0));
    }

    /** Handles that the run owns; otherwise they stay with the parameters for good. */
    private List<NDArray> gradients() {
        List<NDArray> handles =
                parameters.stream().map(parameter -> parameter.getArray().getGradient()).toList();
        handles.forEach(handle -> handle.attach(manager));
        return handles;
    }

    RunnerResult run() {
        long start = System.nanoTime();
        StateDict best = network.stateDict();
        boolean stopped = false;
        while (step < config.epochs() && divergence == null && !stopped) {
            Epoch epoch = epoch();
            if (epoch.improved()) {
                best = network.stateDict();
            }
            config.observer().accept(epoch);
            stopped = step < config.epochs() && config.stop().getAsBoolean();
        }
        return new RunnerResult(
                history.history(),
                history.bestStep(),
                history.bestAccuracy(),
                best,
                network.stateDict(),
                divergence,
                stopped,
                (System.nanoTime() - start) * 1e-9);
    }

    private Epoch epoch() {
        step++;
        try (NDManager scratch = manager.newSubManager()) {
            Evaluation trainScore = step(scratch);
            Evaluation validationScore = divergence == null ? validate(scratch) : NONE;
            trainer.notifyListeners(listener -> listener.onEpoch(trainer));
            return history.add(trainScore, validationScore);
        }
    }

    /** Backward pass, listeners, clipping, update. The score is that of before the update. */
    private Evaluation step(NDManager scratch) {
        train.tempAttach(scratch);
        NDList logits;
        NDArray loss;
        try (GradientCollector collector = trainer.newGradientCollector()) {
            logits = trainer.forward(train.features(), train.labels());
            loss = trainer.getLoss().evaluate(train.labels(), logits);
            collector.backward(loss);
        }
        trainer.notifyListeners(
                listener -> listener.onTrainingBatch(trainer, train.batchData(logits)));
        Evaluation score = train.score(logits, loss.toFloatArray()[0]);
        if (Double.isFinite(score.loss())) {
            update(scratch);
            divergence = Divergence.inParameters(step, parameters);
        } else {
            divergence = Divergence.inForwardPass(step, network, data.train(), score.loss());
        }
        return score;
    }

    private void update(NDManager scratch) {
        if (gradients.isEmpty()) {
            gradients = gradients();
        }
        if (config.clipping().kind() != Clipping.Kind.NONE) {
            // All that clipping computes from them dies with the epoch.
            gradients.forEach(gradient -> gradient.tempAttach(scratch));
        }
        List<NDArray> clipped = config.clipping().apply(gradients);
        for (int i = 0; i < clipped.size(); i++) {
            Parameter parameter = parameters.get(i);
            optimizer.update(parameter.getId(), parameter.getArray(), clipped.get(i));
        }
    }

    private Evaluation validate(NDManager scratch) {
        validation.tempAttach(scratch);
        NDList logits = trainer.evaluate(validation.features());
        trainer.notifyListeners(
                listener -> listener.onValidationBatch(trainer, validation.batchData(logits)));
        double loss = trainer.getLoss().evaluate(validation.labels(), logits).toFloatArray()[0];
        return validation.score(logits, loss);
    }

    @Override
    public void close() {
        manager.close();
    }
}
