package io.gradlab.population;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.health.diagnosis.PathologyCriteria;
import io.gradlab.health.diagnosis.Threshold;
import io.gradlab.health.diagnosis.Thresholds;
import io.gradlab.health.quantity.Skill;
import io.gradlab.nn.LogitsAccuracy;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.StateDict;
import io.gradlab.population.ChunkNetwork.EngineSet;
import io.gradlab.population.ChunkNetwork.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The training of one chunk, members of one architecture up to the slope. */
final class ChunkRun implements AutoCloseable {

    private static final PathologyCriteria CRITERIA = new PathologyCriteria(Thresholds.defaults());

    private final DataSplits data;
    private final List<Member> chunk;
    private final PopulationConfig config;
    private final MlpArchitecture architecture;
    private final NDManager manager;
    private final EngineSet train;
    private final EngineSet validation;
    private final ChunkParameters best;
    private final double constantLoss;
    private final double majority;
    private final double[] bestAccuracy;
    private final int[] bestStep;
    private final double[] lastAccuracy;
    private final int[] divergedAt;
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
        constantLoss = entropy(data.train().shareOfOnes());
        majority = data.validation().majority();
        best = ChunkParameters.initial(chunk);
        bestAccuracy = new double[chunk.size()];
        Arrays.fill(bestAccuracy, -1);
        bestStep = new int[chunk.size()];
        lastAccuracy = new double[chunk.size()];
        divergedAt = new int[chunk.size()];
        Arrays.fill(divergedAt, MemberResult.NEVER);
        int every = config.lossEvery();
        int kept = every == 0 ? 0 : (config.epochs() + every - 1) / every;
        losses = new float[chunk.size()][kept];
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
                if (done % config.scoreEvery() == 0 || done == config.epochs()) {
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
            if (config.lossEvery() > 0 && update % config.lossEvery() == 0) {
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
                lastAccuracy[member] = accuracy;
                if (Double.isNaN(accuracy)) {
                    divergedAt[member] =
                            divergedAt[member] == MemberResult.NEVER ? updates : divergedAt[member];
                } else if (accuracy > bestAccuracy[member]) {
                    bestAccuracy[member] = accuracy;
                    bestStep[member] = updates;
                    best.copy(member, now);
                }
            }
        }
    }

    /** Share of logits on the label's side, 0 on that of label 1; NaN if one is not finite. */
    private static double accuracy(float[] logits, int member, EngineSet set, Examples examples) {
        int from = member * set.columns();
        float[] own = Arrays.copyOfRange(logits, from, from + examples.size());
        for (float logit : own) {
            if (!Float.isFinite(logit)) {
                return Double.NaN;
            }
        }
        return LogitsAccuracy.of(own, examples.labels());
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
                boolean seen = divergedAt[member] != MemberResult.NEVER;
                boolean diverged = seen || !end.finite(member);
                MemberState before = start.member(member);
                MemberState after = end.member(member);
                Set<Fate> fates = fates(before, after, diverged, lastAccuracy[member]);
                if (symmetric(start.distinctShares(member), end.distinctShares(member))) {
                    fates.add(Fate.SYMMETRIC);
                }
                results.add(
                        new MemberResult(
                                member,
                                chunk.get(member),
                                before,
                                after,
                                bestStep[member],
                                bestAccuracy[member] < 0 ? Double.NaN : bestAccuracy[member],
                                accuracy(logits, member, test, data.test()),
                                testLosses[member],
                                diverged && !seen ? config.epochs() : divergedAt[member],
                                fates,
                                losses[member],
                                parameters.get(member)));
            }
            return results;
        }
    }

    /** Those that can be told from numbers of the layers. */
    private Set<Fate> fates(
            MemberState start, MemberState end, boolean diverged, double validation) {
        Set<Fate> fates = EnumSet.noneOf(Fate.class);
        for (int layer = 0; layer < start.deadFractions().length; layer++) {
            Threshold limit =
                    CRITERIA.dead(start.deadFractions()[layer], end.deadFractions()[layer]);
            if (limit != null) {
                fates.add(limit == Threshold.DEAD_AT_BIRTH ? Fate.DEAD_AT_BIRTH : Fate.DIED);
            }
        }
        if (CRITERIA.vanishing(start.gradientRatio())) {
            fates.add(Fate.VANISHED);
        }
        double gain = 1 - end.loss() / constantLoss;
        double skill = Skill.of(validation, majority);
        if (diverged) {
            fates.add(Fate.DIVERGED);
        } else if (CRITERIA.notLearning(config.epochs(), CRITERIA.learned(skill, gain), gain)) {
            fates.add(Fate.STUCK);
        }
        return fates;
    }

    /** Some hidden layer at the start and at the end. */
    private static boolean symmetric(double[] start, double[] end) {
        for (int layer = 0; layer < start.length; layer++) {
            if (CRITERIA.symmetric(start[layer], end[layer])) {
                return true;
            }
        }
        return false;
    }

    /** Loss of the constant answer for a share of ones, in nats. */
    private static double entropy(double share) {
        return share == 0 || share == 1
                ? 0
                : -share * Math.log(share) - (1 - share) * Math.log1p(-share);
    }

    @Override
    public void close() {
        manager.close();
    }
}
