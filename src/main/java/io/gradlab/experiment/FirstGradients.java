package io.gradlab.experiment;

import static java.util.stream.Collectors.joining;

import io.gradlab.figure.GradientNormFigure;
import io.gradlab.population.MemberResult;
import io.gradlab.population.MemberState;
import io.gradlab.result.NumberText;
import io.gradlab.result.Statistics;
import io.gradlab.result.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Gradient norms at step 1 of one setup over seeds: what sections 4.4.2 and 4.4.3 are about.
 *
 * @param name of the setup
 * @param starts members of one network, one for each seed
 */
record FirstGradients(String name, List<MemberState> starts) {

    static FirstGradients of(String name, List<MemberResult> members) {
        return new FirstGradients(name, members.stream().map(MemberResult::start).toList());
    }

    /**
     * The gradient has vanished where the norm in fc1 is below this share of the norm in the last
     * layer: what the last layer does in one epoch then takes the first all 1000 epochs of a run.
     */
    static final double VANISHED = 1e-3;

    /** Relative: less than the width of a line on an axis of many decades. */
    private static final double SAME_LINE = 1e-3;

    /** Median norms of the weights, fc1 to fcN. */
    double[] weightNorms() {
        return medians(MemberState::weightGradientNorms);
    }

    /** Median norms of the biases, fc1 to fcN. */
    double[] biasNorms() {
        return medians(MemberState::biasGradientNorms);
    }

    /** Of each layer, over the seeds. */
    private double[] medians(Function<MemberState, double[]> norms) {
        return IntStream.range(0, layers())
                .mapToDouble(
                        layer ->
                                Statistics.median(
                                        starts.stream()
                                                .mapToDouble(start -> norms.apply(start)[layer])
                                                .toArray()))
                .toArray();
    }

    int layers() {
        return starts.get(0).weightGradientNorms().length;
    }

    int seeds() {
        return starts.size();
    }

    /** fc1 over the last layer, by seed; NaN where both are 0. */
    double[] ratios() {
        return starts.stream().mapToDouble(MemberState::gradientRatio).toArray();
    }

    /** Seeds whose gradient has not vanished; a ratio of NaN is none. */
    int alive() {
        return Statistics.atLeast(ratios(), VANISHED);
    }

    /** For a verdict: the norms of the first and the last layer, and their ratio. */
    String summary() {
        double[] norms = weightNorms();
        return NumberText.format(
                "median gradient norm at step 1: %s in fc1, %s in fc%d; ratio at least %s in %s",
                NumberText.norm(norms[0]),
                NumberText.norm(norms[norms.length - 1]),
                norms.length,
                VANISHED,
                NumberText.share(alive(), seeds()));
    }

    /** Every parameter of every setup, a row each; all setups have equally many layers. */
    static Table table(String title, List<FirstGradients> all) {
        List<String> columns = new ArrayList<>(List.of("gradient norm"));
        all.forEach(one -> columns.add(one.name()));
        List<List<Object>> rows = new ArrayList<>();
        List<double[]> weights = all.stream().map(FirstGradients::weightNorms).toList();
        List<double[]> biases = all.stream().map(FirstGradients::biasNorms).toList();
        for (int layer = 0; layer < all.get(0).layers(); layer++) {
            rows.add(row("fc" + (layer + 1) + ".weight", weights, layer));
            rows.add(row("fc" + (layer + 1) + ".bias", biases, layer));
        }
        return new Table(title, columns, rows);
    }

    private static List<Object> row(String parameter, List<double[]> norms, int layer) {
        List<Object> row = new ArrayList<>(List.of(parameter));
        norms.forEach(one -> row.add(one[layer]));
        return row;
    }

    /** The book's figure 4.4. */
    static GradientNormFigure figure(String title, List<FirstGradients> all) {
        List<GradientNormFigure.Series> series = new ArrayList<>();
        List<FirstGradients> left = new ArrayList<>(all);
        while (!left.isEmpty()) {
            FirstGradients first = left.get(0);
            List<FirstGradients> same = left.stream().filter(first::hasNormsOf).toList();
            left.removeAll(same);
            String names = same.stream().map(FirstGradients::name).collect(joining(" = "));
            series.add(new GradientNormFigure.Series(names, first.weightNorms()));
        }
        return new GradientNormFigure(title, series);
    }

    /**
     * Whether the lines of two would hide each other: with all units active ReLU, Leaky and ELU.
     */
    private boolean hasNormsOf(FirstGradients other) {
        double[] mine = weightNorms();
        double[] theirs = other.weightNorms();
        return IntStream.range(0, mine.length)
                .allMatch(i -> Math.abs(mine[i] - theirs[i]) <= SAME_LINE * mine[i]);
    }
}
