package io.gradlab.calibration;

import io.gradlab.calibration.published.AutoTrainer;
import io.gradlab.core.Seeds;
import io.gradlab.files.AtomicFiles;
import io.gradlab.health.diagnosis.Advice;
import io.gradlab.health.diagnosis.Diagnosis;
import io.gradlab.health.diagnosis.Finding;
import io.gradlab.health.diagnosis.Remedy;
import io.gradlab.health.diagnosis.Rules;
import io.gradlab.health.diagnosis.Severity;
import io.gradlab.health.diagnosis.Thresholds;
import io.gradlab.study.Cure;
import io.gradlab.study.CureConfig;
import io.gradlab.study.CureResult;
import io.gradlab.study.MlpTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What mends MLPs with a known fault, over {@link SickMlp#STARTS} starts each: nothing, a random
 * change, AutoTrainer's sequence, the first remedy of our diagnosis, cure. Each network is a line
 * of a file that is there whole after it: stopped, the same calibration goes on where it was.
 *
 * @param design of the grid
 * @param networks how many
 * @param file a line for each
 */
public record CureCalibration(Design design, int networks, Path file) {

    /** Member-epochs of a cure: 10 s of two cores for most. */
    private static final long BUDGET = 400_000;

    /**
     * Trains what is missing.
     *
     * @param told a line for each network
     * @param stop true ends it after the network that is trained
     * @return whether all are there
     * @throws IOException if the file cannot be read or written
     */
    public boolean run(Consumer<String> told, BooleanSupplier stop) throws IOException {
        List<CuredNetwork> rows = new ArrayList<>(rows());
        Set<Integer> there = rows.stream().map(CuredNetwork::index).collect(Collectors.toSet());
        int seen = 0;
        for (int program = 0; program < design.programs(); program++) {
            for (GridCase one : SickMlp.casesOfProgram(design, program)) {
                if (seen >= networks) {
                    return true;
                }
                if (there.contains(one.index())) {
                    seen++;
                } else {
                    if (stop.getAsBoolean()) {
                        return false;
                    }
                    Optional<CuredNetwork> row = SickMlp.of(one).map(CureCalibration::mended);
                    if (row.isPresent()) {
                        seen++;
                        rows.add(row.get());
                        rows.sort(Comparator.comparingInt(CuredNetwork::index));
                        AtomicFiles.write(file, CuredNetwork.csv(rows));
                        told.accept(row.get().line());
                    }
                }
            }
        }
        return true;
    }

    /** The networks that are there. */
    List<CuredNetwork> rows() throws IOException {
        return Files.exists(file) ? CuredNetwork.read(Files.readString(file)) : List.of();
    }

    private static CuredNetwork mended(SickMlp sick) {
        long begun = System.nanoTime();
        GridCase gridCase = sick.gridCase();
        GridTraining.Result trained = GridTraining.train(gridCase.setup());
        TrainedNetwork network =
                new TrainedNetwork(
                        gridCase,
                        trained.score(),
                        trained.diverged(),
                        gridCase.setup().steps,
                        trained.losses(),
                        trained.accuracies(),
                        trained.observations());
        Optional<Alarm> problem =
                new PublishedRules(new AutoTrainer()).alarms(network).stream().findFirst();
        int repaired =
                problem.map(
                                alarm ->
                                        sick.succeededByAny(
                                                new AutoTrainerSolutions(sick.training())
                                                        .of(alarm.pathology())))
                        .orElse(sick.sick());
        Optional<Remedy> remedy = firstRemedy(network);
        CureResult cure =
                Cure.of(
                        sick.data(),
                        sick.training(),
                        new CureConfig(
                                SickMlp.STARTS,
                                null,
                                BUDGET,
                                gridCase.index(),
                                "cpu",
                                CureConfig.standard().console(),
                                () -> false));
        return new CuredNetwork(
                gridCase.index(),
                gridCase.program().key(),
                gridCase.faults().get(0).kind().name(),
                gridCase.faults().get(0).strength(),
                sick.healthy(),
                sick.sick(),
                random(sick),
                problem.map(alarm -> alarm.pathology().name()).orElse(""),
                repaired,
                remedy.map(Enum::name).orElse(""),
                remedy.flatMap(one -> Mending.with(gridCase.setup(), one))
                        .map(setup -> sick.succeeded(MlpSetup.training(setup)))
                        .orElse(sick.sick()),
                cure.outcome().name(),
                cured(sick, cure.prescribed()),
                cured(sick, cure.surest()),
                Math.round((System.nanoTime() - begun) * 1e-9));
    }

    private static int cured(SickMlp sick, Optional<CureResult.Prescription> prescription) {
        return prescription.map(one -> sick.succeeded(one.training())).orElse(sick.sick());
    }

    /** A change of its own for each start. */
    private static int random(SickMlp sick) {
        Random random = Seeds.random(sick.gridCase().index());
        int succeeded = 0;
        for (int k = 0; k < SickMlp.STARTS; k++) {
            MlpTraining changed = Cure.withRandomChange(sick.training(), random);
            succeeded += sick.succeeds(changed, k) ? 1 : 0;
        }
        return succeeded;
    }

    /** Of the first alarm, or what may help where nothing is found; that a setup can follow. */
    private static Optional<Remedy> firstRemedy(TrainedNetwork network) {
        Diagnosis diagnosis = Rules.diagnose(network.observations(), Thresholds.defaults());
        List<Advice> advice =
                diagnosis.findings().stream()
                        .filter(finding -> finding.severity() == Severity.ALARM)
                        .findFirst()
                        .map(Finding::remedies)
                        .orElse(diagnosis.next());
        return advice.stream().map(Advice::remedy).findFirst();
    }
}
