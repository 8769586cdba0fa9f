package io.gradlab.population;

import ai.djl.Device;
import io.gradlab.core.Futures;
import io.gradlab.core.Require;
import io.gradlab.data.DataSplits;
import io.gradlab.nn.MlpArchitecture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Trains many MLPs at once. Which of two engines trains a member is a function of its architecture
 * and the device alone.
 *
 * <ul>
 *   <li>At most 400 weights in each layer, on a CPU: the kernel, each member by itself. It has the
 *       same bits in every population, at every place, on any number of cores and with any flags of
 *       the JVM.
 *   <li>Wider networks, and a GPU: batched tensor programs. The same population on the same cores
 *       comes out the same; in another one, or on another number of cores, a member does up to
 *       rounding: within 1e-5 of the loss at rates where rounding does not grow, but maybe with
 *       another score at rates that part trajectories (3 and more for 2-5-1).
 * </ul>
 *
 * <p>The kernel is fast where Java is started with {@code --add-modules jdk.incubator.vector} and
 * both compilers. Without that module it takes several times as long for the same bits, and logs
 * one warning.
 */
public final class Population {

    /** Most members of one call. */
    public static final int MAX_MEMBERS = 1_000_000;

    /** Java's memory for a member with its result and its row of a file: 2 KB were seen. */
    private static final long RESULT_BYTES = 2000;

    private static final long LAYER_BYTES = 100;

    private Population() {}

    /**
     * Trains members on the CPU, on all cores.
     *
     * @param data training, validation and test set
     * @param members of any architectures whose inputs are the data's
     * @param config epochs, scores, who looks on
     * @return a result for each finished member
     * @throws IllegalArgumentException if there are no members or too many, a width does not fit,
     *     or a set is empty
     */
    public static PopulationResult train(
            DataSplits data, List<Member> members, PopulationConfig config) {
        return train(data, members, config, Device.cpu());
    }

    /**
     * Trains members on a device.
     *
     * @param data training, validation and test set
     * @param members of any architectures whose inputs are the data's
     * @param config epochs, scores, who looks on
     * @param device a GPU takes one chunk after the other
     * @return a result for each finished member
     * @throws IllegalArgumentException if there are no members or too many, a width does not fit,
     *     or a set is empty
     */
    public static PopulationResult train(
            DataSplits data, List<Member> members, PopulationConfig config, Device device) {
        Require.that(!members.isEmpty(), "0 members; give at least one");
        Map<MlpArchitecture, Integer> sizes = new LinkedHashMap<>();
        members.forEach(member -> sizes.merge(member.architecture(), 1, Integer::sum));
        requireRoom(data, sizes, config.parametersAt().size(), device);
        int workers = device.isGpu() ? 1 : Runtime.getRuntime().availableProcessors();
        MemberResult[] results = new MemberResult[members.size()];
        List<Callable<List<MemberResult>>> tasks = tasks(data, members, config, device, workers);
        ExecutorService cores = Executors.newFixedThreadPool(workers, Population::daemon);
        long start = System.nanoTime();
        try {
            List<Future<List<MemberResult>>> runs = new ArrayList<>();
            tasks.forEach(task -> runs.add(cores.submit(task)));
            for (Future<List<MemberResult>> run : runs) {
                for (MemberResult one : Futures.get(run)) {
                    results[one.index()] = one;
                }
            }
        } finally {
            cores.shutdownNow();
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        List<MemberResult> finished = new ArrayList<>();
        for (MemberResult result : results) {
            if (result != null) {
                finished.add(result);
            }
        }
        return new PopulationResult(
                finished, config.epochs(), seconds, finished.size() < members.size());
    }

    /** Of both engines, wide members first: their tasks are the longest. */
    private static List<Callable<List<MemberResult>>> tasks(
            DataSplits data,
            List<Member> members,
            PopulationConfig config,
            Device device,
            int workers) {
        List<Integer> narrow = new ArrayList<>();
        List<Integer> wide = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            boolean suits = KernelEngine.suits(members.get(i).architecture(), device);
            (suits ? narrow : wide).add(i);
        }
        List<Callable<List<MemberResult>>> tasks = new ArrayList<>();
        if (!wide.isEmpty()) {
            TensorEngine engine = new TensorEngine(data, config, device, workers);
            tasks.addAll(engine.tasks(wide, members));
        }
        tasks.addAll(new KernelEngine(data, config, workers).tasks(narrow, members));
        return tasks;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "population");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Refuses what could not be trained, before anything is allocated.
     *
     * @param data training, validation and test set
     * @param architecture of the members
     * @param members their number
     * @throws IllegalArgumentException if there are no members or too many, or more than fit in the
     *     memory; if the data's inputs are not the network's, or a set is empty
     */
    public static void requireRoom(DataSplits data, MlpArchitecture architecture, int members) {
        requireRoom(data, Map.of(architecture, members), 0, Device.cpu());
    }

    private static void requireRoom(
            DataSplits data, Map<MlpArchitecture, Integer> sizes, int kept, Device device) {
        long members = 0;
        long bytes = 0;
        for (Map.Entry<MlpArchitecture, Integer> size : sizes.entrySet()) {
            members += size.getValue();
            long layers = LAYER_BYTES * size.getKey().layers();
            long parameters = Float.BYTES * size.getKey().parameters();
            bytes += size.getValue() * (RESULT_BYTES + layers + kept * (layers + parameters));
            size.getKey().requireInputs(data.width());
            if (!KernelEngine.suits(size.getKey(), device)) {
                bytes += ChunkSize.javaBytes(size.getKey());
                ChunkSize.requireRoom(size.getKey(), data);
            }
        }
        Require.that(
                members >= 1 && members <= MAX_MEMBERS,
                "%d members are outside 1 to %d; use for example 1000",
                members,
                MAX_MEMBERS);
        long memory = Runtime.getRuntime().maxMemory();
        Require.that(
                bytes <= memory / 2,
                "%d members take about %d MB of Java's memory, more than half of its %d MB; use fewer, or a larger -Xmx",
                members,
                bytes >> 20,
                memory >> 20);
        Require.that(
                data.train().size() > 0 && data.validation().size() > 0 && data.test().size() > 0,
                "data set %s has an empty part; give training, validation and test examples",
                data.name());
    }
}
