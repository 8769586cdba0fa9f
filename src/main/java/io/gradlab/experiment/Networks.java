package io.gradlab.experiment;

import io.gradlab.data.Examples;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpArchitecture;
import java.util.List;

/** The networks and starts that several experiments share. */
final class Networks {

    /** Learning rate of section 4.3. */
    static final double BOOK_RATE = 0.2;

    /** Epochs of section 4.3. */
    static final int BOOK_EPOCHS = 1000;

    private Networks() {}

    /** Hidden layers of sigmoid units on the laboratory's data, the book's start and rate. */
    static Setup sigmoid(Laboratory lab, double learningRate, Integer... hidden) {
        return Setup.standard(
                new MlpArchitecture(
                        lab.data().width(), List.of(hidden), ActivationFunction.SIGMOID),
                learningRate);
    }

    /** The book's five-layer network of section 4.4.2: four hidden layers of three units. */
    static MlpArchitecture fiveLayer(Laboratory lab, ActivationFunction activation) {
        return new MlpArchitecture(lab.data().width(), List.of(3, 3, 3, 3), activation);
    }

    /** Share of the more frequent label: the score of a network that always answers the same. */
    static double majority(Examples examples) {
        double ones = 0;
        for (float label : examples.labels()) {
            ones += label;
        }
        double share = ones / examples.size();
        return Math.max(share, 1 - share);
    }
}
