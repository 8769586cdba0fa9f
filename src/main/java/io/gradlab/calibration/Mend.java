package io.gradlab.calibration;

import io.gradlab.health.diagnosis.Remedy;
import java.util.List;

/**
 * What came of the remedies for one network that fails.
 *
 * @param gridCase which
 * @param finding its first finding, a pathology or {@code NOTHING_FOUND}
 * @param unchanged whether it learned from another seed with nothing changed
 * @param tries the remedies of the finding, each alone, in the order of the rule
 * @param random another remedy, drawn at random
 */
record Mend(GridCase gridCase, String finding, boolean unchanged, List<Try> tries, Try random) {

    /**
     * One remedy.
     *
     * @param remedy which
     * @param succeeded whether the network learned with it
     */
    record Try(Remedy remedy, boolean succeeded) {}
}
