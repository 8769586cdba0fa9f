package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.data.Examples;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.result.Claim;
import io.gradlab.result.ClaimRule;
import io.gradlab.result.NumberText;
import io.gradlab.result.Statistics;
import io.gradlab.result.Statistics.Interval;
import io.gradlab.result.Verdict;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The networks and starts that several experiments share. */
final class Networks {

    /** Learning rate of section 4.3. */
    static final double BOOK_RATE = 0.2;

    /** Epochs of section 4.3. */
    static final int BOOK_EPOCHS = 1000;

    private Networks() {}

    /** Hidden layers of sigmoid units on the laboratory's data, the book's start and rate. */
    static MlpConfiguration sigmoid(Laboratory lab, double learningRate, Integer... hidden) {
        return MlpConfiguration.standard(
                new MlpArchitecture(
                        lab.data().width(), List.of(hidden), ActivationFunction.SIGMOID),
                learningRate);
    }

    /** For example {@code 2-5-1, lr 0.2}. */
    static Text widthsAndRate(MlpConfiguration setup) {
        return Text.of("%s, lr %s", setup.architecture().widths(), rateText(setup));
    }

    /** The learning rate as it is written, 0.2 where a float is 0.20000000298. */
    static double rate(MlpConfiguration setup) {
        return Double.parseDouble(Float.toString(setup.learningRate()));
    }

    static String rateText(MlpConfiguration setup) {
        return NumberText.shortest(setup.learningRate());
    }

    /** For result and parameter files. */
    static Map<String, Object> described(MlpConfiguration setup) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("network", setup.architecture().toString());
        described.put("weights", setup.weights().toString());
        described.put("bias", (double) setup.bias());
        described.put("learning_rate", rate(setup));
        described.put("clipping", setup.clipping().toString());
        return described;
    }

    /** By widths and learning rate, in their order. */
    static Map<Text, MlpConfiguration> named(List<MlpConfiguration> setups) {
        return named(setups, Networks::widthsAndRate);
    }

    /** By names, in their order. */
    static <N> Map<N, MlpConfiguration> named(
            List<MlpConfiguration> setups, Function<MlpConfiguration, N> name) {
        Map<N, MlpConfiguration> named = new LinkedHashMap<>();
        setups.forEach(setup -> named.put(name.apply(setup), setup));
        return named;
    }

    /** The book's five-layer network of section 4.4.2: four hidden layers of three units. */
    static MlpArchitecture fiveLayer(Laboratory lab, ActivationFunction activation) {
        return new MlpArchitecture(lab.data().width(), List.of(3, 3, 3, 3), activation);
    }

    /** Title of the scores of the first seed. */
    static Text afterTraining(Laboratory lab) {
        return Text.of(
                "After training, seed %d; the constant answer scores %.4f",
                lab.seed(), lab.data().test().majority());
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
        return (int)
                Arrays.stream(accuracies)
                        .filter(one -> scoreInterval(examples, one).isAbove(majority))
                        .count();
    }

    /**
     * Counts the starts that end better than the constant answer beyond sampling error.
     *
     * @param claim that they do, in every start or in most
     * @param accuracies test accuracy of each start
     */
    static Verdict learns(Laboratory lab, Claim claim, double[] accuracies) {
        Examples test = lab.data().test();
        return claim.counted(
                beyondMajority(test, accuracies),
                accuracies.length,
                Text.of(
                        "that is, better than the constant answer's %.4f beyond sampling error; median test accuracy %.4f",
                        test.majority(), Statistics.median(accuracies)));
    }

    /** The same of a start or a remedy, by its name. */
    static Verdict learns(Laboratory lab, int epochs, Text name, double[] accuracies) {
        Text sentence =
                Text.of(
                        "In most starts with %s the network learns within %d epochs: it answers better than a constant, beyond sampling error.",
                        name, epochs);
        return learns(lab, Claim.often(ClaimRule.IN_MOST_STARTS, sentence), accuracies);
    }
}
