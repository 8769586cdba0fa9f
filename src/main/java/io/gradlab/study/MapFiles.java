package io.gradlab.study;

import io.gradlab.core.Json;
import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import io.gradlab.files.AtomicFiles;
import io.gradlab.files.OutputFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a phase map leaves while it is trained, to go on from: {@code map.json}, which says what the
 * map is, and in {@code cells} a file for each finished cell, which says of which study it is. The
 * cells stay in memory too, so that files which somebody removes meanwhile are written again.
 */
final class MapFiles {

    /** A hundred times what a cell takes. */
    private static final long MAX_BYTES = 1 << 20;

    private static final String STUDY = "study";

    private final PhaseMap map;
    private final Map<String, Object> settings;
    private final OutputFolder folder;
    private final Path description;
    private final Path directory;
    private final Map<Path, MapCell> cells = new LinkedHashMap<>();

    /**
     * Reads the cells that are there, names damaged ones, and says what the map is. Refuses another
     * map, and a cell of another study.
     */
    MapFiles(PhaseMap map, OutputFolder folder) throws IOException {
        this.map = map;
        settings = map.description(); // once: it digests the data
        this.folder = folder;
        description = folder.path().resolve("map.json");
        directory = folder.path().resolve("cells");
        boolean described = isDescribed();
        for (int row = 0; row < map.y().values().size(); row++) {
            for (int column = 0; column < map.x().values().size(); column++) {
                MapCell cell = read(column, row, described);
                if (cell != null) {
                    cells.put(file(column, row), cell);
                }
            }
        }
        if (!described) {
            folder.wasRemoved();
            describe();
        }
    }

    /** A finished cell; null if it has to be trained. */
    @Nullable MapCell cell(int column, int row) {
        return cells.get(file(column, row));
    }

    /** How many cells are finished. */
    int number() {
        return cells.size();
    }

    /** Keeps a finished cell. */
    void add(int column, int row, MapCell cell) throws IOException {
        restore();
        cells.put(file(column, row), cell);
        write(file(column, row), cell);
    }

    /** All cells, row by row, once they are finished. */
    List<List<MapCell>> rows() {
        return IntStream.range(0, map.y().values().size())
                .mapToObj(
                        row ->
                                IntStream.range(0, map.x().values().size())
                                        .mapToObj(
                                                column -> Objects.requireNonNull(cell(column, row)))
                                        .toList())
                .toList();
    }

    /** Writes again what somebody has removed since the last cell. */
    void restore() throws IOException {
        boolean removed = folder.wasRemoved();
        if (!removed
                && !cells.isEmpty()
                && !(Files.exists(description) && Files.exists(directory))) {
            removed = true;
            folder.warn("files of the map were removed during the run; they are written again");
        }
        if (removed) {
            describe();
            for (Map.Entry<Path, MapCell> cell : cells.entrySet()) {
                write(cell.getKey(), cell.getValue());
            }
        }
    }

    private Path file(int column, int row) {
        return directory.resolve("%03d-%03d.json".formatted(column, row));
    }

    private void describe() throws IOException {
        AtomicFiles.write(description, text());
    }

    private String text() {
        return Json.pretty(settings) + "\n";
    }

    /** So that cells of two maps are not mixed. */
    private boolean isDescribed() throws IOException {
        if (!Files.exists(description)) {
            return false;
        }
        Require.that(
                Files.isRegularFile(description),
                "%s is no regular file; choose another folder, or remove it",
                description);
        byte[] asked = text().getBytes(StandardCharsets.UTF_8);
        Require.that(
                Files.size(description) == asked.length
                        && Arrays.equals(Files.readAllBytes(description), asked),
                "%s describes another map; choose another folder, or remove it with the folder cells",
                description);
        return true;
    }

    private @Nullable MapCell read(int column, int row, boolean described) {
        Path file = file(column, row);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        if (!Files.isRegularFile(file)) {
            folder.warn(file + " is no regular file; its cell is trained again" + lost(file));
            return null;
        }
        try {
            String json = text(file);
            MapCell cell = Json.read(json, MapCell.class);
            Map<String, @Nullable Object> asked = study(column, row);
            Object study = Json.object(json).get(STUDY);
            Map<?, ?> says = study instanceof Map<?, ?> map ? map : null;
            if (cell.isWhole() && (study == null || (says != null && cell.isOf(says)))) {
                if (says == null ? !described : !says.equals(asked)) {
                    throw another(file, says, asked);
                }
                if (cell.isOf(asked)) {
                    return cell;
                }
            }
        } catch (Json.Malformed | IOException damaged) {
            // told below, like numbers that cannot be
        }
        folder.warn(file + " is damaged; its cell is trained again" + lost(file));
        return null;
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("too large");
        }
        return Files.readString(file);
    }

    private void write(Path file, MapCell cell) throws IOException {
        if (!isReplaceable(file)) {
            return; // told when it was read
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(STUDY, study(cell.x(), cell.y()));
        json.put("x", cell.x());
        json.put("y", cell.y());
        json.put("members", cell.members());
        json.put("successes", cell.successes());
        json.put("dominant", cell.dominant());
        json.put("fates", cell.fates());
        AtomicFiles.write(file, Json.pretty(json) + "\n");
    }

    private static String lost(Path file) {
        return isReplaceable(file) ? "" : ", but cannot be kept there";
    }

    private static boolean isReplaceable(Path file) {
        return !Files.isDirectory(file) && (!Files.exists(file) || Files.isWritable(file));
    }

    private Map<String, @Nullable Object> study(int column, int row) {
        return study(map.x().values().get(column), map.y().values().get(row));
    }

    /** Everything that the numbers of a cell depend on, as it stands in a file. */
    private Map<String, @Nullable Object> study(String x, String y) {
        Map<String, Object> study = new LinkedHashMap<>(settings);
        study.remove("x_values");
        study.remove("y_values");
        study.put(MapCell.X_VALUE, x);
        study.put(MapCell.Y_VALUE, y);
        return Json.object(Json.line(study));
    }

    private static UserMistake another(
            Path file, @Nullable Map<?, ?> says, Map<String, @Nullable Object> asked) {
        String what =
                says == null
                        ? " does not say of which study it is"
                        : " is of another study: " + differences(says, asked);
        return new UserMistake(
                "%s%s; choose another folder, or remove the folder %s"
                        .formatted(file, what, file.getParent()));
    }

    private static String differences(Map<?, ?> says, Map<String, @Nullable Object> asked) {
        Set<String> names = new TreeSet<>(asked.keySet());
        says.keySet().forEach(name -> names.add(name.toString()));
        return names.stream()
                .filter(name -> !Objects.equals(says.get(name), asked.get(name)))
                .map(
                        name ->
                                "%s is %s, asked is %s"
                                        .formatted(
                                                name,
                                                Json.line(says.get(name)),
                                                Json.line(asked.get(name))))
                .collect(Collectors.joining(", "));
    }
}
