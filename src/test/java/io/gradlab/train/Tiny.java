package io.gradlab.train;

import ai.djl.training.Trainer;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.StateDict;
import java.util.List;

/** Networks and data small enough to reckon with by hand. */
public final class Tiny {

    private Tiny() {}

    /** Eight examples on two features, label 1 above the line x1 + x2 = 0. */
    public static DataSplits data() {
        Examples train =
                new Examples(
                        2,
                        new float[] {
                            1, 2, -1, -0.5f, 0.5f, 0.25f, -2, 1, 2, -1, -0.25f, -1, 0.75f, 1, -1, 0
                        },
                        new float[] {1, 0, 1, 0, 1, 0, 1, 0});
        Examples validation =
                new Examples(2, new float[] {1, 1, -1, -1, 0.5f, -1, 1, -0.5f}, labels(1, 0, 0, 1));
        return data(train, validation);
    }

    static DataSplits data(Examples train, Examples validation) {
        return new DataSplits("tiny", List.of("x1", "x2"), train, validation, validation);
    }

    static float[] labels(float... labels) {
        return labels;
    }

    /** 2-3-1 with N(0, 1) weights. */
    public static MlpBlock network(ActivationFunction activation, long seed) {
        return new MlpBlock(new MlpArchitecture(2, List.of(3), activation))
                .withInitialValues(InitialWeights.normal(1), 0.1f, seed);
    }

    public static MlpBlock network() {
        return network(ActivationFunction.SIGMOID, 5);
    }

    /** All parameters 0. */
    static MlpBlock zeros() {
        return new MlpBlock(new MlpArchitecture(2, List.of(3), ActivationFunction.SIGMOID))
                .withInitialValues(InitialWeights.zeros(), 0, 0);
    }

    static MlpBlock mlp(Trainer trainer) {
        return (MlpBlock) trainer.getModel().getBlock();
    }

    static boolean finite(StateDict parameters) {
        for (StateDict.Tensor tensor : parameters.tensors()) {
            for (float value : tensor.values()) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
        }
        return true;
    }
}
