package io.gradlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.data.Examples;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.StateDict;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Gradients that are 0, or sum to 0, end no run; {@code Trainer.step()} refuses each of these. */
class ZeroGradientTest {

    private static RunnerResult train(MlpBlock network, GradientNorms norms, Examples examples) {
        var config = Runner.sgd(0.5f).addTrainingListeners(norms);
        try (Runner runner = new Runner(network, config)) {
            return runner.train(Tiny.data(examples, examples), RunnerConfig.epochs(20));
        }
    }

    /** Two examples at the same place with opposite labels: p - y = 0.5 and -0.5. */
    @Test
    void cancellingGradients_areExactlyZero_trainsOn() {
        Examples examples = new Examples(2, new float[] {1, 2, 1, 2}, Tiny.labels(0, 1));
        GradientNorms norms = new GradientNorms(1);

        RunnerResult result = train(Tiny.zeros(), norms, examples);

        assertThat(result.history().epochs()).isEqualTo(20);
        assertThat(result.divergence()).isNull();
        assertThat(norms.rows()).hasSize(80).allMatch(row -> row.l2() == 0);
        assertThat(result.last().tensors())
                .allSatisfy(tensor -> assertThat(tensor.values()).containsOnly(0f));
        assertThat(result.history().trainLoss()).containsOnly((double) (float) Math.log(2));
    }

    /** Logits of +-1000: softplus' is exactly 1 or 0, and so is p - y. */
    @Test
    void perfectFit_staysWhereItIs() {
        Examples examples = new Examples(2, new float[] {1, 1, -1, -1}, Tiny.labels(1, 0));
        MlpBlock network =
                Tiny.network(ActivationFunction.TANH, 1)
                        .withInitialValues(InitialWeights.constant(1000), 0, 0);
        GradientNorms norms = new GradientNorms(1);

        RunnerResult result = train(network, norms, examples);

        assertThat(result.history().trainLoss()).hasSize(20).containsOnly(0.0);
        assertThat(norms.rows()).allMatch(row -> row.l2() == 0);
        assertThat(result.bestValidationAccuracy()).isEqualTo(1);
    }

    /** Every ReLU dead: only the output's bias has a gradient, and it alone moves. */
    @Test
    void deadRelu_onlyTheOutputBiasMoves() {
        MlpBlock network =
                MlpBlock.fiveLayer(2, ActivationFunction.RELU)
                        .withInitialValues(InitialWeights.normal(0.01), -8, 0);
        GradientNorms norms = new GradientNorms(1);
        StateDict last;
        StateDict initial;
        try (Runner runner = new Runner(network, Runner.sgd(0.5f).addTrainingListeners(norms))) {
            initial = runner.parameters();
            Examples three = new Examples(2, new float[6], Tiny.labels(1, 1, 0));
            last = runner.train(Tiny.data(three, three), RunnerConfig.epochs(20)).last();
        }

        for (String name : initial.names()) {
            boolean output = name.equals("fc5.bias");
            assertThat(last.get(name).equals(initial.get(name))).as(name).isEqualTo(!output);
        }
        assertThat(norms.rows())
                .allMatch(row -> row.parameter().equals("fc5.bias") == row.l2() > 0);
        // dL/db = sigmoid(b) - 2/3 on three examples with two labels of 1.
        double gradient = 1 / (1 + Math.exp(8)) - 2.0 / 3;
        assertThat(norms.rows().get(9).l2()).isCloseTo(Math.abs(gradient), within(1e-6));
    }

    @Test
    void zeroThenNot_labelsThatTipTheBalance_trains() {
        // Five of nine labels are 1: at the start only the output's bias has a gradient.
        float[] labels = {1, 0, 1, 0, 1, 0, 1, 0, 1};
        float[] features = Arrays.copyOf(Tiny.data().train().features(), 18);
        RunnerResult result =
                train(Tiny.zeros(), new GradientNorms(1), new Examples(2, features, labels));

        assertThat(result.last().get("fc2.bias").values()[0]).isPositive();
        assertThat(result.history().trainLoss()[19]).isLessThan(result.history().trainLoss()[0]);
    }
}
