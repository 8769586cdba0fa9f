package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.data.Examples;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.StateDict;
import io.gradlab.population.MemberResult;
import io.gradlab.result.NumberText;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A setup, its run from the first seed with the effective width of layer 1, and what came of all
 * starts; of one where no weight is drawn.
 *
 * @param widths of the run after 0, 1, 2, ... updates; where weights are drawn, only of its start
 *     and its end
 * @param firstLosses train loss at the start, by seed
 * @param lastLosses train loss at the end, by seed
 * @param testAccuracies after the last epoch, by seed
 * @param ends parameters after the last epoch, by seed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ZeroInitSeries(
        Run run,
        List<Width> widths,
        double[] firstLosses,
        double[] lastLosses,
        double[] testAccuracies,
        List<StateDict> ends) {

    static ZeroInitSeries fixed(Run run, List<Width> widths, Examples test) {
        return new ZeroInitSeries(
                run,
                widths,
                new double[] {run.firstLoss()},
                new double[] {run.lastLoss()},
                new double[] {run.endAccuracy(test)},
                List.of(run.result().last()));
    }

    static ZeroInitSeries drawn(
            Run run, List<Width> widths, List<MemberResult> members, Examples test) {
        return new ZeroInitSeries(
                run,
                widths,
                values(members, one -> one.start().loss()),
                values(members, one -> one.end().loss()),
                Answers.endAccuracies(members, test),
                members.stream().map(Starts::end).toList());
    }

    private static double[] values(
            List<MemberResult> members, ToDoubleFunction<MemberResult> value) {
        return members.stream().mapToDouble(value).toArray();
    }

    MlpConfiguration setup() {
        return run.setup();
    }

    Text name() {
        return Text.of("%s, lr %s", text(setup().weights()), Networks.rateText(setup()));
    }

    int widest() {
        return widths.stream().mapToInt(Width::withinRounding).max().orElseThrow();
    }

    int narrowest() {
        return widths.stream().mapToInt(Width::withinRounding).min().orElseThrow();
    }

    int widestExact() {
        return widths.stream().mapToInt(Width::exact).max().orElseThrow();
    }

    /**
     * Effective width of layer 1.
     *
     * @param withinRounding units that differ by more than rounding
     * @param exact units that differ in any bit
     */
    record Width(int withinRounding, int exact) {

        static Width of(StateDict parameters) {
            return new Width(Units.distinct(parameters, 1), Units.distinctExactly(parameters, 1));
        }
    }

    static Text text(InitialWeights weights) {
        String value = NumberText.shortest(weights.value());
        return switch (weights.kind()) {
            case NORMAL -> Text.of("normal:%s", value);
            case UNIFORM -> Text.of("uniform:%s", value);
            case CONSTANT -> Text.of("constant:%s", value);
            case ZEROS, XAVIER, HE -> Text.of(weights.toString());
        };
    }
}
