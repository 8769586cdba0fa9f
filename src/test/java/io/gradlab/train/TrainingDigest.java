package io.gradlab.train;

import ai.djl.pytorch.jni.JniUtils;
import io.gradlab.ReferenceTrace;
import io.gradlab.core.Sha256;
import io.gradlab.engine.Torch;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.StateDict;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * A program that trains two networks and prints the engine's threads, a digest of every bit of
 * their histories and final parameters, and their last training losses. Arguments: the seed.
 */
final class TrainingDigest {

    private TrainingDigest() {}

    public static void main(String[] args) throws Exception {
        long seed = Long.parseLong(args[0]);
        Torch.configure();
        // The book's network; then one whose products and activations are large enough for several
        // threads to share them.
        RunnerResult small = train(List.of(5), 100, seed);
        RunnerResult large = train(List.of(256, 256), 5, seed);
        System.out.println(
                String.join(
                        " ",
                        String.valueOf(JniUtils.getNumThreads()),
                        digest(small) + digest(large),
                        lastLoss(small),
                        lastLoss(large)));
    }

    private static String lastLoss(RunnerResult result) {
        double[] losses = result.history().trainLoss();
        return String.valueOf(losses[losses.length - 1]);
    }

    private static RunnerResult train(List<Integer> hidden, int epochs, long seed) {
        MlpArchitecture architecture = new MlpArchitecture(2, hidden, ActivationFunction.SIGMOID);
        MlpBlock network =
                new MlpBlock(architecture).withInitialValues(InitialWeights.normal(1), 0, seed);
        try (Runner runner = new Runner(network, Runner.sgd(0.2f))) {
            return runner.train(ReferenceTrace.moons(), RunnerConfig.epochs(epochs));
        }
    }

    private static String digest(RunnerResult result) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        History history = result.history();
        for (double[] series :
                List.of(
                        history.trainLoss(),
                        history.trainAccuracy(),
                        history.validationLoss(),
                        history.validationAccuracy())) {
            for (double value : series) {
                out.writeLong(Double.doubleToLongBits(value));
            }
        }
        for (StateDict.Tensor tensor : result.last().tensors()) {
            for (float value : tensor.values()) {
                out.writeInt(Float.floatToIntBits(value));
            }
        }
        return Sha256.of(bytes.toByteArray());
    }
}
