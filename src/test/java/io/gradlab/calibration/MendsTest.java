package io.gradlab.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.engine.Torch;
import io.gradlab.health.diagnosis.Advice;
import io.gradlab.health.diagnosis.Diagnosis;
import io.gradlab.health.diagnosis.Remedy;
import io.gradlab.health.diagnosis.Rules;
import io.gradlab.health.diagnosis.Thresholds;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Remedies that were tried, counted by hand. */
class MendsTest {

    private static final GridCase TUNING =
            GridPrograms.gridCase(0, GridPrograms.ofHalf(true), new Fault(FaultKind.FROZEN, 0));
    private static final GridCase REPORT =
            GridPrograms.gridCase(8, GridPrograms.ofHalf(false), new Fault(FaultKind.FROZEN, 0));

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    private static Mend.Try with(Remedy remedy) {
        return new Mend.Try(remedy, true);
    }

    private static Mend.Try without(Remedy remedy) {
        return new Mend.Try(remedy, false);
    }

    private static Mend mend(GridCase gridCase, String finding, Mend.Try... tries) {
        return new Mend(gridCase, finding, false, List.of(tries), without(Remedy.SHUFFLE));
    }

    private static Mends mends(Mend... all) {
        return new Mends(List.of(all));
    }

    private static final Mends SOME =
            mends(
                    mend(TUNING, "SATURATION", without(Remedy.LOWER_RATE), with(Remedy.TAKE_RELU)),
                    mend(REPORT, "SATURATION", with(Remedy.LOWER_RATE), with(Remedy.TAKE_RELU)),
                    mend(REPORT, "DEAD_UNITS", without(Remedy.LOWER_RATE)));

    @Test
    void csv_countsEachRemedyByTheFirstFinding() {
        assertThat(SOME.toCsv())
                .isEqualTo(
                        """
                        finding,remedy,mended,networks
                        DEAD_UNITS,LOWER_RATE,0,1
                        SATURATION,LOWER_RATE,1,2
                        SATURATION,TAKE_RELU,2,2
                        """);
        assertThat(mends().toCsv()).isEqualTo("finding,remedy,mended,networks\n");
    }

    @Test
    void half_hasTheNetworksOfItsProgramsAlone() {
        assertThat(SOME.ofHalf(true).all()).hasSize(1);
        assertThat(SOME.ofHalf(false).all()).hasSize(2);
    }

    /** Two remedies of which the second of the rule is the one that mends. */
    @Test
    void firstRemedy_isWhatMendedOtherNetworksMore() {
        Mends one =
                mends(
                        mend(
                                REPORT,
                                "SATURATION",
                                without(Remedy.LOWER_RATE),
                                with(Remedy.TAKE_RELU)));
        Mends relu =
                mends(
                        mend(
                                TUNING,
                                "SATURATION",
                                without(Remedy.LOWER_RATE),
                                with(Remedy.TAKE_RELU)));
        Mends rate =
                mends(
                        mend(
                                TUNING,
                                "SATURATION",
                                with(Remedy.LOWER_RATE),
                                without(Remedy.TAKE_RELU)));
        Mends another = mends(mend(TUNING, "DEAD_UNITS", with(Remedy.TAKE_RELU)));
        Mends reluNever = mends(mend(TUNING, "SATURATION", without(Remedy.TAKE_RELU)));

        assertThat(one.byFirst(relu)).isEqualTo(new Share(1, 1));
        assertThat(one.byFirst(rate)).isEqualTo(new Share(0, 1));
        assertThat(one.byFirst(another)).as("in the rule's order").isEqualTo(new Share(0, 1));
        assertThat(one.byFirst(mends())).as("in the rule's order").isEqualTo(new Share(0, 1));
        assertThat(one.byFirst(reluNever))
                .as("measured before unmeasured")
                .isEqualTo(new Share(1, 1));
    }

    @Test
    void bestOfThree_isAnyOfTheFirstThree() {
        Mends fourth =
                mends(
                        mend(
                                REPORT,
                                "SATURATION",
                                without(Remedy.LOWER_RATE),
                                without(Remedy.TAKE_RELU),
                                without(Remedy.TAKE_ADAM),
                                with(Remedy.MORE_UNITS)));

        assertThat(fourth.byBestOf(3, mends())).isEqualTo(new Share(0, 1));
        assertThat(fourth.byBestOf(4, mends())).isEqualTo(new Share(1, 1));
        assertThat(fourth.byBestOf(3, mends(mend(TUNING, "SATURATION", with(Remedy.MORE_UNITS)))))
                .isEqualTo(new Share(1, 1));
    }

    /** The same networks stand behind every share of a row. */
    @Test
    void networkWithoutRemedy_isNotMended() {
        Mends two =
                mends(
                        mend(REPORT, "SATURATION", with(Remedy.LOWER_RATE)),
                        mend(REPORT, Mends.NOTHING_FOUND));

        assertThat(two.advised()).isEqualTo(new Share(1, 2));
        assertThat(two.byFirst(mends())).isEqualTo(new Share(1, 2));
        assertThat(two.byBestOf(3, mends())).isEqualTo(new Share(1, 2));
    }

    @Test
    void controls_areCountedBeside() {
        Mends three =
                mends(
                        new Mend(REPORT, "SATURATION", true, List.of(), without(Remedy.SHUFFLE)),
                        new Mend(REPORT, "SATURATION", false, List.of(), with(Remedy.SHUFFLE)),
                        new Mend(REPORT, "SATURATION", false, List.of(), with(Remedy.SHUFFLE)));

        assertThat(three.unchanged()).isEqualTo(new Share(1, 3));
        assertThat(three.random()).isEqualTo(new Share(2, 3));
    }

    /** What a finding advises is tried, in its order, and one that it does not advise. */
    @Test
    void network_isTriedWithTheRemediesOfItsFirstFinding() {
        TrainedNetwork network = GridTraining.train(REPORT);
        Diagnosis diagnosis = Rules.diagnose(network.observations(), Thresholds.defaults());
        List<Remedy> advised =
                diagnosis.findings().get(0).remedies().stream().map(Advice::remedy).toList();

        Mend mend = Mends.of(network);

        assertThat(mend.finding()).isEqualTo("FROZEN_LAYERS");
        assertThat(mend.tries())
                .extracting(Mend.Try::remedy)
                .contains(Remedy.UNFREEZE)
                .hasSizeLessThanOrEqualTo(4)
                .isSubsetOf(advised);
        assertThat(
                        Stream.of(mend.random().remedy())
                                .filter(Mending.applicable()::contains)
                                .filter(remedy -> !advised.contains(remedy)))
                .hasSize(1);
        assertThat(Mends.of(network)).as("again").isEqualTo(mend);
    }
}
