package io.gradlab.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.diagnosis.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The report of a handful of networks of both halves, counted by hand. */
class CalibrationReportTest {

    private static final String DETECTOR = "one";

    private static final Program TUNED = GridPrograms.ofHalf(true);
    private static final Program HELD = GridPrograms.ofHalf(false);

    private static final Fault FROZEN = new Fault(FaultKind.FROZEN, 0);
    private static final Fault SORTED = new Fault(FaultKind.SORTED, 0);

    private final List<Assessment> assessments = new ArrayList<>();

    private void sick(Program program, Fault fault, Pathology... alarms) {
        add(program, Label.SICK, List.of(fault), alarms);
    }

    private void healthy(Program program, Pathology... alarms) {
        add(program, Label.HEALTHY, List.of(), alarms);
    }

    private void add(Program program, Label label, List<Fault> faults, Pathology... alarms) {
        List<Alarm> said = new ArrayList<>();
        for (Pathology pathology : alarms) {
            said.add(new Alarm(pathology, said.size() + 1));
        }
        assessments.add(
                new Assessment(
                        new GridCase(assessments.size(), program, faults),
                        label,
                        label == Label.SICK ? faults.stream().map(Fault::kind).toList() : List.of(),
                        0,
                        Map.of(DETECTOR, said)));
    }

    private String report(Mend... mends) {
        return new CalibrationReport(
                        GridDescription.of(new Design(1, 10), "2026-01-02"),
                        new Assessments(assessments),
                        new Mends(List.of(mends)),
                        List.of(DETECTOR))
                .toMarkdown();
    }

    /** Balanced accuracy: tuned on (2/2 + 1/1) / 2 = 1, held out (2/4 + 1/2) / 2 = 0.5. */
    @Test
    void halves_areScoredApartAndTheirDifferenceIsPrinted() {
        sick(TUNED, FROZEN, Pathology.FROZEN_LAYERS);
        sick(TUNED, SORTED, Pathology.ONE_CLASS_BATCHES);
        healthy(TUNED);
        sick(HELD, FROZEN, Pathology.FROZEN_LAYERS);
        sick(HELD, FROZEN);
        sick(HELD, SORTED);
        sick(HELD, SORTED, Pathology.SATURATION, Pathology.ONE_CLASS_BATCHES);
        healthy(HELD);
        healthy(HELD, Pathology.SATURATION);

        String report = report();

        assertThat(report)
                .contains(
                        "9 networks of a grid of 10 programs, seed 1",
                        "trained 2026-01-02",
                        "nothing was tuned on: 6 networks,\n4 sick, 2 healthy, 0 harmless",
                        "| one | 1.000 (2/2) | 0.250 (1/4) | 0.750 | 1.000 | 0.500 | 0.500 |",
                        "DynFault loses 0.190",
                        "| one | 0.500 (2/4) | 0.500 (2/4) | 0.250 (1/4) | ")
                .doesNotContain("null", "## Remedies");
        for (Pathology pathology : Pathology.values()) {
            assertThat(report).contains("| " + pathology.title() + " |");
        }
    }

    /**
     * One of two networks frozen is named first, none of one sorted: (0.02 x 0.5 + 0.06 x 0) / 0.08
     * = 0.125. Of two networks sick of both one has both named.
     */
    @Test
    void kinds_areWeighedByFrequency_andPairsAreNamedInWhole() {
        sick(HELD, FROZEN, Pathology.FROZEN_LAYERS);
        sick(HELD, FROZEN);
        sick(HELD, SORTED);
        add(
                HELD,
                Label.SICK,
                List.of(FROZEN, SORTED),
                Pathology.FROZEN_LAYERS,
                Pathology.ONE_CLASS_BATCHES);
        add(HELD, Label.SICK, List.of(FROZEN, SORTED), Pathology.FROZEN_LAYERS);

        assertThat(FaultKind.FROZEN.frequency()).isEqualTo(0.02);
        assertThat(FaultKind.SORTED.frequency()).isEqualTo(0.06);
        assertThat(report()).contains("| 0.600 (3/5) | 0.125 | 0.500 (1/2) |");
    }

    /** Of the half held out, ordered by the other one, where the second remedy mends more. */
    @Test
    void remedies_areThoseOfTheHalfHeldOut() {
        Mend.Try shuffle = new Mend.Try(Remedy.SHUFFLE, false);
        Mend.Try longer = new Mend.Try(Remedy.TRAIN_LONGER, true);
        Mend tuned = mend(TUNED, "ONE_CLASS_BATCHES", List.of(shuffle, longer));
        Mend held = mend(HELD, "ONE_CLASS_BATCHES", List.of(shuffle, longer));
        Mend none = mend(HELD, Mends.NOTHING_FOUND, List.of());

        assertThat(report(tuned, held, none))
                .contains(
                        "| 0.500 (1/2) | 0.000 (0/2) | 1.000 (2/2) | 0.500 (1/2) | 0.500 (1/2) |",
                        "| one class batches | Shuffle the examples anew in every epoch. | 0.000 (0/1) |",
                        "| one class batches | Train longer: twice as many epochs, and again, until the validation loss stops falling. | 1.000 (1/1) |");
    }

    private static Mend mend(Program program, String finding, List<Mend.Try> tries) {
        return new Mend(
                new GridCase(0, program, List.of(SORTED)),
                finding,
                false,
                tries,
                new Mend.Try(Remedy.TAKE_ADAM, true));
    }
}
