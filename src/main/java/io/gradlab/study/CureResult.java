package io.gradlab.study;

import io.gradlab.core.Text;
import io.gradlab.result.Statistics;
import io.gradlab.result.Statistics.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of looking for a cure.
 *
 * @param outcome in one word
 * @param success validation accuracy from which a start has succeeded
 * @param constant validation accuracy of the constant answer
 * @param bestMedian best median validation accuracy of the configurations that were tried
 * @param nothing the training as it is
 * @param random a random change for each start; absent in a study that ended before it
 * @param randomSearch the best of as many random changes, chosen in the same way; empty in a study
 *     that ended before it
 * @param changes that were tried: those with fresh starts first, the best of the choice at their
 *     head
 * @param prescribed the smallest change that is proven: the fewest settings, then the fewest
 *     epochs, then the largest share
 * @param surest the proven change with the largest share, which may be the same
 * @param test of the best network by validation accuracy, with the surest change or, where there is
 *     nothing to mend, without one
 * @param memberEpochs of all trainings
 */
public record CureResult(
        Outcome outcome,
        double success,
        double constant,
        double bestMedian,
        Row nothing,
        Optional<Row> random,
        Optional<Row> randomSearch,
        List<Row> changes,
        Optional<Prescription> prescribed,
        Optional<Prescription> surest,
        Optional<Test> test,
        long memberEpochs) {

    /** How it ended. */
    public enum Outcome {
        /** The training succeeds as it is from at least {@link Cure#HEALTHY} of its starts. */
        NOTHING_TO_MEND("nothing to mend"),
        /** A change succeeds more often than nothing changed and than a random change. */
        PROVEN("a change is proven"),
        /** No change does. */
        NONE_PROVEN("no change is proven"),
        /** No configuration tells the classes apart on examples it was not trained on. */
        CHECK_LABELS("no change of the network helps: check the labels"),
        /** Somebody stopped it. */
        STOPPED("stopped");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        /** In words. */
        public Text title() {
            return Text.of(words);
        }
    }

    /**
     * A configuration and its starts.
     *
     * @param title what is changed
     * @param settings the values that differ, by their names in files
     * @param starts that were trained
     * @param succeeded of them
     * @param medianAccuracy of their best validation accuracies, 0 for one that diverged
     * @param memberEpochs of these starts
     * @param lost mean validation accuracy that starts lose by it which succeed without it; NaN if
     *     none does, or the same starts were not trained
     * @param fresh whether the starts are those that chose nothing
     */
    public record Row(
            Text title,
            Map<String, String> settings,
            int starts,
            int succeeded,
            double medianAccuracy,
            long memberEpochs,
            double lost,
            boolean fresh) {

        Row costing(long other) {
            return new Row(title, settings, starts, succeeded, medianAccuracy, other, lost, fresh);
        }

        /** The share of the starts that succeed, with Wilson's 95 % interval. */
        public Interval share() {
            return Statistics.share(succeeded, starts);
        }
    }

    /** A change that is proven, and the training with it. */
    public record Prescription(Row row, MlpTraining training) {}

    /**
     * The network that is kept, on the test set, which is read for it alone.
     *
     * @param seed of its start
     * @param validationAccuracy that chose it
     * @param accuracy on the test set
     * @param needed to be told from the constant answer: two standard errors above it
     */
    public record Test(long seed, double validationAccuracy, double accuracy, double needed) {}

    /** Copies the list. */
    public CureResult {
        changes = List.copyOf(changes);
    }

    /** Those whose whole interval lies above those of nothing changed and of a random change. */
    public List<Row> helpful() {
        return changes.stream().filter(this::helps).toList();
    }

    /** The same with the network that is kept. */
    CureResult with(Test scored) {
        return with(prescribed, surest, Optional.of(scored));
    }

    /** The same with what is proven; with nothing if the labels are to be checked. */
    CureResult with(Prescription smallest, Prescription best) {
        return outcome == Outcome.CHECK_LABELS
                ? this
                : with(Optional.of(smallest), Optional.of(best), test);
    }

    private CureResult with(
            Optional<Prescription> smallest, Optional<Prescription> best, Optional<Test> scored) {
        return new CureResult(
                outcome,
                success,
                constant,
                bestMedian,
                nothing,
                random,
                randomSearch,
                changes,
                smallest,
                best,
                scored,
                memberEpochs);
    }

    /** Whether its whole interval lies above those of nothing changed and of a random change. */
    boolean helps(Row row) {
        return row.fresh()
                && random.isPresent()
                && row.share().isAbove(nothing.share().high())
                && row.share().isAbove(random.get().share().high());
    }
}
