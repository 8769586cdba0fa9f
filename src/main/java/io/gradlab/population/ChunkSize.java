package io.gradlab.population;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import io.gradlab.core.Require;
import io.gradlab.data.DataSplits;
import io.gradlab.nn.MlpArchitecture;

/**
 * How many members make a chunk of the tensor engine: few members wait for calls into libtorch,
 * many leave the cache. The size comes from the shape and the number of workers alone, never from a
 * measurement of time: the last bits of a member that libtorch trains depend on it, and the same
 * command shall write the same numbers.
 *
 * @param data what is trained on
 * @param device where; a GPU takes a quarter of its memory
 * @param workers chunks that are trained at the same time
 */
record ChunkSize(DataSplits data, Device device, int workers) {

    /**
     * Bytes of the activations of all members of a chunk, those of the backward pass apart. Ten
     * shapes were timed in chunks of 4 to 256 on an AMD EPYC (1 MB of second-level cache a core):
     * 2-5-1, 2-3-3-3-3-1, 2-16-16-1, 2-64-1, 2-128-128-1, 30-16-1 and others, on 64 to 6400
     * examples. With this each is within a tenth of its fastest size, from 4 members to 256.
     */
    private static final int CACHED = 2 << 20;

    /** More were not tried. */
    private static final int MOST_MEMBERS = 256;

    /** A chunk of one is trained with a copy, see {@link ChunkNetwork}. */
    private static final int LEAST_MEMBERS = 2;

    /** Activations of a layer that are alive at once, with those of the backward pass. */
    private static final int COPIES = 4;

    /** Copies of the parameters: initial, best, present, gradients, and as Java arrays. */
    private static final int PARAMETER_COPIES = 8;

    /** Multiplications of a chunk's update: about a fifth of a second, for which a stop waits. */
    private static final double MOST_WORK = 2e9;

    /** Bytes of a chunk on a CPU: wide networks would fill the memory otherwise. */
    private static final long MOST_BYTES = 1L << 28;

    /** Bytes of one member that are refused. */
    private static final long TOO_LARGE = 1L << 30;

    /**
     * The size for a group of members.
     *
     * @param architecture of each of them
     * @param members their number
     * @return at least 1; chunks of it keep every worker busy
     */
    int of(MlpArchitecture architecture, int members) {
        int even = ceil(members, workers);
        if (device.isGpu()) {
            return Math.min(even, ofMemory(bytes(architecture, data), device));
        }
        // As many chunks as are a multiple of the workers, so that none is idle at the end.
        return ceil(members, ceil(even, most(architecture)) * workers);
    }

    /** What stays in the cache, fits in the memory and does not let a stop wait. */
    private int most(MlpArchitecture architecture) {
        long cached = CACHED / activationBytes(architecture, data);
        long usual = Math.max(LEAST_MEMBERS, Math.min(MOST_MEMBERS, cached));
        double work = 3.0 * architecture.parameters() * data.train().size();
        long fit = Math.min(MOST_BYTES / bytes(architecture, data), (long) (MOST_WORK / work));
        return (int) Math.max(1, Math.min(usual, fit));
    }

    private static int ceil(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    /**
     * Refuses a network of which not even one fits.
     *
     * @throws IllegalArgumentException with the estimated memory and the limit
     */
    static void requireRoom(MlpArchitecture architecture, DataSplits data) {
        long bytes = bytes(architecture, data);
        Require.that(
                bytes <= TOO_LARGE,
                "a member of %s takes about %d MB on %d examples, more than %d; use fewer units, layers or examples",
                architecture.widths(),
                bytes >> 20,
                data.train().size(),
                TOO_LARGE >> 20);
    }

    private static int ofMemory(long bytes, Device device) {
        long memory = CudaUtils.getGpuMemory(device).getMax() / 4;
        return (int) Math.max(1, Math.min(65_536, memory / bytes));
    }

    /**
     * Java's part of the parameters of a chunk of one, which is trained with a copy, and a worker.
     */
    static long javaBytes(MlpArchitecture architecture) {
        int chunks = Runtime.getRuntime().availableProcessors();
        return 2L * chunks * PARAMETER_COPIES * architecture.parameters() * Float.BYTES;
    }

    /** Of one member: activations of all layers, and parameters. */
    private static long bytes(MlpArchitecture architecture, DataSplits data) {
        return COPIES * activationBytes(architecture, data)
                + architecture.parameters() * PARAMETER_COPIES * Float.BYTES;
    }

    /** Of one member, over the training set: at least 4, since no part is empty. */
    private static long activationBytes(MlpArchitecture architecture, DataSplits data) {
        long units = 0;
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            units += architecture.unitsOf(layer);
        }
        return units * data.train().size() * Float.BYTES;
    }
}
