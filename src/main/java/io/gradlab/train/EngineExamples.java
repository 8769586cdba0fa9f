package io.gradlab.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListener.BatchData;
import ai.djl.translate.Batchifier;
import io.gradlab.data.Examples;
import io.gradlab.nn.LogitsAccuracy;
import java.util.Map;

/**
 * A set of examples that stays on the engine for a run, as the one batch that DJL's listeners see.
 */
final class EngineExamples {

    private final Batch batch;
    private final NDArray features;
    private final NDArray labels;
    private final float[] labelValues;
    private final Device device;
    private final Map<Device, NDList> labelsByDevice;

    EngineExamples(Examples examples, NDManager manager) {
        features = examples.features(manager);
        labels = examples.labels(manager);
        labelValues = examples.labels();
        batch =
                new Batch(
                        manager,
                        new NDList(features),
                        new NDList(labels),
                        examples.size(),
                        Batchifier.STACK,
                        Batchifier.STACK,
                        1,
                        1);
        device = features.getDevice();
        labelsByDevice = Map.of(device, batch.getLabels());
    }

    /** Lets everything computed from these arrays die with the epoch. Once per epoch. */
    void tempAttach(NDManager epoch) {
        features.tempAttach(epoch);
        labels.tempAttach(epoch);
    }

    NDList features() {
        return batch.getData();
    }

    NDList labels() {
        return batch.getLabels();
    }

    /** Scores logits whose loss is known. */
    Evaluation score(NDList logits, double loss) {
        return new Evaluation(LogitsAccuracy.of(logits.head().toFloatArray(), labelValues), loss);
    }

    BatchData batchData(NDList logits) {
        return new BatchData(batch, labelsByDevice, Map.of(device, logits));
    }
}
