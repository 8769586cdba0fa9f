package io.gradlab.health.diagnosis;

import static io.gradlab.health.diagnosis.Pathology.FROZEN_LAYERS;
import static io.gradlab.health.diagnosis.Pathology.LABEL_FORM;
import static io.gradlab.health.diagnosis.Pathology.NOT_LEARNING;
import static io.gradlab.health.diagnosis.Pathology.OSCILLATION;
import static io.gradlab.health.diagnosis.Pathology.SYMMETRIC_UNITS;
import static io.gradlab.health.diagnosis.Pathology.TOO_FEW_UNITS;
import static io.gradlab.health.diagnosis.Pathology.UNSCALED_INPUTS;
import static io.gradlab.health.diagnosis.Pathology.UNSCALED_TARGETS;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.health.observation.InputStatistics;
import io.gradlab.health.observation.LabelForm;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.OutputKind;
import io.gradlab.health.observation.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a whole run: two faults at once, and what to try next without one. */
class DiagnosisTest {

    private static final InputStatistics UNSCALED =
            new InputStatistics(2, 0, 20, 20, 20, 60, 0, 1, 1);

    private static List<Pathology> causes(MadeUpRun run) {
        return run.diagnosis().causes().stream().map(cause -> cause.finding().pathology()).toList();
    }

    private static List<Remedy> next(MadeUpRun run) {
        return run.diagnosis().next().stream().map(Advice::remedy).toList();
    }

    @Test
    void inputsAndTargets_bothUnscaled_areBothTold() {
        MadeUpRun run =
                new MadeUpRun(Double.NaN)
                        .knows(Double.NaN, 0.1)
                        .kinds(OutputKind.LOGITS, LossKind.DISTANCE)
                        .labels(MadeUpLabels.numbers(0, 500))
                        .inputs(UNSCALED);

        assertThat(causes(run)).containsExactly(UNSCALED_TARGETS, UNSCALED_INPUTS);
        assertThat(run.diagnosis().findings())
                .filteredOn(finding -> finding.pathology() != NOT_LEARNING)
                .filteredOn(finding -> finding.pathology() == UNSCALED_INPUTS)
                .flatExtracting(Finding::remedies)
                .extracting(Advice::remedy)
                .containsExactlyInAnyOrder(Remedy.STANDARDISE_INPUTS);
    }

    @Test
    void labelsAndFrozenLayers_areBothTold() {
        MadeUpRun run =
                MadeUpRun.failing()
                        .knows(0.1, 0.1)
                        .labels(MadeUpLabels.binary(0.5).form(LabelForm.SIGNS_INTO_CROSS_ENTROPY))
                        .frozen("fc1", "fc2");

        assertThat(causes(run)).containsExactly(LABEL_FORM, FROZEN_LAYERS);
        assertThat(run.pathologies()).contains(NOT_LEARNING);
    }

    /** Both are of the network; copies are why a layer of them is no wider than one unit. */
    @Test
    void copiesInANarrowLayer_areOneCause() {
        MadeUpRun run =
                MadeUpRun.failing()
                        .width("fc1", 4)
                        .everywhere(Quantity.EFFECTIVE_WIDTH_SHARE, "fc1", 0.25);

        assertThat(causes(run)).containsExactly(SYMMETRIC_UNITS);
        assertThat(run.pathologies()).containsExactly(SYMMETRIC_UNITS, TOO_FEW_UNITS);
    }

    /** The first alarm is named first, and a warning is not hidden by it. */
    @Test
    void findings_areEachThereOnce() {
        MadeUpRun run =
                MadeUpRun.failing()
                        .inputs(UNSCALED)
                        .everywhere(Quantity.Z_OFFSET, "fc2", 5)
                        .width("fc1", 1);

        assertThat(run.pathologies()).doesNotHaveDuplicates().contains(TOO_FEW_UNITS);
        assertThat(run.pathologies()).startsWith(UNSCALED_INPUTS);
    }

    /** Nothing found and not all learned: what is followed already is left out. */
    @Test
    void next_isWhatMayHelpAndIsNotFollowed() {
        assertThat(next(MadeUpRun.failing()))
                .containsExactlyInAnyOrder(
                        Remedy.RAISE_RATE,
                        Remedy.TRAIN_LONGER,
                        Remedy.MORE_UNITS,
                        Remedy.CHECK_LABELS);
        assertThat(next(MadeUpRun.failing().width("fc1", 64).width("fc2", 64)))
                .containsExactlyInAnyOrder(
                        Remedy.RAISE_RATE, Remedy.TRAIN_LONGER, Remedy.CHECK_LABELS);
    }

    /** Of a warning, too; of an alarm its own remedies are what to do. */
    @Test
    void next_isThereWithoutAnAlarmAlone() {
        assertThat(
                        next(
                                MadeUpRun.failing()
                                        .knows(0.75, 0.4)
                                        .everywhere(Quantity.Z_OFFSET, "fc2", 5)))
                .isNotEmpty();
        assertThat(next(MadeUpRun.failing().everywhere(Quantity.Z_OFFSET, "fc2", 5))).isEmpty();
        assertThat(next(MadeUpRun.learned())).isEmpty();
        assertThat(next(MadeUpRun.failing().steps(1))).as("a start").isEmpty();
    }

    /** A skill of 0.75 is short of 0.82 by less than the error of 100 examples. */
    @Test
    void next_isNotThereWhereALimitIsMissedByChance() {
        MadeUpRun run = MadeUpRun.failing().labels(MadeUpLabels.binary(0.6));

        assertThat(next(run.others(new LossPoint(200, 0.2, 0.7, 0.75, 100)))).isEmpty();
        assertThat(next(run.others(new LossPoint(200, 0.2, 0.7, 0.75, 400)))).isNotEmpty();
    }

    /** 32 squared residuals have a relative spread of a quarter by themselves. */
    @Test
    void noisyRun_isNoOscillation() {
        double[] noise = {0.55, 0.68, 0.49, 0.61};
        LossPoint[] points = new LossPoint[8];
        for (int i = 0; i < points.length; i++) {
            points[i] = new LossPoint((i < 4 ? 97 : 193) + i, noise[i % 4], 1, 0.4, 32);
        }

        assertThat(MadeUpRun.losses(points).pathologies()).doesNotContain(OSCILLATION);
    }

    /**
     * Where the last steps were small the rate comes first, else what mended most such networks.
     */
    @Test
    void next_beginsWithTheRateWhereStepsAreSmall() {
        MadeUpRun run = new MadeUpRun(0.75);
        List<Advice> byShare = MendedShares.order(MendedShares.NOTHING_FOUND, Followed.NEXT);

        assertThat(run.diagnosis().causes()).isEmpty();
        assertThat(run.diagnosis().next()).isEqualTo(byShare);
        for (String layer : MadeUpRun.LAYERS) {
            run.from(150, Quantity.UPDATE_RATIO, layer + ".weight", 0.002);
        }
        assertThat(run.diagnosis().causes()).isEmpty();
        assertThat(run.diagnosis().next())
                .hasSameElementsAs(byShare)
                .first()
                .extracting(Advice::remedy)
                .isEqualTo(Remedy.RAISE_RATE);
    }
}
