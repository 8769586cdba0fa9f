package io.gradlab.experiment;

import io.gradlab.manual.Backpropagation;
import io.gradlab.manual.FiniteDifferences;
import io.gradlab.manual.ParameterVector;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.Norms;
import io.gradlab.train.GradientRecorder;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gradients at step 1 of one start, three ways.
 *
 * @param setup network and start
 * @param seed seed of the start
 * @param rows one for each parameter, fc1.weight first
 */
record GradientComparison(MlpConfiguration setup, long seed, List<Row> rows) {

    /**
     * One parameter.
     *
     * @param parameter PyTorch's name
     * @param norm L2 norm of the hand-derived gradient
     * @param largest its largest element, absolute
     * @param automaticDifference largest difference of an element, automatic against by hand
     * @param centralDifference largest difference of an element, central differences against by
     *     hand
     */
    record Row(
            String parameter,
            double norm,
            double largest,
            double automaticDifference,
            double centralDifference) {}

    static GradientComparison of(Laboratory lab, MlpConfiguration setup, long seed) {
        MlpArchitecture architecture = setup.architecture();
        ParameterVector start = ParameterVector.of(architecture, setup.initial(seed));
        GradientRecorder recorder = new GradientRecorder();
        try (Runner runner = lab.trainings().runner(setup, seed, recorder)) {
            runner.train(lab.data(), RunnerConfig.epochs(1));
        }
        ParameterVector manual = new ParameterVector(architecture);
        new Backpropagation(architecture, lab.data().train()).gradient(start, manual);
        ParameterVector central =
                new FiniteDifferences(architecture, lab.data().train()).gradient(start);
        List<Row> rows = new ArrayList<>();
        ParameterVector automatic =
                ParameterVector.of(architecture, recorder.first().orElseThrow());
        for (String name : recorder.first().orElseThrow().names()) {
            rows.add(row(name, manual.get(name), automatic.get(name), central.get(name)));
        }
        return new GradientComparison(setup, seed, rows);
    }

    private static Row row(String name, double[] manual, double[] automatic, double[] central) {
        return new Row(
                name,
                Norms.l2(manual),
                Arrays.stream(manual).map(Math::abs).max().orElseThrow(),
                largestDifference(automatic, manual),
                largestDifference(central, manual));
    }

    /** NaN if any difference is NaN. */
    static double largestDifference(double[] first, double[] second) {
        double largest = 0;
        for (int i = 0; i < first.length; i++) {
            largest = Math.max(largest, Math.abs(first[i] - second[i]));
        }
        return largest;
    }

    /** Largest automatic difference, each relative to its tensor's largest element. */
    double worstAutomatic() {
        return rows.stream()
                .mapToDouble(
                        row ->
                                row.automaticDifference == 0
                                        ? 0
                                        : row.automaticDifference / row.largest)
                .max()
                .orElseThrow();
    }

    /** Largest absolute difference of central differences. */
    double worstCentral() {
        return rows.stream().mapToDouble(Row::centralDifference).max().orElseThrow();
    }
}
