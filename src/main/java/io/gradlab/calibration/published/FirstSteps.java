package io.gradlab.calibration.published;

import io.gradlab.health.diagnosis.Pathology;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** First steps by pathology. */
final class FirstSteps {

    /** The step of a rule that does not fire. */
    static final long NEVER = Long.MAX_VALUE;

    private final Map<Pathology, Long> first = new EnumMap<>(Pathology.class);

    /** Keeps the earliest of the steps; {@link #NEVER} does not count. */
    void raise(Pathology pathology, long... steps) {
        for (long step : steps) {
            if (step != NEVER) {
                first.merge(pathology, step, Math::min);
            }
        }
    }

    Map<Pathology, Long> map() {
        return Collections.unmodifiableMap(first);
    }
}
