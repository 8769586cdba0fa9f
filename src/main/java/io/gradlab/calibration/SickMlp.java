package io.gradlab.calibration;

import io.gradlab.core.Seeds;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.engine.Torch;
import io.gradlab.population.Member;
import io.gradlab.population.MemberResult;
import io.gradlab.population.Population;
import io.gradlab.population.PopulationConfig;
import io.gradlab.result.Statistics;
import io.gradlab.study.MlpTraining;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A training with a fault that a change of its settings can mend.
 *
 * @param gridCase of the grid, its program in full batches
 * @param data with the fault
 * @param training with the fault
 * @param limit test accuracy from which a start succeeds: 0.9 of the median skill of the program
 *     without its fault
 * @param healthy starts of {@link #STARTS} that succeed without the fault
 * @param sick starts that succeed with it
 */
record SickMlp(
        GridCase gridCase,
        DataSplits data,
        MlpTraining training,
        double limit,
        int healthy,
        int sick) {

    /** Starts of each share. */
    static final int STARTS = 40;

    private static final double ENOUGH = 0.9;

    /** So wide that a network of eight times the units still trains within a second or two. */
    private static final int MOST_UNITS = 8;

    private static final int MOST_LAYERS = 4;

    private static final Set<FaultKind> KINDS =
            EnumSet.of(
                    FaultKind.ACTIVATION,
                    FaultKind.FEW_STEPS,
                    FaultKind.UNSCALED_INPUTS,
                    FaultKind.OPTIMIZER,
                    FaultKind.LOW_LEARNING_RATE,
                    FaultKind.HIGH_LEARNING_RATE,
                    FaultKind.FEW_UNITS,
                    FaultKind.SMALL_WEIGHTS,
                    FaultKind.LARGE_WEIGHTS,
                    FaultKind.BIAS,
                    FaultKind.CONSTANT_WEIGHTS);

    /** Networks of a program that nothing was tuned on, whose fault is one of a setting. */
    static List<GridCase> casesOfProgram(Design design, int number) {
        List<GridCase> cases = new ArrayList<>();
        for (GridCase one : design.casesOfProgram(number)) {
            Program program = one.program();
            boolean small =
                    program.width() <= MOST_UNITS
                            && program.depth() <= MOST_LAYERS
                            && program.data() != DataKind.WIDE;
            if (!program.tuning()
                    && small
                    && MlpSetup.suits(program)
                    && one.faults().size() == 1
                    && KINDS.contains(one.faults().get(0).kind())) {
                cases.add(new GridCase(one.index(), MlpSetup.inFullBatches(program), one.faults()));
            }
        }
        return cases;
    }

    /** Empty if the program fails without its fault, or most starts succeed with it. */
    static Optional<SickMlp> of(GridCase gridCase) {
        Setup whole = gridCase.program().setup();
        List<MemberResult> without =
                starts(MlpSetup.data(whole), MlpSetup.training(whole), gridCase.index());
        Examples test = MlpSetup.data(whole).test();
        double[] accuracies = without.stream().mapToDouble(SickMlp::accuracy).toArray();
        double median = Statistics.median(accuracies);
        double limit = test.majority() + ENOUGH * (median - test.majority());
        int healthy = Statistics.atLeast(accuracies, limit);
        boolean learns = median - test.majority() > 0.1 && healthy >= ENOUGH * STARTS;
        if (!learns) {
            return Optional.empty();
        }
        Setup setup = gridCase.setup();
        DataSplits data = MlpSetup.data(setup);
        MlpTraining training = MlpSetup.training(setup);
        int sick = succeeded(starts(data, training, gridCase.index()), limit);
        return 2 * sick >= STARTS
                ? Optional.empty()
                : Optional.of(new SickMlp(gridCase, data, training, limit, healthy, sick));
    }

    /** How many starts of a training succeed. */
    int succeeded(MlpTraining changed) {
        return succeeded(starts(data, changed, gridCase.index()), limit);
    }

    /** Starts from which one of several trainings succeeds. */
    int succeededByAny(List<MlpTraining> changed) {
        boolean[] any = new boolean[STARTS];
        for (MlpTraining one : changed) {
            for (MemberResult start : starts(data, one, gridCase.index())) {
                any[start.index()] |= start.testAccuracy() >= limit;
            }
        }
        int succeeded = 0;
        for (boolean one : any) {
            succeeded += one ? 1 : 0;
        }
        return succeeded;
    }

    /** Whether one start of a training succeeds. */
    boolean succeeds(MlpTraining changed, int start) {
        List<Member> member = List.of(member(changed, gridCase.index(), start));
        return succeeded(train(data, changed, member), limit) == 1;
    }

    private static List<MemberResult> starts(DataSplits data, MlpTraining training, long seed) {
        List<Member> members = new ArrayList<>();
        for (int k = 0; k < STARTS; k++) {
            members.add(member(training, seed, k));
        }
        return train(data, training, members);
    }

    /** Of seeds that no cure trains from. */
    private static Member member(MlpTraining training, long seed, int k) {
        return training.member(Seeds.mix(Seeds.mix(seed)) + k);
    }

    private static List<MemberResult> train(
            DataSplits data, MlpTraining training, List<Member> members) {
        return Population.train(
                        training.on(data),
                        members,
                        PopulationConfig.epochs(training.epochs()),
                        Torch.device("cpu"))
                .members();
    }

    private static int succeeded(List<MemberResult> starts, double limit) {
        return Statistics.atLeast(starts.stream().mapToDouble(SickMlp::accuracy).toArray(), limit);
    }

    private static double accuracy(MemberResult start) {
        return Double.isNaN(start.testAccuracy()) ? 0 : start.testAccuracy();
    }
}
