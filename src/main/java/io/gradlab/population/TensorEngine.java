package io.gradlab.population;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
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
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Trains members in chunks, each a batched tensor program.
 *
 * @param data training, validation and test set
 * @param config epochs, scores, who looks on
 * @param device a GPU takes one chunk after the other
 * @param workers chunks that are trained at the same time
 */
record TensorEngine(DataSplits data, PopulationConfig config, Device device, int workers) {

    private static final int WARM_UPDATES = 50;

    /** Parameters of a member from which on the rest takes longer anyway. */
    private static final int SMALL = 1000;

    private static final AtomicBoolean WARM = new AtomicBoolean();

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

    /**
     * The work on some members, in chunks.
     *
     * @param indices at least one, of members in a list
     * @param members the list
     */
    List<Callable<List<MemberResult>>> tasks(List<Integer> indices, List<Member> members) {
        Torch.load();
        warmUp(members.get(indices.get(0)));
        ChunkSize chunkSize = new ChunkSize(data, device, workers);
        Map<Key, List<Integer>> groups = new LinkedHashMap<>();
        for (int index : indices) {
            groups.computeIfAbsent(Key.of(members.get(index)), k -> new ArrayList<>()).add(index);
        }
        List<Callable<List<MemberResult>>> tasks = new ArrayList<>();
        for (List<Integer> group : groups.values()) {
            MlpArchitecture architecture = members.get(group.get(0)).architecture();
            int size =
                    config.chunk() > 0 ? config.chunk() : chunkSize.of(architecture, group.size());
            for (int start = 0; start < group.size(); start += size) {
                List<Integer> chunk = group.subList(start, Math.min(group.size(), start + size));
                tasks.add(() -> run(chunk, members));
            }
        }
        return tasks;
    }

    /**
     * Loads and compiles what a chunk needs, once: without it a member-epoch of the first 128
     * members takes a seventh longer.
     */
    private void warmUp(Member member) {
        boolean small = member.architecture().parameters() <= SMALL;
        if (small && !WARM.getAndSet(true)) {
            PopulationConfig few = PopulationConfig.epochs(WARM_UPDATES);
            new TensorEngine(data, few, device, 1).run(List.of(0), List.of(member));
        }
    }

    private List<MemberResult> run(List<Integer> indices, List<Member> members) {
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
            List<MemberResult> results = new ArrayList<>();
            for (MemberResult one : all.subList(0, Math.min(all.size(), indices.size()))) {
                results.add(one.at(indices.get(one.index())));
            }
            config.progress().accept(results.size());
            return results;
        }
    }
}
