package io.gradlab.health.diagnosis;

import io.gradlab.core.Resources;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often a remedy mended networks with a first finding: the resource {@value #RESOURCE}, which
 * {@code scripts/calibrate-health} writes. One line for each pair: {@code
 * finding,remedy,mended,networks}, the finding a {@link Pathology} or {@value #NOTHING_FOUND}.
 */
final class MendedShares {

    /** The first finding of networks that have none and have not learned all that they should. */
    static final String NOTHING_FOUND = "NOTHING_FOUND";

    private static final String RESOURCE = "mended.csv";

    /** Networks below which a share says little: of 10 its standard error is up to 0.16. */
    static final int LEAST = 10;

    private static final MendedShares MEASURED =
            new MendedShares(Resources.text(MendedShares.class, RESOURCE));

    private final Map<String, Map<Remedy, Advice>> measured;

    /** From the text of the resource, head and all. */
    MendedShares(String csv) {
        measured = read(csv);
    }

    private static Map<String, Map<Remedy, Advice>> read(String csv) {
        Map<String, Map<Remedy, Advice>> all = new HashMap<>();
        csv.lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(cells -> Integer.parseInt(cells[3]) >= LEAST)
                .forEach(
                        cells ->
                                all.computeIfAbsent(cells[0], first -> new HashMap<>())
                                        .put(
                                                Remedy.valueOf(cells[1]),
                                                new Advice(
                                                        Remedy.valueOf(cells[1]),
                                                        Integer.parseInt(cells[2]),
                                                        Integer.parseInt(cells[3]))));
        return all;
    }

    /** By the resource. */
    static List<Advice> order(String finding, List<Remedy> remedies) {
        return MEASURED.ordered(finding, remedies);
    }

    /** Those that mended more first; what was not measured keeps its order after them. */
    List<Advice> ordered(String finding, List<Remedy> remedies) {
        Map<Remedy, Advice> ofFinding = measured.getOrDefault(finding, Map.of());
        return remedies.stream()
                .map(remedy -> ofFinding.getOrDefault(remedy, new Advice(remedy, 0, 0)))
                .sorted(
                        Comparator.comparingDouble(
                                advice -> advice.networks() == 0 ? 1 : -advice.share()))
                .toList();
    }
}
