package io.gradlab.study;

import io.gradlab.core.Require;
import io.gradlab.data.DataDigest;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Moons;
import io.gradlab.data.MoonsConfig;
import io.gradlab.engine.Versions;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.UpdateRule;
import io.gradlab.population.Member;
import io.gradlab.study.MapAxis.Setting;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The phase map of two settings: a population in each cell, from the same starts in all of them.
 * {@link MapTraining} trains it.
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
        DataSplits data,
        MoonsConfig moons,
        Member base,
        int members,
        long seed,
        double success,
        int epochs) {

    private static final int MOST_CELLS = 10_000;

    /**
     * Checks the size and every combination of settings.
     *
     * @throws IllegalArgumentException if both axes vary the same, there are too many cells, or a
     *     combination is impossible
     */
    public PhaseMap {
        Require.that(
                x.setting() != y.setting(),
                "both axes vary %s; give two different settings",
                x.setting().id());
        long cells = (long) x.values().size() * y.values().size();
        Require.that(
                cells <= MOST_CELLS,
                "%d cells are more than %d; use for example 12 by 8",
                cells,
                MOST_CELLS);
        PopulationStudy.requireTime(cells, members, epochs);
        requireUse(x, y, base);
        requireUse(y, x, base);
    }

    /** Refuses an axis that would quietly replace what was asked for, or change nothing. */
    private static void requireUse(MapAxis axis, MapAxis other, Member base) {
        Require.that(
                axis.setting() != Setting.WEIGHT_STD
                        || base.configuration().weights().kind() == InitialWeights.Kind.NORMAL,
                "axis weight-std varies normal weights, but the weights are %s; use normal ones",
                base.configuration().weights());
        Require.that(
                axis.setting() != Setting.DEPTH || base.architecture().hidden().size() <= 1,
                "axis depth gives the number of layers, all of the same width, but the hidden layers have %s units; give one number",
                base.architecture().hidden());
        if (axis.setting() == Setting.SLOPE) {
            boolean varies = other.setting() == Setting.ACTIVATION;
            List<String> functions =
                    varies ? other.values() : List.of(base.architecture().activation().id());
            String leaky = ActivationFunction.leakyRelu(0).id();
            Require.that(
                    functions.stream().allMatch(leaky::equals),
                    "axis slope varies that of %s, but the activation is %s; %s activation %1$s",
                    leaky,
                    String.join(", ", functions),
                    varies ? "leave out axis activation, and use" : "use");
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

    /** What a cell asks. */
    PopulationStudy study(int column, int row) {
        Map<Setting, String> values = new LinkedHashMap<>();
        values.put(x.setting(), x.values().get(column));
        values.put(y.setting(), y.values().get(row));
        String noise = values.get(Setting.NOISE);
        DataSplits used =
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
        MlpConfiguration usual = base.configuration();
        InitialWeights weights =
                values.containsKey(Setting.WEIGHT_STD)
                        ? InitialWeights.normal(number(values, Setting.WEIGHT_STD, 1))
                        : usual.weights();
        Clipping clipping =
                values.containsKey(Setting.CLIP_NORM)
                        ? Clipping.byNorm(number(values, Setting.CLIP_NORM, 1))
                        : usual.clipping();
        double bias = number(values, Setting.BIAS, usual.bias());
        double rate = number(values, Setting.LEARNING_RATE, usual.learningRate());
        return new Member(
                new MlpConfiguration(
                        architecture,
                        weights,
                        (float) bias,
                        (float) rate,
                        clipping,
                        usual.updateRule()),
                0);
    }

    private static double number(Map<Setting, String> values, Setting setting, double otherwise) {
        String value = values.get(setting);
        return value == null ? otherwise : Double.parseDouble(value);
    }

    /** What does not vary, and what does: maps with the same one have the same cells. */
    Map<String, Object> description() {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("x", x.setting().id());
        description.put("x_values", x.values());
        description.put("y", y.setting().id());
        description.put("y_values", y.values());
        MlpArchitecture architecture = base.architecture();
        put(description, "hidden", architecture.hidden(), Setting.HIDDEN);
        String activation = architecture.activation().toString();
        put(description, "activation", activation, Setting.ACTIVATION, Setting.SLOPE);
        float slope = architecture.activation().slope();
        if (varies(Setting.ACTIVATION) && slope != ActivationFunction.DEFAULT_SLOPE) {
            put(description, "slope", slope, Setting.SLOPE);
        }
        MlpConfiguration usual = base.configuration();
        put(description, "weights", usual.weights().toString(), Setting.WEIGHT_STD);
        put(description, "bias", usual.bias(), Setting.BIAS);
        put(description, "learning_rate", usual.learningRate(), Setting.LEARNING_RATE);
        put(description, "clip_value", limit(usual.clipping().limit(Clipping.Kind.VALUE)));
        Object norm = limit(usual.clipping().limit(Clipping.Kind.NORM));
        put(description, "clip_norm", norm, Setting.CLIP_NORM);
        if (usual.updateRule().kind() != UpdateRule.Kind.SGD) { // as maps before it was a choice
            description.put("optimizer", usual.updateRule().toString());
        }
        description.put("members", members);
        description.put("seed", seed);
        description.put("success", success);
        description.put("epochs", epochs);
        if (varies(Setting.NOISE)) {
            description.put("data_seed", moons.seed());
        } else {
            description.put("data", data.name().toString());
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
}
