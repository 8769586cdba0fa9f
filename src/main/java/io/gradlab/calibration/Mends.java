package io.gradlab.calibration;

import io.gradlab.core.Seeds;
import io.gradlab.health.diagnosis.Advice;
import io.gradlab.health.diagnosis.Diagnosis;
import io.gradlab.health.diagnosis.Finding;
import io.gradlab.health.diagnosis.Remedy;
import io.gradlab.health.diagnosis.Rules;
import io.gradlab.health.diagnosis.Severity;
import io.gradlab.health.diagnosis.Thresholds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Remedies tried on networks that fail: those of the first finding, each alone on another seed,
 * beside nothing changed and a random other one.
 *
 * @param all of any networks
 */
record Mends(List<Mend> all) {

    /** First finding of a network without an alarm. */
    static final String NOTHING_FOUND = "NOTHING_FOUND";

    /** Most remedies of a finding that are tried. */
    private static final int MOST = 4;

    /** Tries the remedies of one network. */
    static Mend of(TrainedNetwork network) {
        GridCase gridCase = network.gridCase();
        Diagnosis diagnosis = Rules.diagnose(network.observations(), Thresholds.defaults());
        Finding first =
                diagnosis.findings().stream()
                        .filter(finding -> finding.severity() == Severity.ALARM)
                        .findFirst()
                        .orElse(null);
        List<Advice> advice = first == null ? diagnosis.next() : first.remedies();
        List<Remedy> remedies =
                Mending.applicable(advice.stream().map(Advice::remedy).toList()).stream()
                        .limit(MOST)
                        .toList();
        Random random = Seeds.random(Seeds.mix(gridCase.index()));
        long seed = random.nextLong();
        List<Mend.Try> tries = new ArrayList<>();
        for (Remedy remedy : remedies) {
            tries.add(attempt(gridCase, remedy, seed));
        }
        List<Remedy> others = new ArrayList<>(Mending.applicable());
        others.removeAll(remedies);
        Remedy other = others.get(random.nextInt(others.size()));
        return new Mend(
                gridCase,
                first == null ? NOTHING_FOUND : first.pathology().name(),
                Mending.succeedsUnchanged(gridCase, seed),
                tries,
                attempt(gridCase, other, seed));
    }

    private static Mend.Try attempt(GridCase gridCase, Remedy remedy, long seed) {
        return new Mend.Try(remedy, Mending.succeeds(gridCase, remedy, seed).orElseThrow());
    }

    Mends ofHalf(boolean tuning) {
        return new Mends(
                all.stream().filter(m -> m.gridCase().program().tuning() == tuning).toList());
    }

    /** Those with so many faults: one remedy mends one of two. */
    Mends ofFaults(int number) {
        return new Mends(all.stream().filter(m -> m.gridCase().faults().size() == number).toList());
    }

    /** By finding and remedy, the shares that were mended. */
    Map<String, Map<Remedy, Share>> shares() {
        Map<String, Map<Remedy, List<Boolean>>> outcomes = new TreeMap<>();
        for (Mend mend : all) {
            for (Mend.Try each : mend.tries()) {
                outcomes.computeIfAbsent(mend.finding(), f -> new LinkedHashMap<>())
                        .computeIfAbsent(each.remedy(), r -> new ArrayList<>())
                        .add(each.succeeded());
            }
        }
        Map<String, Map<Remedy, Share>> shares = new TreeMap<>();
        outcomes.forEach(
                (finding, byRemedy) ->
                        byRemedy.forEach(
                                (remedy, succeeded) ->
                                        shares.computeIfAbsent(finding, f -> new LinkedHashMap<>())
                                                .put(remedy, share(succeeded))));
        return shares;
    }

    private static Share share(List<Boolean> succeeded) {
        return new Share((int) succeeded.stream().filter(each -> each).count(), succeeded.size());
    }

    /** The resource of the health rules: {@code finding,remedy,mended,networks}. */
    String toCsv() {
        StringBuilder lines = new StringBuilder("finding,remedy,mended,networks\n");
        shares().forEach(
                        (finding, byRemedy) ->
                                byRemedy.forEach(
                                        (remedy, share) ->
                                                lines.append(
                                                        "%s,%s,%d,%d%n"
                                                                .formatted(
                                                                        finding,
                                                                        remedy,
                                                                        share.hits(),
                                                                        share.of()))));
        return lines.toString();
    }

    /**
     * Those that the first of their remedies mends; one without a remedy is not mended.
     *
     * @param order shares of other networks, by which remedies are ordered
     */
    Share byFirst(Mends order) {
        return byBestOf(1, order);
    }

    /**
     * The same of the best of the first ones.
     *
     * @param count how many are tried
     * @param order shares of other networks, by which remedies are ordered
     */
    Share byBestOf(int count, Mends order) {
        Map<String, Map<Remedy, Share>> shares = order.shares();
        int mended = 0;
        for (Mend mend : all) {
            List<Mend.Try> ordered = new ArrayList<>(mend.tries());
            Map<Remedy, Share> known = shares.getOrDefault(mend.finding(), Map.of());
            ordered.sort((one, other) -> Double.compare(rank(known, other), rank(known, one)));
            mended += ordered.stream().limit(count).anyMatch(Mend.Try::succeeded) ? 1 : 0;
        }
        return new Share(mended, all.size());
    }

    /** What was not measured comes after what was. */
    private static double rank(Map<Remedy, Share> known, Mend.Try remedy) {
        Share share = known.get(remedy.remedy());
        return share == null ? -1 : share.value();
    }

    /** Those whose first finding has a remedy that could be tried. */
    Share advised() {
        return new Share(
                (int) all.stream().filter(mend -> !mend.tries().isEmpty()).count(), all.size());
    }

    Share unchanged() {
        return new Share((int) all.stream().filter(Mend::unchanged).count(), all.size());
    }

    Share random() {
        return new Share(
                (int) all.stream().filter(mend -> mend.random().succeeded()).count(), all.size());
    }
}
