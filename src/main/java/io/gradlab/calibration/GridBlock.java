package io.gradlab.calibration;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.util.Pair;
import io.gradlab.core.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The network of a setup, of DJL's own blocks. */
final class GridBlock {

    private static final float SLOPE = 0.1f;

    private GridBlock() {}

    static SequentialBlock of(Setup setup) {
        SequentialBlock block = new SequentialBlock();
        for (int units : setup.widths) {
            block.add(Linear.builder().setUnits(units).build());
            if (setup.batchNorm) {
                block.add(BatchNorm.builder().optMomentum((float) setup.batchNormMomentum).build());
            }
            if (!setup.activation.equals("linear")) {
                block.add(function(setup.activation));
            }
            if (setup.dropout > 0) {
                block.add(Dropout.builder().optRate((float) setup.dropout).build());
            }
        }
        block.add(Linear.builder().setUnits(setup.data.outputs()).build());
        switch (setup.output) {
            case LINEAR -> {}
            case RELU -> block.add(Activation.reluBlock());
            case TANH -> block.add(Activation.tanhBlock());
            case PROBABILITIES ->
                    block.add(
                            setup.data.task() == Task.CLASSES
                                    ? new LambdaBlock(
                                            arrays -> new NDList(arrays.head().softmax(-1)),
                                            "softmax")
                                    : Activation.sigmoidBlock());
        }
        return block;
    }

    private static Block function(String name) {
        return switch (name) {
            case "sigmoid" -> Activation.sigmoidBlock();
            case "tanh" -> Activation.tanhBlock();
            case "leaky_relu" -> Activation.leakyReluBlock(SLOPE);
            case "elu" -> Activation.eluBlock(1);
            default -> Activation.reluBlock();
        };
    }

    /** Draws the weights of an initialised block, and freezes what is frozen. */
    static void draw(SequentialBlock block, Setup setup) {
        Random random = Seeds.random(setup.weightSeed);
        List<Linear> layers = new ArrayList<>();
        for (Pair<String, Block> child : block.getChildren()) {
            if (child.getValue() instanceof Linear linear) {
                layers.add(linear);
            }
        }
        for (int i = 0; i < layers.size(); i++) {
            boolean last = i == layers.size() - 1;
            for (Pair<String, Parameter> pair : layers.get(i).getDirectParameters()) {
                NDArray array = pair.getValue().getArray();
                boolean weight = pair.getValue().getType() == Parameter.Type.WEIGHT;
                array.set(weight ? weights(setup, array, random) : biases(setup, array, last));
            }
            if (setup.frozen && !last) {
                layers.get(i).freezeParameters(true);
            }
        }
    }

    private static float[] biases(Setup setup, NDArray array, boolean last) {
        float[] values = new float[(int) array.getShape().size()];
        java.util.Arrays.fill(values, last ? 0 : (float) setup.bias);
        return values;
    }

    private static float[] weights(Setup setup, NDArray array, Random random) {
        long out = array.getShape().get(0);
        long in = array.getShape().get(1);
        boolean rectifier = setup.drawnForRectifier();
        double std = Math.sqrt(2.0 / (rectifier ? in : in + out));
        float[] values = new float[(int) (in * out)];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    (float)
                            (setup.weights == Setup.Weights.CONSTANT
                                    ? setup.weightFactor
                                    : setup.weightFactor * std * random.nextGaussian());
        }
        return values;
    }
}
