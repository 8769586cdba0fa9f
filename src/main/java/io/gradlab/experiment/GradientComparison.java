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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gradient of one parameter at step 1, three ways.
 *
 * @param network its widths
 * @param seed of the start
 * @param parameter PyTorch's name
 * @param norm L2 norm of the hand-derived gradient
 * @param largest its largest element, absolute
 * @param automaticDifference largest difference of an element, automatic against by hand
 * @param centralDifference largest difference of an element, central differences against by hand,
 *     both of the first {@value #SLOPED} examples
 */
record GradientComparison(
        String network,
        long seed,
        String parameter,
        double norm,
        double largest,
        double automaticDifference,
        double centralDifference) {

    /**
     * Examples of the central differences, which take two forward passes for each parameter: with
     * all 640 of the book's those of 300 starts took 8 s, whatever they show.
     */
    static final int SLOPED = 64;

    /** Of every parameter, fc1.weight first, from one start after the other. */
    static List<GradientComparison> of(Laboratory lab, MlpConfiguration setup, long[] seeds) {
        Map<Long, StateDict> automatic = new LinkedHashMap<>(); // DJL has one gradient collector
        for (long seed : seeds) {
            automatic.put(seed, automatic(lab, setup, seed));
        }
        Examples train = lab.data().train();
        return automatic.entrySet().parallelStream()
                .map(one -> of(train, setup, one.getKey(), one.getValue()))
                .flatMap(List::stream)
                .toList();
    }

    private static StateDict automatic(Laboratory lab, MlpConfiguration setup, long seed) {
        GradientRecorder recorder = new GradientRecorder();
        try (Runner runner = lab.trainings().runner(setup, seed, recorder)) {
            runner.train(lab.data(), RunnerConfig.epochs(1));
        }
        return recorder.first().orElseThrow();
    }

    private static ParameterVector byHand(ParameterVector start, Examples examples) {
        ParameterVector gradient = new ParameterVector(start.architecture());
        new Backpropagation(start.architecture(), examples).gradient(start, gradient);
        return gradient;
    }

    private static List<GradientComparison> of(
            Examples train, MlpConfiguration setup, long seed, StateDict gradient) {
        MlpArchitecture architecture = setup.architecture();
        ParameterVector start = ParameterVector.of(architecture, setup.initial(seed));
        ParameterVector automatic = ParameterVector.of(architecture, gradient);
        ParameterVector byHand = byHand(start, train);
        Examples few = first(train);
        ParameterVector central = new FiniteDifferences(architecture, few).gradient(start);
        ParameterVector byHandOfFew = byHand(start, few);
        List<GradientComparison> all = new ArrayList<>();
        for (String name : gradient.names()) {
            double[] values = byHand.get(name);
            all.add(
                    new GradientComparison(
                            architecture.widths(),
                            seed,
                            name,
                            Norms.l2(values),
                            Arrays.stream(values).map(Math::abs).max().orElseThrow(),
                            largestDifference(automatic.get(name), values),
                            largestDifference(central.get(name), byHandOfFew.get(name))));
        }
        return all;
    }

    private static Examples first(Examples all) {
        int size = Math.min(SLOPED, all.size());
        return new Examples(
                all.width(),
                Arrays.copyOf(all.features(), size * all.width()),
                Arrays.copyOf(all.labels(), size));
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
