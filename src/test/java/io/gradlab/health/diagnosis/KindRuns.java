package io.gradlab.health.diagnosis;

import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.Quantity;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Made-up runs of which one thing is wrong, and what is found of it. */
final class KindRuns {

    private KindRuns() {}

    /** What is said of a run that does not learn, whatever the reason. */
    static final Set<Pathology> OF_WHO_KNOWS_NOTHING =
            EnumSet.of(Pathology.TOO_FEW_UNITS, Pathology.NOT_LEARNING);

    static Finding of(Pathology pathology, MadeUpRun run) {
        return run.diagnosis().findings().stream()
                .filter(finding -> finding.pathology() == pathology)
                .findFirst()
                .orElseThrow();
    }

    /** One that knows nothing in inference mode. */
    static MadeUpRun failing() {
        return MadeUpRun.failing().judged(judged(150, 0.7), judged(200, 0.7));
    }

    static List<Remedy> remedies(Finding finding) {
        return finding.remedies().stream().map(Advice::remedy).toList();
    }

    /** Training losses of 0.1 in the second half, 0.1 x in inference mode. */
    static MadeUpRun lagging(MadeUpRun run, double x) {
        for (long step : new long[] {150, 151, 152, 153, 200}) {
            run.loss(step, 0.1);
        }
        return run.judged(judged(10, 0.7), judged(150, 0.1 * x), judged(200, 0.1 * x));
    }

    static LossPoint judged(long step, double loss) {
        return new LossPoint(step, loss, 0.7, 0.1, 256);
    }

    static MadeUpRun still(MadeUpRun run, double gradient) {
        for (String layer : MadeUpRun.LAYERS) {
            run.everywhere(Quantity.GRADIENT_NORM, layer + ".weight", gradient)
                    .everywhere(Quantity.GRADIENT_NORM, layer + ".bias", gradient)
                    .everywhere(Quantity.UPDATE_RATIO, layer + ".weight", 0);
        }
        return run;
    }
}
