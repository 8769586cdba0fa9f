package io.gradlab.health.observation;

import io.gradlab.core.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was seen of a run: numbers only, all that a rule works on.
 *
 * @param steps steps seen
 * @param layers in the order of the forward pass
 * @param inputs scale of the inputs
 * @param labels the labels that were looked at
 * @param output what the block gives out
 * @param loss what the loss takes
 * @param readings by step; the first is of step 1, before any update
 * @param losses by step, more of them than readings
 * @param judged losses in inference mode, by reading, of the examples of the probe set whose labels
 *     are known, beside those of the constant predictor of all labels seen so far; empty where none
 *     are known
 * @param validation validation losses of the epochs that were read, by step; the loss of the
 *     constant predictor is that of the probe set
 * @param units lives of the units of layers with an activation function
 * @param symmetric groups of equal units by layer at the last reading, unit numbers from 1; only
 *     groups of two and more
 * @param nonFinite the first non-finite value, or null
 * @param notes what could not be measured, and why, in one line each
 */
public record Observations(
        long steps,
        List<Layer> layers,
        InputStatistics inputs,
        LabelStatistics labels,
        OutputKind output,
        LossKind loss,
        List<Reading> readings,
        List<LossPoint> losses,
        List<LossPoint> judged,
        List<LossPoint> validation,
        List<UnitHistory> units,
        Map<String, List<List<Integer>>> symmetric,
        @Nullable NonFinite nonFinite,
        List<Text> notes) {

    /**
     * Steps in which a start shows what it is worth. Every one is read: what goes wrong at the
     * start goes wrong here.
     */
    public static final int EARLY_STEPS = 10;

    /** Copies the lists, and the map in its order. */
    public Observations {
        layers = List.copyOf(layers);
        readings = List.copyOf(readings);
        losses = List.copyOf(losses);
        judged = List.copyOf(judged);
        validation = List.copyOf(validation);
        units = List.copyOf(units);
        symmetric = Collections.unmodifiableMap(new LinkedHashMap<>(symmetric));
        notes = List.copyOf(notes);
    }

    /**
     * The same with names of the inputs' features.
     *
     * @param featureNames one for each feature; any other number of them is left out
     */
    public Observations named(List<String> featureNames) {
        return new Observations(
                steps,
                layers,
                inputs.named(featureNames),
                labels,
                output,
                loss,
                readings,
                losses,
                judged,
                validation,
                units,
                symmetric,
                nonFinite,
                notes);
    }
}
