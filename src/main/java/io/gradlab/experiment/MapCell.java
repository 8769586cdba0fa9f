package io.gradlab.experiment;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.gradlab.data.AtomicFiles;
import io.gradlab.experiment.Statistics.Interval;
import io.gradlab.population.Fate;
import io.gradlab.population.MemberResult;
import io.gradlab.population.PopulationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a cell of a phase map, and its file.
 *
 * @param x value of the column
 * @param y value of the row
 * @param members trained
 * @param successes of them
 * @param dominant the fate of most of the failures; {@link #SUCCESS} without failures, {@link
 *     #OTHER} if no fate is that of half of them
 * @param fates members by fate
 */
record MapCell(
        String x,
        String y,
        int members,
        int successes,
        String dominant,
        Map<String, Integer> fates) {

    static final String SUCCESS = "success";
    static final String OTHER = "other";

    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

    static MapCell of(String x, String y, PopulationResult result, double success) {
        Map<String, Integer> fates = new LinkedHashMap<>();
        for (Fate fate : Fate.values()) {
            fates.put(fate.id(), result.count(fate));
        }
        List<MemberResult> failures =
                result.members().stream().filter(m -> !(m.testAccuracy() >= success)).toList();
        String dominant = failures.isEmpty() ? SUCCESS : OTHER;
        long most = 0;
        for (Fate fate : Fate.values()) {
            long number = failures.stream().filter(m -> m.fates().contains(fate)).count();
            if (number > most && 2 * number >= failures.size()) {
                most = number;
                dominant = fate.id();
            }
        }
        int members = result.members().size();
        return new MapCell(x, y, members, members - failures.size(), dominant, fates);
    }

    Interval share() {
        return Statistics.share(successes, members);
    }

    /** Share of the members with the dominant fate; of the failures where there is none. */
    double dominantShare() {
        double number = fates.getOrDefault(dominant, members - successes);
        return number / members;
    }

    void write(Path file) throws IOException {
        AtomicFiles.write(file, GSON.toJson(this) + "\n");
    }

    /** The cell of a file, if it is whole and of these values. */
    static Optional<MapCell> read(Path file, String x, String y, int members) throws IOException {
        try {
            MapCell cell = GSON.fromJson(Files.readString(file), MapCell.class);
            return Optional.ofNullable(cell).filter(one -> one.isOf(x, y, members));
        } catch (JsonParseException damaged) {
            return Optional.empty();
        }
    }

    private boolean isOf(String column, String row, int number) {
        boolean counts =
                fates != null
                        && fates.values().stream()
                                .allMatch(n -> n != null && n >= 0 && n <= number);
        return counts
                && dominant != null
                && column.equals(x)
                && row.equals(y)
                && members == number
                && successes >= 0
                && successes <= members;
    }
}
