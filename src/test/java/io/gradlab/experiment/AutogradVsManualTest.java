package io.gradlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.result.Word;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutogradVsManualTest {

    /** 300 starts of two parameters, of which one differs in the last start. */
    private static List<GradientComparison> comparison(double automatic, double central) {
        List<GradientComparison> all = new ArrayList<>();
        for (int seed = 0; seed < 300; seed++) {
            boolean last = seed == 299;
            all.add(new GradientComparison("2-3-1", seed, "fc1.weight", 2, 2, 0, 0));
            all.add(
                    new GradientComparison(
                            "2-3-1",
                            seed,
                            "fc1.bias",
                            0.5,
                            0.5,
                            last ? automatic : 0,
                            last ? central : 0));
        }
        return all;
    }

    /** Allowed are 6e-6 of 0.5. */
    @Test
    void sameValues_relativeToTheTensorsLargestElement() {
        assertThat(AutogradVsManual.sameValues(comparison(2.9e-6, 0)).word())
                .isEqualTo(Word.CONFIRMED);
        assertThat(AutogradVsManual.sameValues(comparison(3.1e-6, 0)))
                .returns(Word.CORRECTED, one -> one.word())
                .satisfies(one -> assertThat(one.measured().toString()).contains("299 of 300"));
        assertThat(AutogradVsManual.sameValues(comparison(Double.NaN, 0)).word())
                .isEqualTo(Word.CORRECTED);
    }

    @Test
    void rightValues_withinTheErrorOfCentralDifferences() {
        assertThat(AutogradVsManual.rightValues(comparison(0, 0.9e-9)).word())
                .isEqualTo(Word.CONFIRMED);
        assertThat(AutogradVsManual.rightValues(comparison(0, 1.1e-9)).word())
                .isEqualTo(Word.CORRECTED);
    }

    @Test
    void faster_undecidedWhereMiddleHalvesOverlap() {
        double[] fast = {1, 2, 3, 4, 100};
        double[] slow = {5, 6, 7, 8, 9};
        double[] between = {3, 4, 5, 6, 7};
        assertThat(AutogradVsManual.faster(fast, slow)).isEqualTo(Word.CONFIRMED);
        assertThat(AutogradVsManual.faster(slow, fast)).isEqualTo(Word.CORRECTED);
        assertThat(AutogradVsManual.faster(between, slow)).isEqualTo(Word.UNDECIDED);
    }
}
