package io.gradlab.experiment;

import static java.util.stream.Collectors.joining;

import io.gradlab.report.GradientNormFigure;
import io.gradlab.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gradient norms at step 1 of one setup over seeds: what sections 4.4.2 and 4.4.3 are about.
 *
 * @param name of the setup
 * @param runs one for each seed
 */
record FirstGradients(String name, List<Run> runs) {

    /**
     * The gradient has vanished where the norm in fc1 is below this share of the norm in the last
     * layer: what the last layer does in one epoch then takes the first all 1000 epochs of a run.
     */
    static final double VANISHED = 1e-3;

    /** Relative: less than the width of a line on an axis of many decades. */
    private static final double SAME_LINE = 1e-3;

    /** Median over the seeds. */
    double norm(String parameter) {
        return Statistics.median(
                runs.stream().mapToDouble(run -> run.firstNorm(parameter)).toArray());
    }

    /** Median norms of the weights, fc1 to fcN. */
    double[] weightNorms() {
        return IntStream.rangeClosed(1, layers())
                .mapToDouble(layer -> norm("fc" + layer + ".weight"))
                .toArray();
    }

    int layers() {
        return runs.get(0).setup().architecture().layers();
    }

    /** fc1 over the last layer, by seed; NaN where both are 0. */
    double[] ratios() {
        return runs.stream()
                .mapToDouble(
                        run -> {
                            double[] norms = run.firstWeightNorms();
                            return norms[0] / norms[norms.length - 1];
                        })
                .toArray();
    }

    /** Seeds whose gradient has not vanished; a ratio of NaN is none. */
    int alive() {
        return Statistics.atLeast(ratios(), VANISHED);
    }

    /** For a verdict: the norms of the first and the last layer, and their ratio. */
    String summary() {
        double[] norms = weightNorms();
        return Text.format(
                "median gradient norm at step 1 %s in fc1, %s in fc%d; ratio at least %.0e in %s",
                Text.norm(norms[0]),
                Text.norm(norms[norms.length - 1]),
                norms.length,
                VANISHED,
                Text.share(alive(), runs.size()));
    }

    /** Every parameter of every setup, a row each; all setups have equally many layers. */
    static Table table(String title, List<FirstGradients> all) {
        List<String> columns = new ArrayList<>(List.of("gradient norm"));
        all.forEach(one -> columns.add(one.name()));
        List<List<Object>> rows = new ArrayList<>();
        for (int layer = 1; layer <= all.get(0).layers(); layer++) {
            for (String kind : List.of("weight", "bias")) {
                String parameter = "fc" + layer + "." + kind;
                List<Object> row = new ArrayList<>(List.of(parameter));
                all.forEach(one -> row.add(one.norm(parameter)));
                rows.add(row);
            }
        }
        return new Table(title, columns, rows);
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
