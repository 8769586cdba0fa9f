package io.gradlab.engine;

import com.sun.jna.Function;
import com.sun.jna.Platform;

/**
 * Asks the C library to keep what libtorch frees, for its next array of the same size.
 *
 * <p>By default glibc gives large blocks back to the system and takes them again a few microseconds
 * later, page by page. In 500,000 member-epochs of 2-3-3-3-3-1 that is 0.7 to 2.3 million page
 * faults instead of 0.1 million, and 11.7 to 12.7 s instead of 10.6. Blocks of 32 MB and more, and
 * more than 128 MB at the end of the heap, still go back.
 *
 * <p>Elsewhere than on Linux with glibc, where JNA cannot load, and where the user has set one of
 * {@code MALLOC_MMAP_THRESHOLD_} and {@code MALLOC_TRIM_THRESHOLD_}, nothing is asked.
 */
final class NativeMemory {

    /** Of glibc's {@code malloc.h}. */
    private static final int M_MMAP_THRESHOLD = -3;

    private static final int M_TRIM_THRESHOLD = -1;

    private static final int LARGE_BLOCK = 32 << 20;
    private static final int LARGE_END = 128 << 20;

    private NativeMemory() {}

    static void keep() {
        boolean chosen =
                System.getenv("MALLOC_MMAP_THRESHOLD_") != null
                        || System.getenv("MALLOC_TRIM_THRESHOLD_") != null;
        if (Platform.isLinux() && !chosen) {
            try {
                Function mallopt = Function.getFunction("c", "mallopt");
                // Without the first the second would make every large block go back at once.
                if (set(mallopt, M_MMAP_THRESHOLD, LARGE_BLOCK)) {
                    set(mallopt, M_TRIM_THRESHOLD, LARGE_END);
                }
            } catch (LinkageError withoutIt) {
                return; // musl's library has no mallopt
            }
        }
    }

    private static boolean set(Function mallopt, int parameter, int value) {
        Object[] parameterAndValue = {parameter, value};
        return mallopt.invokeInt(parameterAndValue) == 1;
    }
}
