package io.gradlab.experiment;

import io.gradlab.data.Examples;
import io.gradlab.manual.Backpropagation;
import io.gradlab.manual.FiniteDifferences;
import io.gradlab.manual.ParameterVector;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.Norms;
import io.gradlab.nn.StateDict;
import io.gradlab.train.GradientRecorder;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gradient of one parameter at step 1, three ways.
 *
 * @param network its widths
 * @param seed of the start
 * @param parameter PyTorch's name
 * @param norm L2 norm of the hand-derived gradient
 * @param largest its largest element, absolute
 * @param automaticDifference largest difference of an element, automatic against by hand
 * @param centralDifference largest difference of an element, central differences against by hand
 */
record GradientComparison(
        String network,
        long seed,
        String parameter,
        double norm,
        double largest,
        double automaticDifference,
        double centralDifference) {

    /** Of every parameter, fc1.weight first. */
    static List<GradientComparison> of(Laboratory lab, MlpConfiguration setup, long seed) {
        MlpArchitecture architecture = setup.architecture();
        Examples train = lab.data().train();
        ParameterVector start = ParameterVector.of(architecture, setup.initial(seed));
        GradientRecorder recorder = new GradientRecorder();
        try (Runner runner = lab.trainings().runner(setup, seed, recorder)) {
            runner.train(lab.data(), RunnerConfig.epochs(1));
        }
        StateDict first = recorder.first().orElseThrow();
        ParameterVector automatic = ParameterVector.of(architecture, first);
        ParameterVector manual = new ParameterVector(architecture);
        new Backpropagation(architecture, train).gradient(start, manual);
        ParameterVector central = new FiniteDifferences(architecture, train).gradient(start);
        List<GradientComparison> all = new ArrayList<>();
        for (String name : first.names()) {
            double[] byHand = manual.get(name);
            all.add(
                    new GradientComparison(
                            architecture.widths(),
                            seed,
                            name,
                            Norms.l2(byHand),
                            Arrays.stream(byHand).map(Math::abs).max().orElseThrow(),
                            largestDifference(automatic.get(name), byHand),
                            largestDifference(central.get(name), byHand)));
        }
        return all;
    }

    /** NaN if any difference is NaN. */
    static double largestDifference(double[] first, double[] second) {
        double largest = 0;
        for (int i = 0; i < first.length; i++) {
            largest = Math.max(largest, Math.abs(first[i] - second[i]));
        }
        return largest;
    }

    /** The automatic difference relative to the largest element. */
    double relativeDifference() {
        return automaticDifference == 0 ? 0 : automaticDifference / largest;
    }
}
