package io.gradlab.experiment;

import static io.gradlab.experiment.SyntheticRuns.gradients;
import static io.gradlab.experiment.SyntheticRuns.scores;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.experiment.ExplodingGradient.Case;
import io.gradlab.experiment.ExplodingGradient.End;
import io.gradlab.result.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplodingGradientTest {

    private static Case ends(End end, int count, End others) {
        List<End> ends = new ArrayList<>(Collections.nCopies(5, others));
        Collections.fill(ends.subList(0, count), end);
        return new Case(gradients(5), scores(5), ends);
    }

    @Test
    void ends_areCounted() {
        assertThat(ExplodingGradient.endsNonFinite(ends(End.NON_FINITE, 5, End.DEAD)).word())
                .isEqualTo(Word.CONFIRMED);
        assertThat(ExplodingGradient.endsNonFinite(ends(End.NON_FINITE, 3, End.DEAD)).word())
                .isEqualTo(Word.UNDECIDED);
        assertThat(ExplodingGradient.endsNonFinite(ends(End.DEAD, 5, End.ALIVE)).word())
                .isEqualTo(Word.CORRECTED);
        assertThat(ExplodingGradient.survives(ends(End.ALIVE, 5, End.DEAD)).word())
                .isEqualTo(Word.CONFIRMED);
        assertThat(ExplodingGradient.survives(ends(End.ALIVE, 0, End.DEAD)).word())
                .isEqualTo(Word.CORRECTED);
    }
}
