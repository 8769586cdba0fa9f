package io.gradlab.calibration;

import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.UpdateRule;
import io.gradlab.study.MlpTraining;
import java.util.ArrayList;
import java.util.List;

/**
 * What AutoTrainer tries for each of its problems, in the order "balance" of its repository (<a
 * href="https://github.com/shiningrain/AUTOTRAINER">shiningrain/AUTOTRAINER</a>, {@code
 * utils/repair.py}).
 *
 * <table>
 * <caption>Solutions, those in brackets left out</caption>
 * <tr><td>vanishing</td><td>[SELU], ReLU with He's weights, [batch norm]</td></tr>
 * <tr><td>explosion</td><td>[SELU], ReLU with He's weights, clipping by value 10, tanh with He's
 * weights, [batch norm]</td></tr>
 * <tr><td>dying</td><td>[SELU], [batch norm], initial weights He's and Glorot's, leaky ReLU, ELU,
 * [thresholded ReLU]</td></tr>
 * <tr><td>unstable</td><td>Adam, learning rates 0.01, 0.001 and 0.0001 (0.001 and so on of Adam),
 * [a rate that falls], [batch sizes], momentum 0.5, [noise], initial weights</td></tr>
 * <tr><td>slow</td><td>Adam, [other optimizers], learning rates 0.01, 0.1 and 1 (0.001 and so on of
 * Adam), initial weights</td></tr>
 * </table>
 *
 * <p>SELU, thresholded ReLU, batch norm, noise, batches and falling rates are no settings of a
 * population. The tool draws clipping from 9 to 10, momentum from 0.01 to 0.9, and initial weights
 * from six rules of which there are two here; a mean or the usual value stands for a draw.
 */
final class AutoTrainerSolutions {

    private static final double ADAM_RATE = 0.001;
    private static final double SGD_RATE = 0.01;

    private final MlpTraining base;
    private final MlpConfiguration setup;

    AutoTrainerSolutions(MlpTraining base) {
        this.base = base;
        setup = base.configuration();
    }

    /** For a problem that the tool tells; nothing for another. */
    List<MlpTraining> of(Pathology problem) {
        List<MlpConfiguration> solutions = new ArrayList<>();
        switch (problem) {
            case VANISHING_GRADIENT -> solutions.add(relu());
            case EXPLODING_GRADIENT -> {
                solutions.add(relu());
                solutions.add(setup.withClipping(Clipping.byValue(10)));
                solutions.add(
                        function(ActivationFunction.TANH).withWeights(InitialWeights.he(), 0));
            }
            case DEAD_UNITS -> {
                solutions.addAll(initial());
                solutions.add(
                        function(ActivationFunction.leakyRelu(ActivationFunction.DEFAULT_SLOPE)));
                solutions.add(function(ActivationFunction.ELU));
            }
            case OSCILLATION -> {
                solutions.add(adam());
                solutions.addAll(rates(0.1));
                solutions.add(
                        setup.withLearningRate(SGD_RATE).withUpdateRule(UpdateRule.momentum(0.5)));
                solutions.addAll(initial());
            }
            case LEARNING_RATE_TOO_SMALL -> {
                solutions.add(adam());
                solutions.addAll(rates(10));
                solutions.addAll(initial());
            }
            default -> {}
        }
        return solutions.stream()
                .map(one -> new MlpTraining(one, base.epochs(), base.standardised(), null))
                .toList();
    }

    private MlpConfiguration relu() {
        return function(ActivationFunction.RELU).withWeights(InitialWeights.he(), 0);
    }

    private MlpConfiguration function(ActivationFunction function) {
        MlpArchitecture old = setup.architecture();
        return setup.withArchitecture(new MlpArchitecture(old.inputs(), old.hidden(), function));
    }

    private List<MlpConfiguration> initial() {
        return List.of(
                setup.withWeights(InitialWeights.he(), setup.bias()),
                setup.withWeights(InitialWeights.xavier(), setup.bias()));
    }

    private MlpConfiguration adam() {
        return setup.withLearningRate(ADAM_RATE).withUpdateRule(UpdateRule.adam());
    }

    /** Three, each so many times the last. */
    private List<MlpConfiguration> rates(double factor) {
        double first = setup.updateRule().kind() == UpdateRule.Kind.ADAM ? ADAM_RATE : SGD_RATE;
        return List.of(
                setup.withLearningRate(first),
                setup.withLearningRate(first * factor),
                setup.withLearningRate(first * factor * factor));
    }
}
