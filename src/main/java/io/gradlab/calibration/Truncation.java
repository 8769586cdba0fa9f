package io.gradlab.calibration;

import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.NonFinite;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.UnitHistory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What had been observed of a run by an earlier step. */
final class Truncation {

    private Truncation() {}

    /**
     * Observations as they were after a step.
     *
     * <p>Of units the last death and the last revival alone are known. One that revived later
     * counts as dead before if it was born dead and as alive if not, so that no death is seen too
     * early.
     *
     * @param whole observations of the whole run
     * @param step 0 or more
     * @return those up to the step, the step included
     */
    static Observations at(Observations whole, long step) {
        NonFinite nonFinite = whole.nonFinite();
        return new Observations(
                Math.min(whole.steps(), step),
                whole.layers(),
                whole.inputs(),
                whole.labels(),
                whole.output(),
                whole.loss(),
                whole.readings().stream().filter(reading -> reading.step() <= step).toList(),
                upTo(whole.losses(), step),
                upTo(whole.judged(), step),
                upTo(whole.validation(), step),
                whole.units().stream().map(units -> at(units, step)).toList(),
                whole.symmetric(),
                seen(nonFinite, step) ? nonFinite : null,
                whole.notes());
    }

    private static boolean seen(@Nullable NonFinite nonFinite, long step) {
        return nonFinite != null && nonFinite.step() <= step;
    }

    private static List<LossPoint> upTo(List<LossPoint> losses, long step) {
        return losses.stream().filter(loss -> loss.step() <= step).toList();
    }

    private static UnitHistory at(UnitHistory units, long step) {
        return new UnitHistory(
                units.layer(), units.units().stream().map(life -> at(life, step)).toList());
    }

    private static UnitHistory.Life at(UnitHistory.Life life, long step) {
        long revived = life.revived() <= step ? life.revived() : 0;
        if (life.revived() > step && life.bornDead()) {
            return new UnitHistory.Life(true, 1, 0);
        }
        return new UnitHistory.Life(
                life.bornDead(), life.died() <= step ? life.died() : 0, revived);
    }
}
