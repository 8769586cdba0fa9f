package io.gradlab.population;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.gradlab.core.Futures;
import io.gradlab.core.Require;
import io.gradlab.data.DataSplits;
import io.gradlab.engine.Torch;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.UpdateRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Trains many MLPs at once. */
public final class Population {

    /** Most members of one call. */
    public static final int MAX_MEMBERS = 1_000_000;

    /** Java's memory for a member with its result and its row of a file: 2 KB were seen. */
    private static final long RESULT_BYTES = 2000;

    private static final long LAYER_BYTES = 100;

    private static final int WARM_UPDATES = 50;

    /** Parameters of a member from which on the rest takes longer anyway. */
    private static final int SMALL = 1000;

    private static final AtomicBoolean WARM = new AtomicBoolean();

    private Population() {}

    /**
     * Trains members on the CPU, a chunk on each core.
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
        requireRoom(data, sizes, config.parametersAt().size());
        Torch.load();
        int workers = device.isGpu() ? 1 : Runtime.getRuntime().availableProcessors();
        ChunkSize chunkSize = new ChunkSize(data, device, workers);
        MemberResult[] results = new MemberResult[members.size()];
        warmUp(data, members.get(0), device);
        ExecutorService cores = Executors.newFixedThreadPool(workers, Population::daemon);
        long start = System.nanoTime();
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (List<Integer> chunk : chunks(members, config, chunkSize)) {
                runs.add(
                        cores.submit(
                                () -> {
                                    for (MemberResult one :
                                            run(data, members, chunk, config, device)) {
                                        int index = chunk.get(one.index());
                                        results[index] = one.at(index);
                                    }
                                }));
            }
            for (Future<?> run : runs) {
                Futures.get(run);
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

    /**
     * Loads and compiles what a chunk needs, once: without it a member-epoch of the first 128
     * members takes a seventh longer.
     */
    private static void warmUp(DataSplits data, Member member, Device device) {
        boolean small = member.architecture().parameters() <= SMALL;
        if (small && !WARM.getAndSet(true)) {
            PopulationConfig few = PopulationConfig.epochs(WARM_UPDATES);
            run(data, List.of(member), List.of(0), few, device);
        }
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
        requireRoom(data, Map.of(architecture, members), 0);
    }

    private static void requireRoom(
            DataSplits data, Map<MlpArchitecture, Integer> sizes, int kept) {
        long members = 0;
        long bytes = 0;
        for (Map.Entry<MlpArchitecture, Integer> size : sizes.entrySet()) {
            members += size.getValue();
            long layers = LAYER_BYTES * size.getKey().layers();
            long parameters = Float.BYTES * size.getKey().parameters();
            bytes += size.getValue() * (RESULT_BYTES + layers + kept * (layers + parameters));
            bytes += ChunkSize.javaBytes(size.getKey());
            size.getKey().requireInputs(data.width());
            ChunkSize.requireRoom(size.getKey(), data);
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

    /**
     * Members that one batched program can hold: of equal widths, kind of function and update rule.
     * Clipped ones are apart, because their gradients are scaled later, which rounds otherwise.
     */
    private record Key(
            List<Integer> hidden,
            ActivationFunction.Kind kind,
            boolean clipsValues,
            boolean clipsNorm,
            UpdateRule rule) {

        static Key of(Member member) {
            return new Key(
                    member.architecture().hidden(),
                    member.architecture().activation().kind(),
                    Float.isFinite(member.limit(Clipping.Kind.VALUE)),
                    Float.isFinite(member.limit(Clipping.Kind.NORM)),
                    member.configuration().updateRule());
        }
    }

    private static List<List<Integer>> chunks(
            List<Member> members, PopulationConfig config, ChunkSize chunkSize) {
        Map<Key, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < members.size(); i++) {
            groups.computeIfAbsent(Key.of(members.get(i)), k -> new ArrayList<>()).add(i);
        }
        List<List<Integer>> chunks = new ArrayList<>();
        for (List<Integer> group : groups.values()) {
            MlpArchitecture architecture = members.get(group.get(0)).architecture();
            int size =
                    config.chunk() > 0 ? config.chunk() : chunkSize.of(architecture, group.size());
            for (int start = 0; start < group.size(); start += size) {
                chunks.add(group.subList(start, Math.min(group.size(), start + size)));
            }
        }
        return chunks;
    }

    private static List<MemberResult> run(
            DataSplits data,
            List<Member> members,
            List<Integer> indices,
            PopulationConfig config,
            Device device) {
        if (config.stop().getAsBoolean()) {
            return List.of();
        }
        List<Member> chunk = new ArrayList<>();
        indices.forEach(index -> chunk.add(members.get(index)));
        if (chunk.size() == 1) {
            chunk.add(chunk.get(0)); // see ChunkNetwork
        }
        try (NDManager manager = Torch.newBaseManager(device);
                ChunkRun run = new ChunkRun(data, chunk, config, manager)) {
            List<MemberResult> all = run.run();
            List<MemberResult> results = all.subList(0, Math.min(all.size(), indices.size()));
            config.progress().accept(results.size());
            return results;
        }
    }
}
