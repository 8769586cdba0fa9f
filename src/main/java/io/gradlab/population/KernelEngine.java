package io.gradlab.population;

import ai.djl.Device;
import io.gradlab.data.DataSplits;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpArchitecture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * Trains narrow members on the CPU, each by itself, by {@link io.gradlab.population.kernel.Kernel}.
 *
 * @param data training, validation and test set
 * @param config epochs, scores, who looks on
 * @param workers members that are trained at the same time
 */
record KernelEngine(DataSplits data, PopulationConfig config, int workers) {

    /**
     * Weights of a layer, up to which this engine is the faster one: those of 20 units on 20. Of
     * 158 shapes (1, 2 and 4 hidden layers of 5 to 64 units, sigmoid and ReLU, 2 inputs with 640
     * and 5000 examples, 30 with 640; AMD EPYC) the time over that of the tensor engine was 0.15 to
     * 0.56 up to 128 weights of the largest layer, 0.63 to 1.36 with a median of 0.84 from 257 to
     * 400, 0.78 to 1.43 with a median of 1.07 up to 600, and 1.1 to 2.3 from 1000 on.
     */
    private static final int MOST_WEIGHTS = 400;

    /** Members of a task where there are many: what a worker takes at a time. */
    private static final int MOST_MEMBERS = 64;

    /** Tasks for each worker where there are few, so that none is idle for long at the end. */
    private static final int TASKS = 8;

    /** Updates of all members from which on compiled loops are worth waiting for. */
    private static final int MUCH = 50_000;

    private static final int WARM_UPDATES = 20;
    private static final long WARM_NANOS = 600_000_000;

    private static final AtomicBoolean WARM = new AtomicBoolean();

    /** Whether members of an architecture are this engine's on a device. */
    static boolean suits(MlpArchitecture architecture, Device device) {
        return !device.isGpu()
                && IntStream.rangeClosed(1, architecture.layers())
                        .allMatch(
                                layer ->
                                        (long) architecture.unitsOf(layer)
                                                        * architecture.inputsOf(layer)
                                                <= MOST_WEIGHTS);
    }

    /** Members of equal widths and kind of function. */
    private record Key(List<Integer> hidden, ActivationFunction.Kind kind) {

        static Key of(Member member) {
            MlpArchitecture architecture = member.architecture();
            return new Key(architecture.hidden(), architecture.activation().kind());
        }
    }

    /**
     * The work on some members.
     *
     * @param indices of members in a list
     * @param members the list
     */
    List<Callable<List<MemberResult>>> tasks(List<Integer> indices, List<Member> members) {
        Map<Key, List<Integer>> groups = new LinkedHashMap<>();
        for (int index : indices) {
            groups.computeIfAbsent(Key.of(members.get(index)), k -> new ArrayList<>()).add(index);
        }
        List<Callable<List<MemberResult>>> tasks = new ArrayList<>();
        for (List<Integer> group : groups.values()) {
            MlpArchitecture architecture = members.get(group.get(0)).architecture();
            KernelRun.Data columns = KernelRun.Data.of(data, architecture, config);
            warmUp(columns, members.get(group.get(0)), group.size());
            int even = Math.max(1, group.size() / (workers * TASKS));
            int size = config.chunk() > 0 ? config.chunk() : Math.min(MOST_MEMBERS, even);
            for (int start = 0; start < group.size(); start += size) {
                List<Integer> part = group.subList(start, Math.min(group.size(), start + size));
                tasks.add(() -> run(columns, part, members));
            }
        }
        return tasks;
    }

    /**
     * Runs what a member runs for a moment, once, on one core while the other compiles: with both
     * cores in code that is not compiled yet 128 members took 5 s for 1000 epochs, with this 1.3.
     */
    private void warmUp(KernelRun.Data columns, Member member, int members) {
        if ((long) members * config.epochs() >= MUCH && !WARM.getAndSet(true)) {
            PopulationConfig few =
                    PopulationConfig.epochs(WARM_UPDATES).watched(done -> {}, config.stop());
            KernelRun run = new KernelRun(columns, few);
            long start = System.nanoTime();
            while (System.nanoTime() - start < WARM_NANOS && !config.stop().getAsBoolean()) {
                run.train(0, member);
            }
        }
    }

    private List<MemberResult> run(
            KernelRun.Data columns, List<Integer> indices, List<Member> members) {
        KernelRun run = new KernelRun(columns, config);
        List<MemberResult> results = new ArrayList<>();
        for (int index : indices) {
            MemberResult result = run.train(index, members.get(index));
            if (result == null) {
                break;
            }
            results.add(result);
        }
        config.progress().accept(results.size());
        return results;
    }
}
