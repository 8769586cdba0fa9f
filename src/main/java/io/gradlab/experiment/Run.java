package io.gradlab.experiment;

import io.gradlab.data.Examples;
import io.gradlab.health.HealthReport;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.train.Evaluation;
import io.gradlab.train.GradientNorms;
import io.gradlab.train.RunnerResult;
import java.util.List;

/**
 * One training with its score.
 *
 * @param result history, best and last parameters
 * @param test score of the best parameters on the test set
 * @param gradientNorms norms at step 1 and then every tenth of the epochs
 * @param health what the health listener says
 */
record Run(
        MlpConfiguration setup,
        long seed,
        RunnerResult result,
        Evaluation test,
        List<GradientNorms.Row> gradientNorms,
        HealthReport health) {

    /** Gradient norm of a parameter at step 1, before the first update. */
    double firstNorm(String parameter) {
        return gradientNorms.stream()
                .filter(row -> row.step() == 1 && row.parameter().equals(parameter))
                .mapToDouble(GradientNorms.Row::l2)
                .findFirst()
                .orElseThrow();
    }

    /** After its last update. */
    Snapshot end() {
        return new Snapshot(setup, result.last());
    }

    /** Share of right answers after its last update. */
    double endAccuracy(Examples examples) {
        return Answers.accuracy(result.last(), setup, examples);
    }

    double firstLoss() {
        return result.history().trainLoss()[0];
    }

    double lastLoss() {
        return result.history().trainLoss()[result.history().epochs() - 1];
    }
}
