package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.health.HealthReport;
import io.gradlab.health.diagnosis.Finding;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.result.Columns;
import io.gradlab.result.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the health rules say of some setups, over starts.
 *
 * @param reports of each setup by its name, in the order of the seeds
 */
record Diagnoses(Map<Text, List<HealthReport>> reports) {

    /** Enough for every rule: that a network is not learning is said from step 100 on. */
    static final int EPOCHS = 100;

    /**
     * What the health listener should say of every start of a setup.
     *
     * @param network name of the setup
     * @param first its first cause; null for no alarm
     */
    record Expected(Text network, @Nullable Pathology first) {

        static Expected noAlarm(Text network) {
            return new Expected(network, null);
        }

        private Text text() {
            return first == null ? Text.of("no alarm") : first.title();
        }

        private boolean isIn(HealthReport report) {
            if (first == null) {
                return report.diagnosis().healthy();
            }
            Finding found = Diagnoses.first(report);
            return found != null && found.pathology() == first;
        }
    }

    /** Trains every setup from every seed with the health listener, or takes what was before. */
    static Diagnoses of(
            Laboratory lab, Map<Text, MlpConfiguration> setups, long[] seeds, int epochs) {
        return new Diagnoses(
                lab.each(
                        "diagnosis",
                        setups,
                        seeds,
                        (setup, seed) -> lab.trainings().run(setup, seed, epochs).health()));
    }

    /** From the first seed alone. */
    static Diagnoses ofFirstSeed(Laboratory lab, Map<Text, MlpConfiguration> setups, int epochs) {
        return of(lab, setups, new long[] {lab.seed()}, epochs);
    }

    /** The diagnoses of both. */
    Diagnoses and(Diagnoses others) {
        Map<Text, List<HealthReport>> all = new LinkedHashMap<>(reports);
        all.putAll(others.reports);
        return new Diagnoses(all);
    }

    private List<HealthReport> of(Text setup) {
        return Objects.requireNonNull(reports.get(setup), () -> setup + " was not diagnosed");
    }

    /** A row for each different diagnosis of a setup, with the evidence of its first seed. */
    Table table() {
        List<Row> rows = new ArrayList<>();
        reports.forEach(
                (name, ofSetup) ->
                        byTitle(ofSetup)
                                .forEach(
                                        (title, same) ->
                                                rows.add(
                                                        new Row(
                                                                name,
                                                                title,
                                                                same,
                                                                ofSetup.size()))));
        return new Columns<Row>()
                .add("network", Row::network)
                .add("starts", row -> row.same().size())
                .add("of", Row::starts)
                .add("diagnosis", Row::title)
                .add("in", Row::where)
                .add("since step", Row::since)
                .add("first evidence", Row::evidence)
                .table("Diagnosis by the health listener", rows);
    }

    /** The starts of a setup that have the same diagnosis. */
    private record Row(Text network, Text title, List<HealthReport> same, int starts) {

        private Optional<Finding> finding() {
            return Optional.ofNullable(first(same.get(0)));
        }

        Object where() {
            return finding()
                    .filter(first -> !first.where().isEmpty())
                    .map(first -> String.join(" ", first.where()))
                    .orElse("-");
        }

        Object since() {
            return finding().<Object>map(Finding::since).orElse("-");
        }

        Object evidence() {
            return finding().<Object>map(first -> first.evidence().get(0).text()).orElse("-");
        }
    }

    private static @Nullable Finding first(HealthReport report) {
        return report.diagnosis().causes().stream()
                .map(cause -> cause.finding())
                .findFirst()
                .orElse(null);
    }

    private static Map<Text, List<HealthReport>> byTitle(List<HealthReport> ofSetup) {
        Map<Text, List<HealthReport>> byTitle = new LinkedHashMap<>();
        for (HealthReport report : ofSetup) {
            Finding first = first(report);
            Text title =
                    first == null || report.diagnosis().healthy()
                            ? report.headline()
                            : first.pathology().title();
            byTitle.computeIfAbsent(title, t -> new ArrayList<>()).add(report);
        }
        return byTitle;
    }

    /** What mends each first cause; empty if there is none. */
    Optional<Table> remedies() {
        Map<Text, Text> remedies = new LinkedHashMap<>();
        reports.values().stream()
                .flatMap(List::stream)
                .map(Diagnoses::first)
                .filter(Objects::nonNull)
                .forEach(first -> remedies.putIfAbsent(first.pathology().title(), first.remedy()));
        return remedies.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Columns<Map.Entry<Text, Text>>()
                                .add("diagnosis", Map.Entry::getKey)
                                .add("remedy", Map.Entry::getValue)
                                .table("Remedies", remedies.entrySet()));
    }

    /**
     * In how many starts the listener says what it should, a row for each setup: no claim about
     * networks, but a test of the listener.
     *
     * @throws NullPointerException if a setup was not diagnosed
     */
    Table selfTest(Expected... expected) {
        return new Columns<Expected>()
                .add("network", Expected::network)
                .add("expected", Expected::text)
                .add(
                        "as expected",
                        one -> (int) of(one.network()).stream().filter(one::isIn).count())
                .add("of", one -> of(one.network()).size())
                .table("Self-test of the health listener", Stream.of(expected).toList());
    }
}
