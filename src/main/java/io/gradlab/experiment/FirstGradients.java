package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.figure.GradientNormFigure;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.ParameterNames;
import io.gradlab.population.MemberResult;
import io.gradlab.population.MemberState;
import io.gradlab.result.Claim;
import io.gradlab.result.Columns;
import io.gradlab.result.NumberText;
import io.gradlab.result.Statistics;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Gradient norms at step 1 of one setup over starts: what sections 4.4.2 and 4.4.3 are about.
 *
 * @param starts members of one network, one for each seed
 */
record FirstGradients(Text name, List<MemberState> starts) {

    static FirstGradients of(Text name, List<MemberResult> members) {
        return new FirstGradients(name, members.stream().map(MemberResult::start).toList());
    }

    /** Of each setup, by its name. */
    static List<FirstGradients> of(Starts starts, Map<Text, MlpConfiguration> setups) {
        return setups.entrySet().stream()
                .map(one -> of(one.getKey(), starts.of(one.getValue())))
                .toList();
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

    /** Median dead unit fractions of the hidden layers, fc1 first. */
    double[] deadFractions() {
        return medians(MemberState::deadFractions);
    }

    /** Of each layer, over the starts. */
    private double[] medians(Function<MemberState, double[]> values) {
        return IntStream.range(0, values.apply(starts.get(0)).length)
                .mapToDouble(
                        layer ->
                                Statistics.median(
                                        starts.stream()
                                                .mapToDouble(start -> values.apply(start)[layer])
                                                .toArray()))
                .toArray();
    }

    /** Norms of the weights of fc1, by seed. */
    double[] firstNorms() {
        return starts.stream().mapToDouble(start -> start.weightGradientNorms()[0]).toArray();
    }

    int layers() {
        return starts.get(0).weightGradientNorms().length;
    }

    int count() {
        return starts.size();
    }

    /** fc1 over the last layer, by seed; NaN where both are 0. */
    double[] ratios() {
        return starts.stream().mapToDouble(MemberState::gradientRatio).toArray();
    }

    /** Starts whose gradient has not vanished; a ratio of NaN is none. */
    int alive() {
        return Statistics.atLeast(ratios(), VANISHED);
    }

    /** Counts the starts whose gradient has vanished before the first layer. */
    Verdict vanishes(Claim claim) {
        return claim.counted(
                count() - alive(),
                count(),
                Text.of(
                        "that is, fc1 has less than %s of the norm in fc%d; %s",
                        layersAndMedians()));
    }

    /** Counts the starts whose gradient reaches the first layer. */
    Verdict reachesFirstLayer(Claim claim) {
        return claim.counted(
                alive(),
                count(),
                Text.of(
                        "that is, fc1 has at least %s of the norm in fc%d; %s",
                        layersAndMedians()));
    }

    private Object[] layersAndMedians() {
        Text medians =
                Text.of(
                        "median gradient norms at step 1, fc1 to fc%d: %s",
                        layers(), NumberText.norms(weightNorms()));
        return new Object[] {VANISHED, layers(), medians};
    }

    /** Every parameter of every setup, a row each; all setups have equally many layers. */
    static Table table(Text title, List<FirstGradients> all) {
        int layers = all.get(0).layers();
        List<String> names = ParameterNames.all(layers);
        Columns<Integer> columns = new Columns<Integer>().add("gradient norm", names::get);
        for (FirstGradients one : all) {
            double[] weights = one.weightNorms();
            double[] biases = one.biasNorms();
            columns.add(one.name(), i -> (i % 2 == 0 ? weights : biases)[i / 2]);
        }
        return columns.table(title, IntStream.range(0, 2 * layers).boxed().toList());
    }

    /** The book's figure 4.4. */
    static GradientNormFigure figure(Text title, List<FirstGradients> all) {
        List<GradientNormFigure.Series> series = new ArrayList<>();
        List<FirstGradients> left = new ArrayList<>(all);
        while (!left.isEmpty()) {
            FirstGradients first = left.get(0);
            List<FirstGradients> same = left.stream().filter(first::hasNormsOf).toList();
            left.removeAll(same);
            Text names = Text.join(" = ", same.stream().map(FirstGradients::name).toList());
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
