package io.gradlab.population;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.StateDict;
import io.gradlab.population.ChunkNetwork.EngineSet;
import io.gradlab.population.ChunkNetwork.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The training of one chunk, members of one architecture up to the slope. */
final class ChunkRun implements AutoCloseable {

    private final DataSplits data;
    private final List<Member> chunk;
    private final PopulationConfig config;
    private final MlpArchitecture architecture;
    private final NDManager manager;
    private final EngineSet train;
    private final EngineSet validation;
    private final ChunkParameters best;
    private final MemberJudge judge;
    private final List<MemberScores> scores = new ArrayList<>();
    private final float[][] losses;
    private final List<Map<Integer, StateDict>> parameters = new ArrayList<>();

    ChunkRun(DataSplits data, List<Member> chunk, PopulationConfig config, NDManager parent) {
        this.data = data;
        this.chunk = chunk;
        this.config = config;
        architecture = chunk.get(0).architecture();
        manager = parent.newSubManager();
        train = EngineSet.of(data.train(), manager);
        validation = EngineSet.of(data.validation(), manager);
        judge = new MemberJudge(data, config.epochs());
        best = ChunkParameters.initial(chunk);
        losses = new float[chunk.size()][config.keptLosses()];
        chunk.forEach(member -> scores.add(new MemberScores()));
        chunk.forEach(member -> parameters.add(new HashMap<>()));
    }

    /**
     * Trains.
     *
     * @return a result for each member of the chunk, indices from 0; none if it was stopped
     */
    List<MemberResult> run() {
        try (ChunkNetwork network =
                new ChunkNetwork(chunk, ChunkParameters.initial(chunk), manager)) {
            score(network, 0);
            keep(network, 0);
            ChunkState start = state(network);
            for (int update = 0; update < config.epochs(); update++) {
                if (config.stop().getAsBoolean()) {
                    return List.of();
                }
                step(network, update);
                int done = update + 1;
                keep(network, done);
                if (config.scores(done)) {
                    score(network, done);
                }
            }
            return results(start, state(network));
        }
    }

    private void step(ChunkNetwork network, int update) {
        try (NDManager scratch = manager.newSubManager()) {
            attach(network, train, scratch);
            Pass pass = network.forward(train);
            if (config.keepsLoss(update)) {
                float[] now = network.losses(pass, train);
                for (int member = 0; member < now.length; member++) {
                    losses[member][update / config.lossEvery()] = now[member];
                }
            }
            network.step(pass, train);
        }
    }

    private void keep(ChunkNetwork network, int updates) {
        if (config.parametersAt().contains(updates)) {
            ChunkParameters now = network.parameters();
            for (int member = 0; member < chunk.size(); member++) {
                parameters.get(member).put(updates, now.stateDict(member));
            }
        }
    }

    private static void attach(ChunkNetwork network, EngineSet set, NDManager scratch) {
        network.tempAttach(scratch);
        set.tempAttach(scratch);
    }

    /** Losses, gradients and activations over the training set, without an update. */
    private ChunkState state(ChunkNetwork network) {
        try (NDManager scratch = manager.newSubManager()) {
            attach(network, train, scratch);
            Pass pass = network.forward(train);
            NDList gradients = network.gradients(pass, train, false);
            return ChunkState.of(
                    architecture,
                    network.losses(pass, train),
                    pass,
                    train,
                    network.parameters(),
                    gradients);
        }
    }

    /** Validates, and keeps the parameters of the members that are better than ever. */
    private void score(ChunkNetwork network, int updates) {
        try (NDManager scratch = manager.newSubManager()) {
            attach(network, validation, scratch);
            float[] logits = network.forward(validation).logits().toFloatArray();
            ChunkParameters now = network.parameters();
            for (int member = 0; member < chunk.size(); member++) {
                double accuracy = accuracy(logits, member, validation, data.validation());
                if (scores.get(member).take(accuracy, updates)) {
                    best.copy(member, now);
                }
            }
        }
    }

    private static double accuracy(float[] logits, int member, EngineSet set, Examples examples) {
        int from = member * set.columns();
        return MemberScores.accuracy(
                Arrays.copyOfRange(logits, from, from + examples.size()), examples.labels());
    }

    private List<MemberResult> results(ChunkState start, ChunkState end) {
        try (ChunkNetwork network = new ChunkNetwork(chunk, best, manager);
                NDManager scratch = manager.newSubManager()) {
            EngineSet test = EngineSet.of(data.test(), scratch);
            network.tempAttach(scratch);
            Pass pass = network.forward(test);
            float[] logits = pass.logits().toFloatArray();
            float[] testLosses = network.losses(pass, test);
            List<MemberResult> results = new ArrayList<>();
            for (int member = 0; member < chunk.size(); member++) {
                double accuracy = accuracy(logits, member, test, data.test());
                results.add(
                        judge.result(
                                member,
                                chunk.get(member),
                                start.member(member),
                                end.member(member),
                                scores.get(member),
                                new MemberJudge.Test(accuracy, testLosses[member]),
                                new MemberJudge.Kept(losses[member], parameters.get(member))));
            }
            return results;
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
