package io.gradlab.params;

import io.gradlab.core.Require;
import io.gradlab.core.Text;
import io.gradlab.core.UserMistake;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.ParameterNames;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.StateDict.Tensor;
import io.gradlab.params.Layers.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the tensors of another program become the parameters of a network: which is which layer, by
 * names and shapes, and which way the weights lie, by shapes. Whatever had to be concluded is said
 * in a note; where two readings are possible and differ in a value, the file is refused.
 */
final class Reading {

    /** Logits of a classifier of two classes, at most. */
    private static final int TWO = 2;

    private final Layers file;

    /** With those where the biases are other tensors. */
    private final List<Layers> readings;

    /** How the weights lie, as the caller says; null for what the shapes say. */
    private final @Nullable Boolean transposed;

    private Reading(List<Layers> readings, @Nullable Boolean transposed) {
        file = readings.get(0);
        this.readings = readings;
        this.transposed = transposed;
    }

    /** Reads a file without a checksum of ours, all of whose values have to be finite. */
    static SavedParameters of(FileContent content, @Nullable Boolean transposed) {
        requireFinite(content.tensors());
        List<Layers> readings =
                content.tensors().isEmpty()
                        ? List.of(new Layers(List.of(), List.of()))
                        : Layers.readings(content.tensors());
        requireUpright(content.isUpright(), transposed);
        LayerChain chain =
                new Reading(readings, content.isUpright() ? Boolean.FALSE : transposed).chain();
        requireNoLostBias(chain, content.passedOverValues());
        List<Text> notes = new ArrayList<>(chain.notes(readings.get(0).areOurs()));
        notes.addAll(content.notes());
        return new SavedParameters(
                chain.parameters(), null, new TreeMap<>(content.properties()), notes);
    }

    /** Refuses a single number where the bias of a single output is missing. */
    private static void requireNoLostBias(LayerChain chain, List<String> numbers) {
        Layer last = chain.layers().get(chain.layers().size() - 1);
        boolean some = chain.layers().stream().anyMatch(layer -> layer.bias() != null);
        Require.that(
                numbers.isEmpty() || !some || last.bias() != null,
                "%s may be the bias of %s, which has none; give it the shape (1) and the type"
                        + " float32, or take it out",
                LayerName.listed(numbers),
                last.weight().name());
    }

    /** Refuses to be told of (inputs, units) where the file itself says (units, inputs). */
    static void requireUpright(boolean upright, @Nullable Boolean transposed) {
        Require.that(
                !upright || !Boolean.TRUE.equals(transposed),
                "its weights are (units, inputs) by its own account; do not read them as (inputs,"
                        + " units)");
    }

    private LayerChain chain() {
        Require.that(
                !file.layers().isEmpty(),
                "it holds no weight of two dimensions; give the file of a network");
        Require.that(
                file.layers().size() > 1,
                "it holds one layer, but a network here has a hidden layer and an output layer;"
                        + " give the file of such a network");
        if (file.areOurs()) {
            requireConsecutive();
        }
        List<LayerChain> chains = chains(true, TWO);
        if (chains.isEmpty()) {
            requireNoOtherOrder();
            throw noChain();
        }
        StateDict parameters = chains.get(0).parameters();
        for (LayerChain other : chains) {
            if (!other.parameters().equals(parameters)) {
                throw ambiguous(chains.get(0), other);
            }
        }
        return chains.get(0);
    }

    /** Names of ours have one order, and a gap in it is a layer that is missing. */
    private void requireConsecutive() {
        Set<String> names =
                file.layers().stream()
                        .map(layer -> layer.weight().name())
                        .collect(Collectors.toSet());
        for (int layer = 1; layer <= names.size(); layer++) {
            Require.that(
                    names.contains(ParameterNames.weight(layer)),
                    "no parameter '%s' among its %s weights; restore it",
                    ParameterNames.weight(layer),
                    names.size());
        }
    }

    private List<LayerChain> chains(boolean ordered, int outputs) {
        List<LayerChain> chains = new ArrayList<>();
        for (boolean way : new boolean[] {false, true}) {
            if (transposed == null || transposed == way) {
                for (Layers reading : readings) {
                    chains.addAll(ChainSearch.of(reading, way, ordered, outputs));
                }
            }
        }
        return chains;
    }

    /** Refuses layers that would stand in a row if their names did not tell another order. */
    private void requireNoOtherOrder() {
        List<LayerChain> others = chains(false, TWO);
        if (!others.isEmpty()) {
            throw new UserMistake(
                    "its names tell another order than its shapes, which fit as %s; number the names in the order of the layers, as fc1.weight, fc1.bias, fc2.weight and so on"
                            .formatted(others.get(0)));
        }
    }

    private UserMistake noChain() {
        List<LayerChain> others = chains(true, MlpArchitecture.MAX_WIDTH);
        String shapes = LayerChain.shapes(file.layers());
        if (!others.isEmpty()) {
            LayerChain other = others.get(0);
            Layer last = other.layers().get(other.layers().size() - 1);
            return new UserMistake(
                    "%s gives %s outputs, as of so many classes or values, but a network here has one logit, or two that are read as one; give the file of such a network"
                            .formatted(last.weight().name(), last.units(other.transposed())));
        }
        String way =
                transposed == null
                        ? ""
                        : transposed ? " as (inputs, units)" : " as (units, inputs)";
        String biases =
                file.looseBiases().isEmpty()
                        ? ""
                        : " with biases "
                                + LayerName.listed(
                                        file.looseBiases().stream()
                                                .map(
                                                        one ->
                                                                one.name()
                                                                        + " ["
                                                                        + one.values().length
                                                                        + "]")
                                                .toList());
        return new UserMistake(
                "its weights%s are no layers in a row: %s%s; each layer takes as many inputs as the one before has units, the bias has one value for each unit, and the last has one; give the file of such a network"
                        .formatted(way, shapes, biases));
    }

    private UserMistake ambiguous(LayerChain one, LayerChain other) {
        if (one.transposed() != other.transposed()) {
            String what =
                    "its weights may lie as (units, inputs), as PyTorch's do, or as (inputs, units), as Paddle's and Keras' do, and the shapes fit both: %s or %s; say which"
                            .formatted(one, other);
            return new UserMistake(what, new UnknownWay(what));
        }
        return new UserMistake(
                "its layers may stand in several orders, for example %s, or %s; number the names in the order of the layers, as fc1.weight, fc1.bias, fc2.weight and so on"
                        .formatted(one, other));
    }

    private static void requireFinite(List<Tensor> tensors) {
        for (Tensor tensor : tensors) {
            for (float value : tensor.values()) {
                if (!Float.isFinite(value)) {
                    throw new UserMistake(
                            "%s holds %s, but values must be finite; export the parameters of a step before training diverged"
                                    .formatted(tensor.name(), value));
                }
            }
        }
    }
}
