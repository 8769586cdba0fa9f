package io.gradlab.study;

import io.gradlab.console.TaskProgress;
import io.gradlab.data.DataSplits;
import io.gradlab.engine.Torch;
import io.gradlab.population.Member;
import io.gradlab.population.MemberResult;
import io.gradlab.population.Population;
import io.gradlab.population.PopulationConfig;
import io.gradlab.population.PopulationResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Trains starts of changes, by populations of equal epochs and data, and counts what they cost. */
final class CureTrainer {

    private final DataSplits data;
    private final CureConfig config;
    private final Map<Boolean, DataSplits> asTrained = new LinkedHashMap<>();
    private long spent;

    CureTrainer(DataSplits data, CureConfig config) {
        this.data = data;
        this.config = config;
    }

    /** Member-epochs of all trainings. */
    long spent() {
        return spent;
    }

    /** One start of a change, and who takes what comes of it. */
    private record Start(Tried of, long seed, BiConsumer<Tried, MemberResult> taker) {}

    /**
     * Trains the starts that choose, those that are not there yet.
     *
     * @param starts of each
     * @return whether it was not stopped
     */
    boolean choose(List<Tried> tried, int starts) {
        List<Start> missing = new ArrayList<>();
        for (Tried one : tried) {
            for (int k = one.chosen(); k < starts; k++) {
                long seed = PopulationStudy.memberSeed(~config.seed(), k);
                missing.add(new Start(one, seed, Tried::choose));
            }
        }
        return train("cure: choice", missing);
    }

    /** Trains all fresh starts of each. */
    boolean prove(List<Tried> tried) {
        List<Start> starts = new ArrayList<>();
        for (Tried one : tried) {
            for (int k = 0; k < config.members(); k++) {
                starts.add(fresh(one, k));
            }
        }
        return train("cure: proof", starts);
    }

    /** Trains a fresh start of each, the first of the first and so on. */
    boolean proveOneStartEach(List<Tried> tried) {
        List<Start> starts = new ArrayList<>();
        for (int k = 0; k < tried.size(); k++) {
            starts.add(fresh(tried.get(k), k));
        }
        return train("cure: random changes", starts);
    }

    private Start fresh(Tried one, int k) {
        return new Start(one, PopulationStudy.memberSeed(config.seed(), k), Tried::prove);
    }

    private boolean train(String task, List<Start> starts) {
        if (starts.isEmpty()) {
            return true;
        }
        record Group(int epochs, boolean standardised) {}
        Map<Group, List<Start>> groups = new LinkedHashMap<>();
        for (Start start : starts) {
            MlpTraining training = start.of().training();
            groups.computeIfAbsent(
                            new Group(training.epochs(), training.standardised()),
                            group -> new ArrayList<>())
                    .add(start);
        }
        try (TaskProgress progress = config.console().progress(task, starts.size())) {
            for (List<Start> group : groups.values()) {
                if (!train(group, progress)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Of equal epochs and data. */
    private boolean train(List<Start> starts, TaskProgress progress) {
        MlpTraining first = starts.get(0).of().training();
        DataSplits examples =
                asTrained.computeIfAbsent(first.standardised(), standardised -> first.on(data));
        List<Member> members =
                starts.stream().map(start -> start.of().training().member(start.seed())).toList();
        PopulationResult result =
                Population.train(
                        examples,
                        members,
                        PopulationConfig.epochs(first.epochs())
                                .watched(progress::step, config.stop()),
                        Torch.device(config.device()));
        spent += (long) result.members().size() * first.epochs();
        for (MemberResult member : result.members()) {
            Start start = starts.get(member.index());
            start.taker().accept(start.of(), member);
        }
        return !result.stopped();
    }
}
