package io.gradlab.experiment;

import io.gradlab.train.Epoch;
import io.gradlab.train.History;
import java.util.ArrayList;
import java.util.List;

/** The lines that the book's Runner prints, from a run that is over. */
final class BookLines {

    private BookLines() {}

    /**
     * The lines of a run, each improvement and every so many epochs the loss, as the book has them.
     *
     * @param history the run
     * @param every epochs between two lines on the loss
     */
    static List<String> of(History history, int every) {
        List<String> lines = new ArrayList<>();
        double best = 0;
        for (int i = 0; i < history.epochs(); i++) {
            Epoch epoch =
                    new Epoch(
                            i,
                            history.epochs(),
                            history.trainLoss()[i],
                            history.trainAccuracy()[i],
                            history.validationLoss()[i],
                            history.validationAccuracy()[i],
                            best);
            epoch.evaluateLine().ifPresent(lines::add);
            if (i % every == 0) {
                lines.add(epoch.trainLine());
            }
            best = epoch.improved() ? epoch.validationAccuracy() : best;
        }
        return lines;
    }
}
