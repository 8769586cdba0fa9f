package io.gradlab.population;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.util.cuda.CudaUtils;
import io.gradlab.core.UserMistake;
import io.gradlab.data.Dataset;
import io.gradlab.nn.MlpArchitecture;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many members make a chunk. On a CPU measured: few members wait for calls into the engine,
 * many leave the cache. On a GPU a quarter of its memory.
 *
 * @param data what is trained on
 * @param device where
 * @param workers chunks that are trained at the same time
 * @param config epochs of each member, and who may stop it
 */
record ChunkSize(Dataset data, Device device, int workers, PopulationConfig config) {

    private static final int[] SIZES = {16, 32, 64, 128, 256};

    /** Below this a population is over before a measurement pays. */
    private static final int FEW = 64;

    /** Updates of a measurement: at 64 members of 2-5-1 a hundredth of a second. */
    private static final int UPDATES = 12;

    /** So many times the updates of a measurement make it worth while. */
    private static final int WORTH = 20;

    /** Without a measurement; never slower than the best by more than a fifth for 2-5-1. */
    private static final int USUAL = 64;

    /** Activations of a layer that are alive at once, with those of the backward pass. */
    private static final int COPIES = 4;

    /** So much slower than the fastest may a smaller chunk be: stopped, it loses less. */
    private static final double NEARLY = 1.1;

    /** Copies of the parameters: initial, best, present, gradients, and as Java arrays. */
    private static final int PARAMETER_COPIES = 8;

    /** Multiplications of a chunk's update: about a fifth of a second, for which a stop waits. */
    private static final double MOST_WORK = 2e9;

    /** Bytes of a chunk on a CPU: wide networks would fill the memory otherwise. */
    private static final long MOST_BYTES = 1L << 28;

    /** Bytes of one member that are refused. */
    private static final long TOO_LARGE = 1L << 30;

    private static final Map<Shape, Integer> MEASURED = new ConcurrentHashMap<>();

    private record Shape(MlpArchitecture architecture, int rows) {}

    /**
     * The size for a group of members.
     *
     * @param first one of them
     * @param members their number
     * @return at least 1; chunks of it keep every worker busy
     */
    int of(Member first, int members) {
        int even = Math.max(1, (members + workers - 1) / workers);
        long bytes = bytes(first.architecture(), data);
        if (device.isGpu()) {
            return Math.min(even, ofMemory(bytes, device));
        }
        double work = 3.0 * first.architecture().parameters() * data.train().size();
        long fit = Math.min(MOST_BYTES / Math.max(1, bytes), (long) (MOST_WORK / work));
        int most = (int) Math.max(1, fit);
        if (even <= Math.min(FEW, most)) {
            return even;
        }
        int fastest = fastest(first, members, most);
        // As many chunks as are a multiple of the workers, so that none is idle at the end.
        int chunks = Math.max(1, Math.round((float) even / fastest)) * workers;
        return Math.max(1, (members + chunks - 1) / chunks);
    }

    /**
     * Refuses a network of which not even one fits.
     *
     * @throws IllegalArgumentException with the estimated memory and the limit
     */
    static void requireRoom(MlpArchitecture architecture, Dataset data) {
        long bytes = bytes(architecture, data);
        if (bytes > TOO_LARGE) {
            throw new UserMistake(
                    "a member of "
                            + architecture.widths()
                            + " takes about "
                            + (bytes >> 20)
                            + " MB on "
                            + data.train().size()
                            + " examples, more than "
                            + (TOO_LARGE >> 20)
                            + "; use fewer units, layers or examples");
        }
    }

    private int fastest(Member first, int members, int most) {
        Shape shape = new Shape(first.architecture(), data.train().size());
        if ((long) members * config.epochs()
                < (long) WORTH * 2 * UPDATES * Arrays.stream(SIZES).sum()) {
            return MEASURED.getOrDefault(shape, Math.min(USUAL, most));
        }
        return MEASURED.computeIfAbsent(shape, key -> measure(first, most));
    }

    /** The smallest that is nearly the fastest. */
    private int measure(Member member, int most) {
        Map<Integer, Double> nanos = new LinkedHashMap<>();
        for (int size : SIZES) {
            if (size <= most && !config.stop().getAsBoolean()) {
                nanos.put(size, nanos(member, size, data) / size);
            }
        }
        double least = nanos.values().stream().min(Double::compare).orElse(0.0);
        return nanos.entrySet().stream()
                .filter(one -> one.getValue() <= NEARLY * least)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Math.min(SIZES[0], most));
    }

    /** Of the same member many times: numbers do not change the time. */
    private static double nanos(Member member, int size, Dataset data) {
        PopulationConfig once = PopulationConfig.epochs(UPDATES).withScoreEvery(UPDATES);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu());
                ChunkRun warm =
                        new ChunkRun(data, Collections.nCopies(size, member), once, manager);
                ChunkRun timed =
                        new ChunkRun(data, Collections.nCopies(size, member), once, manager)) {
            warm.train();
            long start = System.nanoTime();
            timed.train();
            return System.nanoTime() - start;
        }
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
    private static long bytes(MlpArchitecture architecture, Dataset data) {
        long values = architecture.parameters() * PARAMETER_COPIES;
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            values += (long) architecture.unitsOf(layer) * data.train().size() * COPIES;
        }
        return values * Float.BYTES;
    }
}
