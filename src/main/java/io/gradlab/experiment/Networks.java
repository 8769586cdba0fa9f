package io.gradlab.experiment;

import io.gradlab.data.Examples;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.result.Statistics;
import io.gradlab.result.Statistics.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** By widths and learning rate, in their order. */
    static Map<String, Setup> named(List<Setup> setups) {
        Map<String, Setup> named = new LinkedHashMap<>();
        setups.forEach(setup -> named.put(setup.widthsAndRate(), setup));
        return named;
    }

    /** The book's five-layer network of section 4.4.2: four hidden layers of three units. */
    static MlpArchitecture fiveLayer(Laboratory lab, ActivationFunction activation) {
        return new MlpArchitecture(lab.data().width(), List.of(3, 3, 3, 3), activation);
    }

    /**
     * The sampling error of one test score: Wilson's interval for its number of right answers.
     *
     * @param accuracy share of right answers, a multiple of 1 / size
     */
    static Interval scoreInterval(Examples examples, double accuracy) {
        int size = examples.size();
        return Statistics.share((int) Math.round(accuracy * size), size);
    }

    /** Scores that are better than the constant answer beyond sampling error. */
    static int beyondMajority(Examples examples, double... accuracies) {
        double majority = examples.majority();
        int better = 0;
        for (double accuracy : accuracies) {
            better += scoreInterval(examples, accuracy).isAbove(majority) ? 1 : 0;
        }
        return better;
    }
}
