package io.gradlab.train;

/** Settings that libtorch reads once, when it loads: name this class before any engine call. */
final class OfflineEngine {

    static {
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
    }

    private OfflineEngine() {}

    static void configure() {
        // The initializer above does it.
    }
}
