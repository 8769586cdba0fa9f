package io.gradlab.population.kernel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fastest loops that this JVM can run. A class of its own, so that no other one names {@link
 * VectorLoops}, which cannot be loaded without the module.
 */
final class FastestLoops {

    private static final Logger LOGGER = LoggerFactory.getLogger(FastestLoops.class);

    private static final String MODULE = "jdk.incubator.vector";

    static final Loops INSTANCE = find();

    private FastestLoops() {}

    private static Loops find() {
        if (ModuleLayer.boot().findModule(MODULE).isPresent()) {
            return new VectorLoops();
        }
        LOGGER.warn(
                "Java runs without its Vector API: populations come out the same, and take several times as long; start it with --add-modules {}",
                MODULE);
        return new PlainLoops();
    }
}
