package io.gradlab.calibration;

import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import java.util.Collections;

/**
 * Everything that decides a training before a fault is put in.
 *
 * @param seed seed of data and initial weights; even ones are for tuning, odd ones for the report
 * @param data which data set
 * @param depth hidden layers, 1 to 8
 * @param width units of each, 2 to 64
 * @param activation name of the activation function, as {@link ActivationFunction#id()}
 * @param optimizer which optimizer
 * @param learningRate its constant learning rate
 */
record Start(
        long seed,
        SyntheticData data,
        int depth,
        int width,
        String activation,
        OptimizerKind optimizer,
        double learningRate) {

    /** Whether it belongs to the half of the seeds that thresholds may be tuned on. */
    boolean tuning() {
        return seed % 2 == 0;
    }

    MlpArchitecture architecture(String replaced) {
        return new MlpArchitecture(
                data.width(),
                Collections.nCopies(depth, width),
                ActivationFunction.of(replaced, ActivationFunction.DEFAULT_SLOPE));
    }

    /**
     * The initial weights that suit its activation function: He's for rectifiers, Glorot's else,
     * which a deep sigmoid network takes times {@link #weightGain()}.
     *
     * @return the distribution
     */
    InitialWeights weights() {
        return activation.endsWith("lu") ? InitialWeights.he() : InitialWeights.xavier();
    }

    /**
     * A sigmoid's slope at 0 is 1/4 of that of tanh. With two layers or more the weights make up
     * for it; one layer learns without.
     *
     * @return 4 or 1
     */
    double weightGain() {
        return activation.equals("sigmoid") && depth > 1 ? 4 : 1;
    }

    /** Another stream than that of the weights. */
    long dataSeed() {
        return ~seed;
    }
}
