package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpConfiguration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The networks of {@link VanishingGradient} by their names.
 *
 * @param book sigmoid and ReLU
 * @param functions other activation functions from the same start
 * @param initialisations cures by another start
 * @param wider a cure by more units
 */
record VanishingGradientSetups(
        Map<Text, MlpConfiguration> book,
        Map<Text, MlpConfiguration> functions,
        Map<Text, MlpConfiguration> initialisations,
        Map<Text, MlpConfiguration> wider) {

    static final double STD = 0.01;
    static final double BIAS = 1;
    static final double RATE = 0.01;

    /** Units of the wider layers. */
    private static final int WIDE = 20;

    static VanishingGradientSetups of(Laboratory lab) {
        return new VanishingGradientSetups(
                named(lab, ActivationFunction.SIGMOID, ActivationFunction.RELU),
                named(
                        lab,
                        ActivationFunction.TANH,
                        ActivationFunction.leakyRelu(ActivationFunction.DEFAULT_SLOPE),
                        ActivationFunction.ELU),
                initialisations(lab),
                Map.of(Text.of("%s, %d units a layer", "relu", WIDE), wider(lab)));
    }

    /** Of this experiment and of the dead ReLU. */
    static MlpConfiguration start(MlpArchitecture architecture, double bias) {
        return MlpConfiguration.standard(architecture, RATE)
                .withWeights(InitialWeights.normal(STD), bias);
    }

    private static MlpConfiguration start(Laboratory lab, ActivationFunction activation) {
        return start(Networks.fiveLayer(lab, activation), BIAS);
    }

    private static Map<Text, MlpConfiguration> named(
            Laboratory lab, ActivationFunction... functions) {
        return Networks.named(
                List.of(functions).stream().map(function -> start(lab, function)).toList(),
                setup -> Text.verbatim(setup.architecture().activation().id()));
    }

    private static Map<Text, MlpConfiguration> initialisations(Laboratory lab) {
        InitialWeights xavier = InitialWeights.xavier();
        MlpConfiguration sigmoid = start(lab, ActivationFunction.SIGMOID).withWeights(xavier, 0);
        MlpConfiguration tanh = start(lab, ActivationFunction.TANH).withWeights(xavier, 0);
        MlpConfiguration relu = start(lab, ActivationFunction.RELU);
        Map<Text, MlpConfiguration> setups = new LinkedHashMap<>();
        setups.put(Text.of("%s, Xavier", "sigmoid"), sigmoid);
        setups.put(Text.of("%s, Xavier", "tanh"), tanh);
        setups.put(Text.of("%s, He", "relu"), relu.withWeights(InitialWeights.he(), 0));
        return setups;
    }

    private static MlpConfiguration wider(Laboratory lab) {
        List<Integer> hidden = List.of(WIDE, WIDE, WIDE, WIDE);
        return start(
                new MlpArchitecture(lab.data().width(), hidden, ActivationFunction.RELU), BIAS);
    }

    MlpConfiguration sigmoid() {
        return book.values().iterator().next();
    }

    /** From the book's start, the book's two first. */
    Map<Text, MlpConfiguration> plain() {
        return both(book, functions);
    }

    Map<Text, MlpConfiguration> cures() {
        return both(initialisations, wider);
    }

    Map<Text, MlpConfiguration> all() {
        return both(plain(), cures());
    }

    /** What is trained from many starts; the wide one alone would take longer than all of them. */
    Map<Text, MlpConfiguration> many() {
        return both(book, initialisations);
    }

    /** What is trained from the first start. */
    Map<Text, MlpConfiguration> single() {
        return both(functions, wider);
    }

    private static Map<Text, MlpConfiguration> both(
            Map<Text, MlpConfiguration> first, Map<Text, MlpConfiguration> second) {
        Map<Text, MlpConfiguration> both = new LinkedHashMap<>(first);
        both.putAll(second);
        return both;
    }
}
