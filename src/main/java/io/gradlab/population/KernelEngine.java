package io.gradlab.population;

import ai.djl.Device;
import io.gradlab.data.DataSplits;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpArchitecture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Trains narrow members on the CPU, each by itself, by {@link io.gradlab.population.kernel.Kernel}.
 *
 * @param data training, validation and test set
 * @param config epochs, scores, who looks on
 * @param workers members that are trained at the same time
 */
record KernelEngine(DataSplits data, PopulationConfig config, int workers) {

    /** Units of the widest layer. */
    private static final int WIDEST = 20;

    /** Members of a task where there are many: what a worker takes at a time. */
    private static final int MOST_MEMBERS = 64;

    /** Tasks for each worker where there are few, so that none is idle for long at the end. */
    private static final int TASKS = 8;

    /** Updates of all members from which on compiled loops are worth waiting for. */
    private static final int MUCH = Integer.getInteger("w.much", 50_000);

    private static final int WARM_UPDATES = Integer.getInteger("w.up", 2000);

    private static final Set<Key> WARM = ConcurrentHashMap.newKeySet();

    /** Whether this engine is the faster one. */
    static boolean suits(MlpArchitecture architecture, Device device) {
        return !device.isGpu() && architecture.hidden().stream().allMatch(units -> units <= WIDEST);
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

    /** One member. */
    private void warmUp(KernelRun.Data columns, Member member, int members) {
        if ((long) members * config.epochs() >= MUCH && WARM.add(Key.of(member))) {
            new KernelRun(columns, PopulationConfig.epochs(WARM_UPDATES)).train(0, member);
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
