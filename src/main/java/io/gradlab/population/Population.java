package io.gradlab.population;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.gradlab.data.Dataset;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpArchitecture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Trains many MLPs at once. */
public final class Population {

    /** Most members of one call. */
    public static final int MAX_MEMBERS = 1_000_000;

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
            Dataset data, List<Member> members, PopulationConfig config) {
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
            Dataset data, List<Member> members, PopulationConfig config, Device device) {
        require(data, members);
        int workers = device.isGpu() ? 1 : Runtime.getRuntime().availableProcessors();
        MemberResult[] results = new MemberResult[members.size()];
        ExecutorService cores = Executors.newFixedThreadPool(workers, Population::daemon);
        long start = System.nanoTime();
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (List<Integer> chunk : chunks(data, members, config, device, workers)) {
                runs.add(
                        cores.submit(
                                () -> {
                                    for (MemberResult one :
                                            run(data, members, chunk, config, device)) {
                                        int index = chunk.get(one.index());
                                        results[index] = at(index, one);
                                    }
                                }));
            }
            for (Future<?> run : runs) {
                await(run);
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

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "population");
        thread.setDaemon(true);
        return thread;
    }

    private static void require(Dataset data, List<Member> members) {
        if (members.isEmpty() || members.size() > MAX_MEMBERS) {
            throw new IllegalArgumentException(
                    members.size()
                            + " members are outside 1 to "
                            + MAX_MEMBERS
                            + "; use for example 1000");
        }
        members.stream()
                .map(Member::architecture)
                .distinct()
                .forEach(architecture -> architecture.requireInputs(data.width()));
        if (data.train().size() == 0 || data.validation().size() == 0 || data.test().size() == 0) {
            throw new IllegalArgumentException(
                    "data set "
                            + data.name()
                            + " has an empty part; give training, validation and test examples");
        }
    }

    /** Members that one batched program can hold: of equal widths and kind of function. */
    private record Key(List<Integer> hidden, ActivationFunction.Kind kind) {
        static Key of(MlpArchitecture architecture) {
            return new Key(architecture.hidden(), architecture.activation().kind());
        }
    }

    private static List<List<Integer>> chunks(
            Dataset data,
            List<Member> members,
            PopulationConfig config,
            Device device,
            int workers) {
        Map<Key, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < members.size(); i++) {
            groups.computeIfAbsent(Key.of(members.get(i).architecture()), k -> new ArrayList<>())
                    .add(i);
        }
        List<List<Integer>> chunks = new ArrayList<>();
        for (List<Integer> group : groups.values()) {
            Member first = members.get(group.get(0));
            int size =
                    config.chunk() > 0
                            ? config.chunk()
                            : ChunkSize.of(first, group.size(), data, device, workers);
            for (int start = 0; start < group.size(); start += size) {
                chunks.add(group.subList(start, Math.min(group.size(), start + size)));
            }
        }
        return chunks;
    }

    private static List<MemberResult> run(
            Dataset data,
            List<Member> members,
            List<Integer> indices,
            PopulationConfig config,
            Device device) {
        List<Member> chunk = new ArrayList<>();
        indices.forEach(index -> chunk.add(members.get(index)));
        if (chunk.size() == 1) {
            chunk.add(chunk.get(0)); // see ChunkNetwork
        }
        try (NDManager manager = NDManager.newBaseManager(device);
                ChunkRun run = new ChunkRun(data, chunk, config, manager)) {
            List<MemberResult> all = run.run();
            List<MemberResult> results = all.subList(0, Math.min(all.size(), indices.size()));
            config.progress().accept(results.size());
            return results;
        }
    }

    private static MemberResult at(int index, MemberResult one) {
        return new MemberResult(
                index,
                one.member(),
                one.firstLoss(),
                one.lastLoss(),
                one.bestEpoch(),
                one.validationAccuracy(),
                one.testAccuracy(),
                one.testLoss(),
                one.firstGradientRatio(),
                one.divergedAt(),
                one.fates(),
                one.losses());
    }

    private static void await(Future<?> run) {
        try {
            run.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a population was trained", e);
        }
    }
}
