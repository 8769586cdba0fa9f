package io.gradlab.population.kernel;

/**
 * One loop over rows, with its operands. A pass through a network is a list of them.
 *
 * <p>An object for each, because the compiler keeps vectors in registers only where it inlines all
 * that a loop calls, and gives up inlining in a method that has grown large: when a pass was one
 * method that called the loops, a member-epoch of 2-5-1 took 3.7 or 10 microseconds (Java 17, AMD
 * EPYC), by the order in which they had been compiled. A call from a list is never inlined.
 */
interface Loop {

    /**
     * Runs it.
     *
     * @param rows from the first on, a multiple of {@value Loops#LANES}
     */
    void run(int rows);
}
