package io.gradlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.data.Examples;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.StateDict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {

    /** At -1, 1 and 0. */
    private static final Examples LINE =
            new Examples(1, new float[] {-1, 1, 0}, new float[] {0, 0, 1});

    /** The logit is sign (2 sigmoid(x) - 1): the answer changes at x = 0. */
    private static StateDict threshold(float sign) {
        return StateDict.of(
                new MlpArchitecture(1, List.of(1), ActivationFunction.SIGMOID),
                List.of(
                        new float[] {1},
                        new float[] {0},
                        new float[] {2 * sign},
                        new float[] {-sign}));
    }

    @Test
    void rightShares_thresholds_byExampleWithOneHalfAsOne() {
        StateDict up = threshold(1);
        StateDict down = threshold(-1);
        assertThat(Answers.rightShares(List.of(up), ActivationFunction.SIGMOID, LINE))
                .containsExactly(1, 0, 1);
        assertThat(Answers.rightShares(List.of(up, down), ActivationFunction.SIGMOID, LINE))
                .containsExactly(0.5, 0.5, 1);
    }

    @Test
    void accuracy_trainedNetwork_isThatOfTheEngine() {
        Laboratory lab = SyntheticRuns.laboratory(Path.of("unused"), 1, null);
        Run run = lab.trainings().run(Networks.sigmoid(lab, 5, 5), 0, 100);
        double[] byEpoch = run.result().history().validationAccuracy();
        // One example of 160, whose logit may be 0 but for rounding.
        assertThat(run.endAccuracy(lab.data().validation()))
                .isCloseTo(byEpoch[byEpoch.length - 1], within(1.0 / 160));
    }
}
