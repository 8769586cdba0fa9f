package io.gradlab.study;

import ai.djl.Device;
import io.gradlab.console.Console;
import io.gradlab.console.Progress;
import io.gradlab.core.UserMistake;
import io.gradlab.data.DataDigest;
import io.gradlab.data.Dataset;
import io.gradlab.data.Moons;
import io.gradlab.data.MoonsConfig;
import io.gradlab.engine.Versions;
import io.gradlab.files.OutputFolder;
import io.gradlab.files.RunFolder;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.population.Member;
import io.gradlab.population.PopulationResult;
import io.gradlab.result.Language;
import io.gradlab.study.MapAxis.Setting;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * The phase map of two settings: a population in each cell, from the same starts in all of them.
 *
 * @param x columns
 * @param y rows
 * @param data the data set, unless the noise varies
 * @param moons of which the noise varies, if it does
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
        MoonsConfig moons,
        Member base,
        int members,
        long seed,
        double success,
        int epochs) {

    /** Most cells. */
    public static final int MOST_CELLS = 10_000;

    /**
     * Checks the size and every combination of settings.
     *
     * @throws IllegalArgumentException if both axes vary the same, there are too many cells, or a
     *     combination is impossible
     */
    public PhaseMap {
        if (x.setting() == y.setting()) {
            throw new UserMistake(
                    "both axes vary " + x.setting().id() + "; give two different settings");
        }
        long cells = (long) x.values().size() * y.values().size();
        if (cells > MOST_CELLS) {
            throw new UserMistake(
                    cells + " cells are more than " + MOST_CELLS + "; use for example 12 by 8");
        }
        PopulationStudy.requireTime(cells, members, epochs);
        requireUse(x, y, base);
        requireUse(y, x, base);
    }

    /** Refuses an axis that would quietly replace what was asked for, or change nothing. */
    private static void requireUse(MapAxis axis, MapAxis other, Member base) {
        if (axis.setting() == Setting.WEIGHT_STD
                && base.configuration().weights().kind() != InitialWeights.Kind.NORMAL) {
            throw new UserMistake(
                    "axis weight-std varies normal weights, but --weights is "
                            + base.configuration().weights()
                            + "; leave --weights out");
        }
        if (axis.setting() == Setting.DEPTH && base.architecture().hidden().size() > 1) {
            throw new UserMistake(
                    "axis depth gives the number of layers, all of the same width, but --hidden is "
                            + base.architecture().hidden()
                            + "; give it one number");
        }
        if (axis.setting() == Setting.SLOPE) {
            boolean varies = other.setting() == Setting.ACTIVATION;
            List<String> functions =
                    varies ? other.values() : List.of(base.architecture().activation().id());
            String leaky = ActivationFunction.leakyRelu(0).id();
            if (!functions.stream().allMatch(leaky::equals)) {
                throw new UserMistake(
                        "axis slope varies that of leaky_relu, but the activation is "
                                + String.join(", ", functions)
                                + (varies
                                        ? "; leave out axis activation, and give --activation"
                                                + " leaky_relu"
                                        : "; use --activation leaky_relu"));
            }
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

    private PopulationStudy study(int column, int row) {
        Map<Setting, String> values = new LinkedHashMap<>();
        values.put(x.setting(), x.values().get(column));
        values.put(y.setting(), y.values().get(row));
        String noise = values.get(Setting.NOISE);
        Dataset used =
                noise == null ? data : Moons.generate(moons.withNoise(Double.parseDouble(noise)));
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
        if (values.containsKey(Setting.SLOPE)) {
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
                        : base.configuration().weights();
        MlpConfiguration usual = base.configuration();
        Clipping clipping =
                values.containsKey(Setting.CLIP_NORM)
                        ? Clipping.byNorm(number(values, Setting.CLIP_NORM, 1))
                        : usual.clipping();
        return Member.of(
                        architecture,
                        weights,
                        number(values, Setting.BIAS, usual.bias()),
                        0,
                        number(values, Setting.LEARNING_RATE, usual.learningRate()))
                .withClipping(clipping);
    }

    private static double number(Map<Setting, String> values, Setting setting, double otherwise) {
        String value = values.get(setting);
        return value == null ? otherwise : Double.parseDouble(value);
    }

    /**
     * Trains the cells that are not there yet; stopped at any moment, the same call goes on where
     * it was. With all of them there, prints the map and writes {@code map.csv}, {@code
     * result.json} and two figures.
     *
     * @param folder where the files go
     * @param device where to train
     * @param console where to print
     * @param language of the figures, besides English
     * @param stop true ends it after the finished cells
     * @return whether all cells are there
     * @throws IllegalArgumentException if there is another map, or a cell of another study
     * @throws IOException if a file cannot be read or written
     */
    public boolean run(
            OutputFolder folder,
            Device device,
            Console console,
            Language language,
            BooleanSupplier stop)
            throws IOException {
        try (RunFolder files = new RunFolder(folder.path(), PhaseMapReport.names())) {
            MapFiles finished = new MapFiles(this, folder);
            if (!train(finished, device, console, stop)) {
                return false;
            }
            finished.restore();
            new PhaseMapReport(this, rows(finished)).write(files, device, console, language);
        }
        console.line("wrote    " + folder.path());
        return true;
    }

    private boolean train(MapFiles finished, Device device, Console console, BooleanSupplier stop)
            throws IOException {
        int cells = x.values().size() * y.values().size();
        try (Progress progress = console.progress("map", cells)) {
            for (int row = 0; row < y.values().size(); row++) {
                for (int column = 0; column < x.values().size(); column++) {
                    if (finished.cell(column, row) == null) {
                        PopulationResult result = study(column, row).train(device, quiet(), stop);
                        if (result.stopped()) {
                            return false;
                        }
                        String cellX = x.values().get(column);
                        finished.add(
                                column,
                                row,
                                MapCell.of(cellX, y.values().get(row), result, success));
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

    /** What does not vary, and what does: maps with the same one have the same cells. */
    Map<String, Object> description() {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("x", x.setting().id());
        description.put("x_values", x.values());
        description.put("y", y.setting().id());
        description.put("y_values", y.values());
        put(description, "hidden", base.architecture().hidden(), Setting.HIDDEN);
        put(
                description,
                "activation",
                base.architecture().activation().toString(),
                Setting.ACTIVATION,
                Setting.SLOPE);
        float slope = base.architecture().activation().slope();
        if (varies(Setting.ACTIVATION) && slope != ActivationFunction.DEFAULT_SLOPE) {
            put(description, "slope", slope, Setting.SLOPE);
        }
        put(description, "weights", base.configuration().weights().toString(), Setting.WEIGHT_STD);
        put(description, "bias", base.configuration().bias(), Setting.BIAS);
        put(
                description,
                "learning_rate",
                base.configuration().learningRate(),
                Setting.LEARNING_RATE);
        put(
                description,
                "clip_value",
                limit(base.configuration().clipping().limit(Clipping.Kind.VALUE)));
        put(
                description,
                "clip_norm",
                limit(base.configuration().clipping().limit(Clipping.Kind.NORM)),
                Setting.CLIP_NORM);
        description.put("members", members);
        description.put("seed", seed);
        description.put("success", success);
        description.put("epochs", epochs);
        if (varies(Setting.NOISE)) {
            description.put("data_seed", moons.seed());
        } else {
            description.put("data", data.name());
            description.put("data_sha256", DataDigest.of(data));
        }
        description.put("gradlab", Versions.current().get("gradlab"));
        return description;
    }

    private void put(
            Map<String, Object> description, String name, Object value, Setting... varying) {
        if (Arrays.stream(varying).noneMatch(this::varies)) {
            description.put(name, value);
        }
    }

    private boolean varies(Setting setting) {
        return x.setting() == setting || y.setting() == setting;
    }

    private static Object limit(float limit) {
        return Float.isFinite(limit) ? limit : "none";
    }

    private List<List<MapCell>> rows(MapFiles finished) {
        List<List<MapCell>> rows = new ArrayList<>();
        for (int row = 0; row < y.values().size(); row++) {
            List<MapCell> cells = new ArrayList<>();
            for (int column = 0; column < x.values().size(); column++) {
                cells.add(Objects.requireNonNull(finished.cell(column, row)));
            }
            rows.add(cells);
        }
        return rows;
    }
}
