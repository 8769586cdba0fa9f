package io.gradlab.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.data.DataSplits;
import io.gradlab.data.Moons;
import io.gradlab.data.MoonsConfig;
import io.gradlab.engine.Torch;
import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.StateDict;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The first reading of 2-3-1 tanh beside the network written out in float64: forward pass, loss,
 * gradients and update by the chain rule, element by element.
 */
class ReadingOfANetworkTest {

    private static final DataSplits MOONS = Moons.generate(MoonsConfig.standard());
    private static final int UNITS = 3;
    private static final float RATE = 0.5f;

    /** Float32 over sums of 640 examples, relatively. */
    private static final double FLOAT32 = 2e-5;

    private static Observations observations = HealthListener.builder().build().observations();
    private static StateDict start = new StateDict(List.of());

    private static double[][] hidden = new double[0][0];
    private static double[][] z = new double[0][0];
    private static double[] outputs = new double[0];

    @BeforeAll
    static void trainOneStep() {
        Torch.load();
        HealthListener health = HealthListener.builder().build();
        MlpBlock network =
                new MlpBlock(new MlpArchitecture(2, List.of(UNITS), ActivationFunction.TANH))
                        .withInitialValues(InitialWeights.normal(1), 0.25f, 5);
        try (Runner runner = new Runner(network, Runner.sgd(RATE).addTrainingListeners(health))) {
            start = runner.parameters();
            runner.train(MOONS, RunnerConfig.epochs(1));
        }
        observations = health.observations();
        forward();
    }

    private static double at(String name, int index) {
        return start.get(name).values()[index];
    }

    private static int rows() {
        return MOONS.train().size();
    }

    private static double input(int row, int feature) {
        return MOONS.train().features()[2 * row + feature];
    }

    private static void forward() {
        z = new double[rows()][UNITS];
        hidden = new double[rows()][UNITS];
        outputs = new double[rows()];
        for (int row = 0; row < rows(); row++) {
            outputs[row] = at("fc2.bias", 0);
            for (int unit = 0; unit < UNITS; unit++) {
                z[row][unit] =
                        at("fc1.bias", unit)
                                + at("fc1.weight", 2 * unit) * input(row, 0)
                                + at("fc1.weight", 2 * unit + 1) * input(row, 1);
                hidden[row][unit] = Math.tanh(z[row][unit]);
                outputs[row] += at("fc2.weight", unit) * hidden[row][unit];
            }
        }
    }

    /** dLoss/dLogit of the mean cross-entropy: (p - y) / n. */
    private static double delta(int row) {
        double p = 1 / (1 + Math.exp(-outputs[row]));
        return (p - MOONS.train().labels()[row]) / rows();
    }

    private static double[] gradient(String name) {
        double[] gradient = new double[start.get(name).values().length];
        for (int row = 0; row < rows(); row++) {
            for (int unit = 0; unit < UNITS; unit++) {
                double below =
                        delta(row)
                                * at("fc2.weight", unit)
                                * (1 - hidden[row][unit] * hidden[row][unit]);
                switch (name) {
                    case "fc1.weight" -> {
                        gradient[2 * unit] += below * input(row, 0);
                        gradient[2 * unit + 1] += below * input(row, 1);
                    }
                    case "fc1.bias" -> gradient[unit] += below;
                    case "fc2.weight" -> gradient[unit] += delta(row) * hidden[row][unit];
                    default -> gradient[0] += delta(row) / UNITS;
                }
            }
        }
        return gradient;
    }

    private static double norm(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    private static double[] wide(String name) {
        float[] values = start.get(name).values();
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static void assertReading(Quantity quantity, String where, double expected) {
        double actual = observations.readings().get(0).value(quantity, where);
        assertThat(actual)
                .as(quantity + " of " + where)
                .isCloseTo(expected, within(FLOAT32 * Math.max(Math.abs(expected), 1e-3)));
    }

    @Test
    void gradients_areThoseOfTheChainRule() {
        for (String name : List.of("fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias")) {
            double[] gradient = gradient(name);
            double magnitudes = 0;
            for (double g : gradient) {
                magnitudes += Math.abs(g);
            }
            assertReading(Quantity.GRADIENT_NORM, name, norm(gradient));
            assertReading(Quantity.MEAN_ABSOLUTE_GRADIENT, name, magnitudes / gradient.length);
            assertReading(Quantity.PARAMETER_NORM, name, norm(wide(name)));
            assertReading(Quantity.UPDATE_RATIO, name, RATE * norm(gradient) / norm(wide(name)));
            assertReading(Quantity.ZERO_GRADIENT_SHARE, name, 0);
            assertReading(Quantity.NON_FINITE_COUNT, name, 0);
        }
        double ratio = norm(gradient("fc1.weight")) / norm(gradient("fc2.weight"));
        assertReading(Quantity.GRADIENT_NORM_RATIO, Reading.RUN, ratio);
        assertReading(Quantity.GRADIENT_NORM_RATIO, "fc1", ratio);
    }

    /** On the first 256 training examples, which are the probe. */
    @Test
    void activations_areThoseOfTheForwardPass() {
        int probe = 256;
        double mean = 0;
        double zMean = 0;
        int saturated = 0;
        for (int row = 0; row < probe; row++) {
            for (int unit = 0; unit < UNITS; unit++) {
                mean += hidden[row][unit] / (probe * UNITS);
                zMean += z[row][unit] / (probe * UNITS);
                double derivative = 1 - hidden[row][unit] * hidden[row][unit];
                saturated += derivative < 0.02 ? 1 : 0;
            }
        }
        assertReading(Quantity.ACTIVATION_MEAN, "fc1", mean);
        assertReading(Quantity.ACTIVATION_STD, "fc1", std(hidden, probe));
        assertReading(Quantity.Z_STD, "fc1", std(z, probe));
        assertReading(Quantity.Z_OFFSET, "fc1", Math.abs(zMean) / total(zMean, probe));
        assertReading(Quantity.SATURATION_FRACTION, "fc1", (double) saturated / (probe * UNITS));
        assertReading(Quantity.DEAD_UNIT_FRACTION, "fc1", 0);
        assertReading(Quantity.EFFECTIVE_WIDTH, "fc1", UNITS);
        assertThat(observations.layers())
                .extracting(Layer::name, Layer::function, Layer::units)
                .containsExactly(tuple("fc1", "tanh", UNITS), tuple("fc2", "linear", 1));
    }

    /** Root of the mean over units of the variance over rows, two passes. */
    private static double std(double[][] values, int rows) {
        double sum = 0;
        for (int unit = 0; unit < UNITS; unit++) {
            double mean = 0;
            for (int row = 0; row < rows; row++) {
                mean += values[row][unit] / rows;
            }
            for (int row = 0; row < rows; row++) {
                sum += Math.pow(values[row][unit] - mean, 2);
            }
        }
        return Math.sqrt(sum / (rows * UNITS));
    }

    private static double total(double mean, int rows) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            for (int unit = 0; unit < UNITS; unit++) {
                sum += Math.pow(z[row][unit] - mean, 2);
            }
        }
        return Math.sqrt(sum / (rows * UNITS));
    }

    @Test
    void loss_isTheMeanCrossEntropyBesideThatOfTheShares() {
        double loss = 0;
        double ones = 0;
        for (int row = 0; row < rows(); row++) {
            double label = MOONS.train().labels()[row];
            loss += (Math.log1p(Math.exp(outputs[row])) - label * outputs[row]) / rows();
            ones += label / rows();
        }
        LossPoint point = observations.losses().get(0);
        assertThat(point.loss()).isCloseTo(loss, within(FLOAT32));
        assertThat(point.constant())
                .isCloseTo(
                        -ones * Math.log(ones) - (1 - ones) * Math.log(1 - ones), within(FLOAT32));
    }
}
