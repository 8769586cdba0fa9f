package io.gradlab.engine;

import com.sun.jna.Function;
import com.sun.jna.Platform;

/**
 * Asks MKL, which multiplies libtorch's matrices on x86, for conditional numerical reproducibility.
 *
 * <p>Without it MKL shares the sum over the 640 examples in the last layer's weight gradient among
 * its threads: with 2 or 4 threads the last bits of step 1 differ, and with them all of the run.
 * The mode {@code AUTO,STRICT} fixes the order of every sum on a machine with an Intel processor;
 * on an AMD EPYC it does not. It costs nothing measurable at 2-5-1, and 8 % at 2-128-128-1.
 *
 * <p>MKL reads the mode from the process's environment, which Java itself cannot change. The call
 * of the C library goes through JNA, which DJL loads anyway. Elsewhere than on Linux, and where JNA
 * cannot load, nothing is asked; on one thread, the default, the same bits come without it.
 */
final class MatrixProducts {

    private MatrixProducts() {}

    /** Without effect once libtorch has multiplied, or where the user has set {@code MKL_CBWR}. */
    static void reproducible() {
        if (Platform.isLinux() && Platform.isIntel()) {
            try {
                Object[] variableValueOverwrite = {"MKL_CBWR", "AUTO,STRICT", 0};
                Function.getFunction("c", "setenv").invokeInt(variableValueOverwrite);
            } catch (LinkageError withoutJna) {
                // For example a temporary folder that forbids libraries: then MKL keeps its own
                // order, which one thread does not show.
                return;
            }
        }
    }
}
