package io.gradlab.experiment;

import io.gradlab.nn.Clipping;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.StateDict;
import io.gradlab.population.Member;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything about a run but its seed, its epochs and the data.
 *
 * @param architecture the network
 * @param weights distribution of the initial weights
 * @param bias every initial bias
 * @param learningRate constant learning rate
 * @param clipping gradient clipping
 */
record Setup(
        MlpArchitecture architecture,
        InitialWeights weights,
        float bias,
        float learningRate,
        Clipping clipping) {

    /** The book's start of section 4.3: weights N(0, 1), biases 0, no clipping. */
    static Setup standard(MlpArchitecture architecture, double learningRate) {
        return new Setup(
                architecture, InitialWeights.normal(1), 0, (float) learningRate, Clipping.NONE);
    }

    /** The parameters before the first step: the draws that the Runner makes too. */
    StateDict initial(long seed) {
        return weights.draw(architecture, bias, seed);
    }

    /** A member of a population that starts as the Runner does. */
    Member member(long seed) {
        return Member.of(architecture, weights, bias, seed, learningRate).withClipping(clipping);
    }

    Setup withWeights(InitialWeights newWeights, double newBias) {
        return new Setup(architecture, newWeights, (float) newBias, learningRate, clipping);
    }

    Setup withLearningRate(double newRate) {
        return new Setup(architecture, weights, bias, (float) newRate, clipping);
    }

    Setup withClipping(Clipping newClipping) {
        return new Setup(architecture, weights, bias, learningRate, newClipping);
    }

    /** For result and parameter files. */
    Map<String, Object> configuration() {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("network", architecture.toString());
        configuration.put("weights", weights.toString());
        configuration.put("bias", (double) bias);
        configuration.put("learning_rate", Double.parseDouble(Float.toString(learningRate)));
        configuration.put("clipping", clipping.toString());
        return configuration;
    }

    /** For example {@code 2-5-1, lr 0.2}. */
    String widthsAndRate() {
        return architecture.widths() + ", lr " + rateText();
    }

    /** The learning rate without a needless .0. */
    String rateText() {
        String text = Float.toString(learningRate);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
