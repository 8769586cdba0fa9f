package io.gradlab.experiment;

import io.gradlab.ReferenceTrace;
import io.gradlab.console.Console;
import io.gradlab.console.Screen;
import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.health.HealthListener;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.population.MemberState;
import io.gradlab.train.Evaluation;
import io.gradlab.train.GradientNorms;
import io.gradlab.train.History;
import io.gradlab.train.RunnerResult;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs with given numbers, and laboratories that print nothing. */
final class SyntheticRuns {

    static final MlpConfiguration FIVE_LAYERS =
            MlpConfiguration.standard(
                    new MlpArchitecture(2, List.of(3, 3, 3, 3), ActivationFunction.SIGMOID), 0.2);

    static final MlpConfiguration TWO_LAYERS =
            MlpConfiguration.standard(
                    new MlpArchitecture(2, List.of(5), ActivationFunction.SIGMOID), 5);

    private SyntheticRuns() {}

    /** On the reference data set; seeds 0, 1, ... */
    static Laboratory laboratory(Path out, @Nullable Integer seeds, @Nullable Integer epochs) {
        return new Laboratory(
                out, 0, seeds, ReferenceTrace.moons(), epochs, "cpu", quiet(), () -> false);
    }

    static Console quiet() {
        return new Console(
                new PrintStream(OutputStream.nullOutputStream(), true),
                true,
                Screen.NONE,
                Language.EN);
    }

    /** A run with the given first and last train loss and test accuracy. */
    static Run scored(double firstLoss, double lastLoss, double testAccuracy) {
        double[] losses = {firstLoss, lastLoss};
        return run(TWO_LAYERS, losses, testAccuracy, List.of());
    }

    /** A five-layer start with the given gradient norms of fc1.weight and fc5.weight. */
    static MemberState withNorms(double first, double last) {
        double[] norms = {first, 1, 1, 1, last};
        return new MemberState(0.7, norms, new double[] {1, 1, 1, 1, 1}, new double[4]);
    }

    private static Run run(
            MlpConfiguration setup,
            double[] losses,
            double testAccuracy,
            List<GradientNorms.Row> norms) {
        History history = new History(losses, losses, losses, losses);
        RunnerResult result =
                new RunnerResult(
                        history, 0, 0.5, setup.initial(0), setup.initial(0), null, false, 0.1);
        return new Run(
                setup,
                0,
                result,
                new Evaluation(testAccuracy, 0.1),
                norms,
                HealthListener.builder().build().report());
    }

    /** Five starts of which so many have the norm 1 in fc1, the others 1e-9; fc5 has 1. */
    static FirstGradients gradients(int alive) {
        return gradients(alive, 5);
    }

    /** The same of another number of starts. */
    static FirstGradients gradients(int alive, int number) {
        List<MemberState> starts = new ArrayList<>();
        for (int seed = 0; seed < number; seed++) {
            starts.add(withNorms(seed < alive ? 1 : 1e-9, 1));
        }
        return new FirstGradients(Text.of("synthetic"), starts);
    }

    /** A network of two inputs at learning rate 5, whose validation and test scores are equal. */
    static Outcome outcome(List<Integer> hidden, double... scores) {
        return outcome(hidden, scores, scores);
    }

    static Outcome outcome(List<Integer> hidden, double[] validation, double[] test) {
        MlpArchitecture architecture = new MlpArchitecture(2, hidden, ActivationFunction.SIGMOID);
        return new Outcome(MlpConfiguration.standard(architecture, 5), validation, test);
    }

    /** So many times one score, then so many times another. */
    static double[] scores(int number, double score, int others, double other) {
        double[] scores = new double[number + others];
        Arrays.fill(scores, 0, number, score);
        Arrays.fill(scores, number, scores.length, other);
        return scores;
    }

    /** Scores of five seeds of which so many are good. */
    static double[] scores(int good) {
        double[] scores = {0.86, 0.86, 0.86, 0.86, 0.86};
        Arrays.fill(scores, 0, good, 0.99);
        return scores;
    }
}
