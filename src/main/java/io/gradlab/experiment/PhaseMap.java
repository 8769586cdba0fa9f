package io.gradlab.experiment;

import ai.djl.Device;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.gradlab.data.AtomicFiles;
import io.gradlab.data.Dataset;
import io.gradlab.data.Moons;
import io.gradlab.data.MoonsConfig;
import io.gradlab.experiment.MapAxis.Setting;
import io.gradlab.experiment.Statistics.Interval;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.population.Fate;
import io.gradlab.population.Member;
import io.gradlab.population.MemberResult;
import io.gradlab.population.PopulationResult;
import io.gradlab.report.Console;
import io.gradlab.report.FigureFiles;
import io.gradlab.report.Language;
import io.gradlab.report.MapFigure;
import io.gradlab.report.Progress;
import io.gradlab.report.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The phase map of two settings: a population in each cell, from the same starts in all of them.
 *
 * @param x columns
 * @param y rows
 * @param data the data set, unless the noise varies
 * @param base settings that do not vary
 * @param members of each cell
 * @param seed of the study
 * @param success test accuracy from which a member has succeeded
 * @param epochs updates of each member
 */
public record PhaseMap(
        MapAxis x,
        MapAxis y,
        Dataset data,
        Member base,
        int members,
        long seed,
        double success,
        int epochs) {

    /** Most cells. */
    public static final int MOST_CELLS = 10_000;

    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

    /** Colours of success probabilities 0, 0.1, ... 1: light to dark blue (ColorBrewer Blues). */
    private static final int[][] BLUES = {
        {247, 251, 255},
        {233, 242, 250},
        {222, 235, 247},
        {198, 219, 239},
        {178, 208, 232},
        {158, 202, 225},
        {107, 174, 214},
        {66, 146, 198},
        {33, 113, 181},
        {8, 81, 156},
        {8, 48, 107}
    };

    /** Okabe and Ito's colours, for people with any colour vision. */
    private static final int[][] FATES = {
        {0, 0, 0}, {86, 86, 86}, {230, 159, 0}, {86, 180, 233}, {213, 94, 0}, {204, 121, 167}
    };

    /**
     * Checks the size and every combination of settings.
     *
     * @throws IllegalArgumentException if both axes vary the same, there are too many cells, or a
     *     combination is impossible
     */
    public PhaseMap {
        if (x.setting() == y.setting()) {
            throw new IllegalArgumentException(
                    "both axes vary " + x.setting().id() + "; give two different settings");
        }
        if ((long) x.values().size() * y.values().size() > MOST_CELLS) {
            throw new IllegalArgumentException(
                    (long) x.values().size() * y.values().size()
                            + " cells are more than "
                            + MOST_CELLS
                            + "; use for example 12 by 8");
        }
    }

    /** Trains nothing, but refuses what could not be trained. */
    public void check() {
        for (int row = 0; row < y.values().size(); row++) {
            for (int column = 0; column < x.values().size(); column++) {
                study(column, row);
            }
        }
    }

    /**
     * What came of a cell.
     *
     * @param x value of the column
     * @param y value of the row
     * @param members trained
     * @param successes of them
     * @param dominant the fate of most of the failures; {@code success} without failures, {@code
     *     other} if most have none
     * @param fates members by fate
     */
    record Cell(
            String x,
            String y,
            int members,
            int successes,
            String dominant,
            Map<String, Integer> fates) {

        Interval share() {
            return Statistics.share(successes, members);
        }
    }

    private PopulationStudy study(int column, int row) {
        Map<Setting, String> values = new LinkedHashMap<>();
        values.put(x.setting(), x.values().get(column));
        values.put(y.setting(), y.values().get(row));
        String noise = values.get(Setting.NOISE);
        Dataset used =
                noise == null
                        ? data
                        : Moons.generate(
                                MoonsConfig.standard().withNoise(Double.parseDouble(noise)));
        return new PopulationStudy(used, member(values), members, seed, success, epochs);
    }

    private Member member(Map<Setting, String> values) {
        List<Integer> hidden = base.architecture().hidden();
        int width = hidden.isEmpty() ? 1 : hidden.get(0);
        if (values.containsKey(Setting.HIDDEN) || values.containsKey(Setting.DEPTH)) {
            width = (int) number(values, Setting.HIDDEN, width);
            int depth = (int) number(values, Setting.DEPTH, hidden.size());
            hidden = Collections.nCopies(Math.max(0, depth), width);
        }
        String name = values.get(Setting.ACTIVATION);
        ActivationFunction function = base.architecture().activation();
        float slope = (float) number(values, Setting.SLOPE, function.slope());
        if (values.containsKey(Setting.SLOPE) && name == null) {
            name = ActivationFunction.leakyRelu(0).id();
        }
        MlpArchitecture architecture =
                new MlpArchitecture(
                        base.architecture().inputs(),
                        hidden,
                        name == null ? function : ActivationFunction.of(name, slope));
        InitialWeights weights =
                values.containsKey(Setting.WEIGHT_STD)
                        ? InitialWeights.normal(number(values, Setting.WEIGHT_STD, 1))
                        : base.weights();
        return new Member(
                architecture,
                weights,
                (float) number(values, Setting.BIAS, base.bias()),
                0,
                (float) number(values, Setting.LEARNING_RATE, base.learningRate()),
                base.clipValue(),
                (float) number(values, Setting.CLIP_NORM, base.clipNorm()),
                null);
    }

    private static double number(Map<Setting, String> values, Setting setting, double otherwise) {
        String value = values.get(setting);
        return value == null ? otherwise : Double.parseDouble(value);
    }

    /**
     * Trains the cells that are not there yet; stopped at any moment, the same call goes on where
     * it was.
     *
     * @param out where the cells' files are
     * @param device where to train
     * @param console for the progress
     * @param stop true ends it after the finished cells
     * @return whether all cells are there
     * @throws IllegalArgumentException if there is another map
     * @throws IOException if a file cannot be written
     */
    public boolean train(Path out, Device device, Console console, BooleanSupplier stop)
            throws IOException {
        describe(out);
        int cells = x.values().size() * y.values().size();
        try (Progress progress = console.progress("map", cells)) {
            for (int row = 0; row < y.values().size(); row++) {
                for (int column = 0; column < x.values().size(); column++) {
                    Path file = file(out, column, row);
                    if (!Files.exists(file)) {
                        PopulationResult result = study(column, row).train(device, quiet(), stop);
                        if (result.stopped()) {
                            return false;
                        }
                        write(file, GSON.toJson(cell(column, row, result)) + "\n");
                    }
                    progress.step();
                }
            }
        }
        return true;
    }

    private static Console quiet() {
        return new Console(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                true,
                false);
    }

    private static Path file(Path out, int column, int row) {
        return out.resolve("cells").resolve("%03d-%03d.json".formatted(column, row));
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** So that cells of two maps are not mixed. */
    private void describe(Path out) throws IOException {
        Path file = out.resolve("map.json");
        String description = GSON.toJson(description()) + "\n";
        if (!Files.exists(file)) {
            write(file, description);
        } else if (!Files.readString(file).equals(description)) {
            throw new IllegalArgumentException(
                    file
                            + " describes another map; choose another --out, or remove it with the"
                            + " folder cells");
        }
    }

    private Map<String, Object> description() {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("x", x.setting().id());
        description.put("x_values", x.values());
        description.put("y", y.setting().id());
        description.put("y_values", y.values());
        description.put("network", base.architecture().toString());
        description.put("weights", base.weights().toString());
        description.put("bias", base.bias());
        description.put("learning_rate", base.learningRate());
        description.put("clip_value", String.valueOf(base.clipValue()));
        description.put("clip_norm", String.valueOf(base.clipNorm()));
        description.put("members", members);
        description.put("seed", seed);
        description.put("success", success);
        description.put("epochs", epochs);
        description.put("data", data.name());
        return description;
    }

    private Cell cell(int column, int row, PopulationResult result) {
        Map<String, Integer> fates = new LinkedHashMap<>();
        for (Fate fate : Fate.values()) {
            fates.put(name(fate), result.count(fate));
        }
        List<MemberResult> failures =
                result.members().stream().filter(m -> !(m.testAccuracy() >= success)).toList();
        String dominant = failures.isEmpty() ? "success" : "other";
        long most = 0;
        for (Fate fate : Fate.values()) {
            long number = failures.stream().filter(m -> m.fates().contains(fate)).count();
            if (number > most && 2 * number >= failures.size()) {
                most = number;
                dominant = name(fate);
            }
        }
        return new Cell(
                x.values().get(column),
                y.values().get(row),
                result.members().size(),
                result.members().size() - failures.size(),
                dominant,
                fates);
    }

    private static String name(Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Prints the map and writes {@code map.csv}, {@code result.json} and two figures.
     *
     * @param out where the cells are
     * @param console where to print
     * @param language of the figures, besides English
     * @throws IllegalArgumentException if a cell's file is damaged
     * @throws IOException if a file cannot be read or written
     */
    public void report(Path out, Console console, Language language) throws IOException {
        List<List<Cell>> rows = new ArrayList<>();
        for (int row = 0; row < y.values().size(); row++) {
            List<Cell> cells = new ArrayList<>();
            for (int column = 0; column < x.values().size(); column++) {
                cells.add(read(file(out, column, row)));
            }
            rows.add(cells);
        }
        console.line("");
        console.table(table(rows));
        write(out.resolve("map.csv"), csv(rows));
        Map<String, Object> json = new LinkedHashMap<>(description());
        json.put("cells", rows);
        write(out.resolve("result.json"), GSON.toJson(json) + "\n");
        FigureFiles.write(out, "map-success", successes(rows), language);
        FigureFiles.write(out, "map-pathology", pathologies(rows), language);
        console.line("wrote    " + out);
    }

    private static Cell read(Path file) throws IOException {
        try {
            Cell cell = GSON.fromJson(Files.readString(file), Cell.class);
            if (cell != null && cell.members > 0 && cell.fates != null && cell.dominant != null) {
                return cell;
            }
        } catch (JsonParseException e) {
            throw damaged(file, e);
        }
        throw damaged(file, null);
    }

    private static IllegalArgumentException damaged(Path file, @Nullable Exception cause) {
        return new IllegalArgumentException(
                file + " is damaged; remove it, and the same command trains its cell again", cause);
    }

    private Table table(List<List<Cell>> rows) {
        List<String> columns = new ArrayList<>(List.of(y.setting().id()));
        columns.addAll(x.values());
        List<List<Object>> lines = new ArrayList<>();
        for (int row = rows.size() - 1; row >= 0; row--) {
            List<Object> line = new ArrayList<>(List.of(y.values().get(row)));
            for (Cell cell : rows.get(row)) {
                line.add(Text.format("%.2f", cell.share().estimate()));
            }
            lines.add(line);
        }
        return new Table(
                "Success probability, by " + x.setting().id() + " (columns)", columns, lines);
    }

    private String csv(List<List<Cell>> rows) {
        StringBuilder csv = new StringBuilder();
        csv.append(x.setting().id().replace('-', '_')).append(',');
        csv.append(y.setting().id().replace('-', '_'));
        csv.append(",members,success_probability,low,high,dominant");
        for (Fate fate : Fate.values()) {
            csv.append(',').append(name(fate));
        }
        csv.append('\n');
        for (List<Cell> row : rows) {
            for (Cell cell : row) {
                Interval share = cell.share();
                csv.append(cell.x).append(',').append(cell.y).append(',');
                csv.append(cell.members).append(',').append(share.estimate()).append(',');
                csv.append(share.low()).append(',').append(share.high()).append(',');
                csv.append(cell.dominant);
                for (Fate fate : Fate.values()) {
                    csv.append(',').append(cell.fates.getOrDefault(name(fate), 0));
                }
                csv.append('\n');
            }
        }
        return csv.toString();
    }

    private MapFigure successes(List<List<Cell>> rows) {
        List<MapFigure.Key> keys = new ArrayList<>();
        for (int i = 0; i < BLUES.length; i++) {
            keys.add(key(Text.format("%.1f", i / 10.0), BLUES[i]));
        }
        return figure(
                "Success probability, " + members + " starts a cell",
                keys,
                rows,
                cell ->
                        new MapFigure.Cell(
                                (int) Math.round(10 * cell.share().estimate()),
                                Text.format("%.2f", cell.share().estimate())));
    }

    private MapFigure pathologies(List<List<Cell>> rows) {
        List<MapFigure.Key> keys = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Fate fate : Fate.values()) {
            keys.add(key(fate.title(), FATES[keys.size()]));
            names.add(name(fate));
        }
        keys.add(key("no pathology", new int[] {200, 200, 200}));
        names.add("other");
        keys.add(key("no failure", new int[] {0, 114, 178}));
        names.add("success");
        return figure(
                "What became of most failures; the number is their share",
                keys,
                rows,
                cell ->
                        new MapFigure.Cell(
                                Math.max(0, names.indexOf(cell.dominant)),
                                Text.format("%.2f", 1 - cell.share().estimate())));
    }

    private interface Drawn {
        MapFigure.Cell of(Cell cell);
    }

    private MapFigure figure(
            String title, List<MapFigure.Key> keys, List<List<Cell>> rows, Drawn drawn) {
        return new MapFigure(
                title,
                new MapFigure.Axis(x.setting().id().replace('-', ' '), x.values()),
                new MapFigure.Axis(y.setting().id().replace('-', ' '), y.values()),
                keys,
                rows.stream().map(row -> row.stream().map(drawn::of).toList()).toList());
    }

    private static MapFigure.Key key(String name, int[] colour) {
        return new MapFigure.Key(name, colour[0], colour[1], colour[2]);
    }
}
