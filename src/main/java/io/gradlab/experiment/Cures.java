package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.figure.SharesFigure;
import io.gradlab.result.Columns;
import io.gradlab.result.Table;
import io.gradlab.study.Cure;
import io.gradlab.study.CureConfig;
import io.gradlab.study.CureReport;
import io.gradlab.study.CureResult;
import io.gradlab.study.MlpTraining;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * The changes that help what fails in an experiment.
 *
 * @param names of the trainings
 * @param reports of each
 */
record Cures(List<Text> names, List<CureReport> reports) {

    /**
     * Looks for them.
     *
     * @throws CancellationException if {@code lab.stop()} became true
     */
    static Cures of(Laboratory lab, Map<Text, MlpTraining> failing) {
        CureConfig config =
                new CureConfig(
                        lab.number(CureConfig.MEMBERS, Laboratory.QUICK_SEEDS),
                        null,
                        CureConfig.BUDGET,
                        lab.seed(),
                        lab.device(),
                        lab.console(),
                        lab.stop());
        List<CureReport> reports = new ArrayList<>();
        for (MlpTraining training : failing.values()) {
            CureResult result = Cure.of(lab.data(), training, config);
            if (result.outcome() == CureResult.Outcome.STOPPED) {
                throw new CancellationException();
            }
            reports.add(new CureReport(result, training, lab.data().name(), config));
        }
        return new Cures(List.copyOf(failing.keySet()), reports);
    }

    /** What was tried of each, then what helps. */
    List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        reports.forEach(report -> tables.add(report.table()));
        if (!reports.isEmpty()) {
            tables.add(
                    new Columns<CureReport>()
                            .add("network", report -> names.get(reports.indexOf(report)))
                            .add("cure", report -> Text.join("; ", report.sentences()))
                            .table("Cure: the change that helps", reports));
        }
        return tables;
    }

    /** Of each training with a change that was tried, by the names of files. */
    Map<String, SharesFigure> figures() {
        Map<String, SharesFigure> figures = new LinkedHashMap<>();
        for (int i = 0; i < reports.size(); i++) {
            String name = reports.size() == 1 ? "cure" : "cure-" + (i + 1);
            reports.get(i).figure().ifPresent(figure -> figures.put(name, figure));
        }
        return figures;
    }
}
