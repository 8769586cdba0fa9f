package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.result.Columns;
import io.gradlab.study.Cure;
import io.gradlab.study.CureConfig;
import io.gradlab.study.CureReport;
import io.gradlab.study.CureResult;
import io.gradlab.study.MlpTraining;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** The changes that help what fails in an experiment. */
final class Cures {

    private Cures() {}

    /**
     * Looks for them: a table and a figure for each training, and what is prescribed of all.
     *
     * @throws CancellationException if {@code lab.stop()} became true
     */
    static void enter(Laboratory lab, Notebook notebook, Map<Text, MlpTraining> failing) {
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
        List<Text> names = new ArrayList<>();
        failing.forEach(
                (name, training) -> {
                    CureResult result = Cure.of(lab.data(), training, config);
                    if (result.outcome() == CureResult.Outcome.STOPPED) {
                        throw new CancellationException();
                    }
                    names.add(name);
                    reports.add(new CureReport(result, training, lab.data().name(), config));
                });
        for (CureReport report : reports) {
            notebook.table(report.table());
            String figure = "cure" + (reports.size() == 1 ? "" : "-" + reports.indexOf(report));
            notebook.figure(figure, report.figure());
        }
        if (!reports.isEmpty()) {
            notebook.table(
                    new Columns<CureReport>()
                            .add("network", report -> names.get(reports.indexOf(report)))
                            .add("cure", report -> Text.join("; ", report.sentences()))
                            .table("Cure: the change that helps", reports));
        }
    }
}
