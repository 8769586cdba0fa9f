package io.gradlab.health.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.core.Language;
import io.gradlab.core.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Remedies in the order of what they mended. */
class MendedSharesTest {

    private static final MendedShares SHARES =
            new MendedShares(
                    """
                    finding,remedy,mended,networks
                    OSCILLATION,LOWER_RATE,3,12
                    OSCILLATION,LARGER_BATCHES,9,12
                    OSCILLATION,SHUFFLE,0,10
                    OSCILLATION,TAKE_ADAM,9,9
                    NOT_LEARNING,DECAY_RATE,19,19
                    """);

    private static List<Remedy> ordered(String finding, Remedy... remedies) {
        return SHARES.ordered(finding, List.of(remedies)).stream().map(Advice::remedy).toList();
    }

    /**
     * 9 of 12 before 3 of 12 before none of 10; what was not measured last, as the rule has it, and
     * with it what was measured on 9 networks.
     */
    @Test
    void ordered_isByShareWithWhatWasNotMeasuredLast() {
        assertThat(
                        ordered(
                                "OSCILLATION",
                                Remedy.TAKE_ADAM,
                                Remedy.SHUFFLE,
                                Remedy.DECAY_RATE,
                                Remedy.LOWER_RATE,
                                Remedy.LARGER_BATCHES))
                .containsExactly(
                        Remedy.LARGER_BATCHES,
                        Remedy.LOWER_RATE,
                        Remedy.SHUFFLE,
                        Remedy.TAKE_ADAM,
                        Remedy.DECAY_RATE);
    }

    @Test
    void ordered_ofAFindingThatWasNotMeasured_isThatOfTheRule() {
        assertThat(ordered("OVERFITTING", Remedy.REGULARISE, Remedy.LOWER_RATE))
                .containsExactly(Remedy.REGULARISE, Remedy.LOWER_RATE);
        assertThat(ordered("OVERFITTING")).isEmpty();
    }

    @Test
    void ordered_keepsWhatWasCounted() {
        assertThat(SHARES.ordered("OSCILLATION", List.of(Remedy.LOWER_RATE, Remedy.TAKE_ADAM)))
                .containsExactly(
                        new Advice(Remedy.LOWER_RATE, 3, 12), new Advice(Remedy.TAKE_ADAM, 0, 0));
    }

    @Test
    void text_saysTheShareWhereItWasMeasured() {
        assertThat(new Advice(Remedy.SHUFFLE, 2, 3).text())
                .hasToString(
                        "Shuffle the examples anew in every epoch. (mended 0.67 of 3 such networks)");
        assertThat(new Advice(Remedy.SHUFFLE, 0, 3).text())
                .hasToString(
                        "Shuffle the examples anew in every epoch. (mended 0.00 of 3 such networks)");
        assertThat(new Advice(Remedy.SHUFFLE, 0, 0).text())
                .hasToString("Shuffle the examples anew in every epoch.");
        assertThat(new Advice(Remedy.SHUFFLE, 2, 3).text().in(Language.ZH)).contains("0.67");
    }

    @Test
    void share_ofNothingMeasured_isUnknown() {
        assertThat(new Advice(Remedy.SHUFFLE, 1, 4).share()).isEqualTo(0.25, within(0.0));
        assertThat(new Advice(Remedy.SHUFFLE, 0, 0).share()).isNaN();
    }

    /** What is written is read: findings that there are, shares that are at most 1. */
    @Test
    void resource_namesFindingsAndCounts() {
        List<String> lines =
                Resources.text(MendedShares.class, "mended.csv").lines().skip(1).toList();
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            if (!cells[0].equals(MendedShares.NOTHING_FOUND)) {
                assertThat(Pathology.valueOf(cells[0])).isNotNull();
            }
            int mended = Integer.parseInt(cells[2]);
            int networks = Integer.parseInt(cells[3]);
            boolean enough = networks >= MendedShares.LEAST;
            assertThat(mended).isBetween(0, networks);
            assertThat(MendedShares.order(cells[0], List.of(Remedy.valueOf(cells[1]))))
                    .singleElement()
                    .returns(enough ? mended : 0, Advice::mended)
                    .returns(enough ? networks : 0, Advice::networks);
        }
    }
}
