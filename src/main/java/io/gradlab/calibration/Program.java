package io.gradlab.calibration;

import java.util.Collections;

/**
 * A training program before a fault is put in.
 *
 * @param number from 0; also the seed of data and weights
 * @param data which data set
 * @param depth hidden layers, 1 to 8
 * @param width units of each, 1 to 64
 * @param activation name of the activation function: sigmoid, tanh, relu, leaky_relu, elu
 * @param dropout rate behind each hidden layer; 0 for none
 * @param batchNorm whether each hidden layer is normalised before its function
 * @param optimizer which optimizer
 * @param learningRate its constant learning rate
 * @param batchSize examples of a step; {@link DataKind#TRAIN} for all
 * @param steps of the training
 */
record Program(
        int number,
        DataKind data,
        int depth,
        int width,
        String activation,
        double dropout,
        boolean batchNorm,
        OptimizerKind optimizer,
        double learningRate,
        int batchSize,
        int steps) {

    /** Data set x architecture x optimizer: programs that share it are one for the split. */
    String key() {
        return "%s/%dx%d/%s%s%s/%s"
                .formatted(
                        data,
                        depth,
                        width,
                        activation,
                        dropout > 0 ? "+dropout" : "",
                        batchNorm ? "+batchnorm" : "",
                        optimizer);
    }

    /**
     * Whether thresholds may be tuned on it: about half, by a hash of data set, depth, function and
     * optimizer, so that neither half has seen a combination of the other.
     */
    boolean tuning() {
        String split = "%s/%d/%s/%s".formatted(data, depth, activation, optimizer);
        return Integer.bitCount(split.hashCode()) % 2 == 0;
    }

    /** What is trained. */
    Setup setup() {
        Setup setup = new Setup(data);
        setup.dataSeed = ~(long) number;
        setup.weightSeed = number;
        setup.widths = Collections.nCopies(depth, width);
        setup.activation = activation;
        setup.dropout = dropout;
        setup.batchNorm = batchNorm;
        setup.optimizer = optimizer;
        setup.learningRate = learningRate;
        setup.batchSize = batchSize;
        setup.steps = steps;
        setup.weights = Setup.Weights.BY_RULE;
        // A sigmoid's slope is a quarter of tanh's: deep networks of them take larger weights.
        setup.weightFactor = activation.equals("sigmoid") && depth > 1 && !batchNorm ? 4 : 1;
        return setup;
    }
}
