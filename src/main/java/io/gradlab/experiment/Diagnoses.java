package io.gradlab.experiment;

import io.gradlab.health.HealthReport;
import io.gradlab.health.diagnosis.Finding;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the health rules say of some setups, over seeds.
 *
 * @param reports of each setup by its name, in the order of the seeds
 */
record Diagnoses(Map<String, List<HealthReport>> reports) {

    /** Enough for every rule: that a network is not learning is said from step 100 on. */
    static final int EPOCHS = 100;

    /** Trains every setup from every seed with the health listener, or takes what was before. */
    static Diagnoses of(
            Laboratory lab, Map<String, MlpConfiguration> setups, long[] seeds, int epochs) {
        return new Diagnoses(
                lab.each(
                        "diagnosis",
                        setups,
                        seeds,
                        (setup, seed) -> lab.trainings().run(setup, seed, epochs).health()));
    }

    /** From the first seed alone. */
    static Diagnoses ofFirstSeed(Laboratory lab, Map<String, MlpConfiguration> setups, int epochs) {
        return of(lab, setups, new long[] {lab.seed()}, epochs);
    }

    /** The diagnoses of both. */
    Diagnoses and(Diagnoses others) {
        Map<String, List<HealthReport>> all = new LinkedHashMap<>(reports);
        all.putAll(others.reports);
        return new Diagnoses(all);
    }

    /** A row for each different diagnosis of a setup, with the evidence of its first seed. */
    Table table() {
        List<List<Object>> rows = new ArrayList<>();
        reports.forEach(
                (name, ofSetup) ->
                        byTitle(ofSetup)
                                .forEach(
                                        (title, same) ->
                                                rows.add(row(name, title, same, ofSetup.size()))));
        return new Table(
                "Diagnosis by the health listener",
                List.of("network", "seeds", "diagnosis", "in", "since step", "first evidence"),
                rows);
    }

    private static List<Object> row(String name, String title, List<HealthReport> same, int seeds) {
        Finding first = first(same.get(0));
        return List.of(
                name,
                same.size() + " of " + seeds,
                title,
                first == null || first.where().isEmpty() ? "-" : String.join(" ", first.where()),
                first == null ? "-" : String.valueOf(first.since()),
                first == null ? "-" : first.evidence().get(0).toString());
    }

    private static @Nullable Finding first(HealthReport report) {
        return report.diagnosis().causes().stream()
                .map(cause -> cause.finding())
                .findFirst()
                .orElse(null);
    }

    private static Map<String, List<HealthReport>> byTitle(List<HealthReport> ofSetup) {
        Map<String, List<HealthReport>> byTitle = new LinkedHashMap<>();
        for (HealthReport report : ofSetup) {
            Finding first = first(report);
            String title =
                    first == null || report.diagnosis().healthy()
                            ? report.headline().toString()
                            : first.pathology().title().toString();
            byTitle.computeIfAbsent(title, t -> new ArrayList<>()).add(report);
        }
        return byTitle;
    }

    /** What mends each first cause; empty if there is none. */
    Optional<Table> remedies() {
        Map<String, String> remedies = new LinkedHashMap<>();
        reports.values().stream()
                .flatMap(List::stream)
                .map(Diagnoses::first)
                .filter(Objects::nonNull)
                .forEach(
                        first ->
                                remedies.putIfAbsent(
                                        first.pathology().title().toString(),
                                        first.remedy().toString()));
        return remedies.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Table(
                                "Remedies",
                                List.of("diagnosis", "remedy"),
                                remedies.entrySet().stream()
                                        .map(e -> List.<Object>of(e.getKey(), e.getValue()))
                                        .toList()));
    }

    /** Whether a pathology is the first cause of the typical network of a setup. */
    Verdict names(String setup, Pathology pathology) {
        List<HealthReport> ofSetup = Objects.requireNonNull(reports.get(setup));
        int named = (int) ofSetup.stream().filter(report -> isFirst(report, pathology)).count();
        return Bridge.verdict(
                setup + ": the health listener names " + pathology.title() + " as the first cause.",
                "named first in " + Bridge.share(named, ofSetup.size()),
                ofSetup.size() == 1
                        ? Bridge.exact(named == 1)
                        : Bridge.typically(named, ofSetup.size()),
                ofSetup.size());
    }

    private static boolean isFirst(HealthReport report, Pathology pathology) {
        Finding first = first(report);
        return first != null && first.pathology() == pathology;
    }

    /** Whether no network of a setup has an alarm. */
    Verdict noAlarm(String setup) {
        List<HealthReport> ofSetup = Objects.requireNonNull(reports.get(setup));
        int healthy = (int) ofSetup.stream().filter(report -> report.diagnosis().healthy()).count();
        return Bridge.verdict(
                setup + ": the health listener has no alarm.",
                "none in " + Bridge.share(healthy, ofSetup.size()),
                Bridge.everySeed(healthy, ofSetup.size()),
                ofSetup.size());
    }
}
