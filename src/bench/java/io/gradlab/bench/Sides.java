package io.gradlab.bench;

/**
 * Nanoseconds of the same work without and with the listener, within one JMH iteration. Both sides
 * take turns, so that what else the machine does meets both.
 */
final class Sides {

    private static long without;
    private static long with;

    private Sides() {}

    /** Work of one of the two sides. */
    interface Work {
        void run(boolean listener);
    }

    static void reset() {
        without = 0;
        with = 0;
    }

    /**
     * Does it once on each side.
     *
     * @param turn number of the turn: the side that begins changes from one to the next
     */
    static void run(long turn, Work work) {
        boolean listenerFirst = turn % 2 == 1;
        time(listenerFirst, work);
        time(!listenerFirst, work);
    }

    private static void time(boolean listener, Work work) {
        long start = System.nanoTime();
        work.run(listener);
        long taken = System.nanoTime() - start;
        if (listener) {
            with += taken;
        } else {
            without += taken;
        }
    }

    static double withoutMillis() {
        return without * 1e-6;
    }

    static double withMillis() {
        return with * 1e-6;
    }
}
