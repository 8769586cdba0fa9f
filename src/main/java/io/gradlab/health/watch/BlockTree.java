package io.gradlab.health.watch;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RecurrentBlock;
import ai.djl.util.Pair;
import io.gradlab.health.observation.Layer;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The layers of a block: every block, at any depth, that owns parameters. A parameter that several
 * blocks share belongs to the first of them.
 */
public final class BlockTree {

    /**
     * A parameter with its name and layer.
     *
     * @param name for example {@code fc1.weight}
     * @param layer for example {@code fc1}
     * @param parameter the parameter
     */
    public record Named(String name, String layer, Parameter parameter) {}

    private final Block root;
    private final IdentityHashMap<Parameter, Named> parameters = new IdentityHashMap<>();
    private final List<Named> inOrder = new ArrayList<>();
    private final Map<String, Named> byName = new LinkedHashMap<>();
    private final Map<String, List<Named>> layers = new LinkedHashMap<>();
    private final Set<String> embeddings = new HashSet<>();
    private final Map<String, Integer> gates = new HashMap<>();
    private final Map<String, Double> dropouts = new LinkedHashMap<>();
    private boolean normalised;

    /** Walks through any block, initialised or not. */
    public BlockTree(Block root) {
        this.root = root;
        visit("", root, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    Block root() {
        return root;
    }

    /**
     * The parameters, frozen ones and running statistics too.
     *
     * @return in the order of the tree, each once
     */
    public List<Named> parameters() {
        return Collections.unmodifiableList(inOrder);
    }

    /** Number of elements of all parameters that are initialised. */
    long elements() {
        return inOrder.stream()
                .map(Named::parameter)
                .filter(Parameter::isInitialized)
                .mapToLong(parameter -> parameter.getArray().getShape().size())
                .sum();
    }

    /** The layer of a parameter; empty for one that is not in the tree. */
    String layerOf(Parameter parameter) {
        Named named = parameters.get(parameter);
        return named == null ? "" : named.layer;
    }

    /** The parameter of a name, of which there is one. */
    Named named(String name) {
        return Objects.requireNonNull(byName.get(name));
    }

    /** The layers as they are without a forward pass. */
    public List<Layer> unwatchedLayers() {
        return layers.keySet().stream().map(name -> layer(name, Layer.LINEAR, 0)).toList();
    }

    /** A layer with the names of its parameters. */
    Layer layer(String name, String function, int units) {
        List<Named> own = layers.getOrDefault(name, List.of());
        return new Layer(
                name,
                function,
                units,
                own.stream().map(Named::name).toList(),
                own.stream().filter(BlockTree::frozen).map(Named::name).toList());
    }

    /** Not running statistics, which never have a gradient. */
    private static boolean frozen(Named named) {
        Parameter.Type type = named.parameter.getType();
        return !named.parameter.requiresGradient()
                && type != Parameter.Type.RUNNING_MEAN
                && type != Parameter.Type.RUNNING_VAR;
    }

    /** By layer, in the order of the tree. */
    Map<String, List<Named>> layers() {
        return layers;
    }

    /** Whether what it computes in training mode is what it computes in inference mode. */
    boolean sameInTraining() {
        return dropouts.isEmpty() && !normalised && gates.isEmpty();
    }

    /** Rows of an embedding are items, not units: equal ones are no symmetry. */
    boolean isEmbedding(String layer) {
        return embeddings.contains(layer);
    }

    /** One operation of the engine, whose gates and steps are not seen. */
    boolean isRecurrent(String layer) {
        return gates.containsKey(layer);
    }

    /** Rows of a layer's parameters for each unit: an LSTM has four gates, each with every unit. */
    int gates(String layer) {
        return gates.getOrDefault(layer, 1);
    }

    /** Rates of the blocks that drop activations in training mode, by path; NaN if not known. */
    Map<String, Double> dropouts() {
        return dropouts;
    }

    private void visit(String path, Block block, Set<Block> seen) {
        if (!seen.add(block)) {
            return;
        }
        String layer = path.isEmpty() ? block.getClass().getSimpleName() : path;
        for (Pair<String, Parameter> pair : block.getDirectParameters()) {
            add(layer, pair.getKey(), pair.getValue());
        }
        if (block instanceof Embedding<?>) {
            embeddings.add(layer);
        }
        if (block instanceof Dropout) {
            dropouts.put(layer, rate(block));
        }
        normalised |= block instanceof BatchNorm;
        if (block instanceof RecurrentBlock) {
            gates.put(layer, block instanceof LSTM ? 4 : block instanceof GRU ? 3 : 1);
        }
        for (Pair<String, Block> child : block.getChildren()) {
            String name = childName(child.getKey(), child.getValue());
            visit(path.isEmpty() ? name : path + "." + name, child.getValue(), seen);
        }
    }

    /**
     * DJL tells it in no other way but by dropping, which would draw from the training's numbers.
     */
    private static double rate(Block dropout) {
        try {
            Field rate = Dropout.class.getDeclaredField("rate");
            rate.setAccessible(true);
            return rate.getFloat(dropout);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Double.NaN;
        }
    }

    private void add(String layer, String key, Parameter parameter) {
        if (!parameters.containsKey(parameter)) {
            String own = Objects.requireNonNullElse(parameter.getName(), key);
            Named named = new Named(layer + "." + own, layer, parameter);
            parameters.put(parameter, named);
            inOrder.add(named);
            byName.put(named.name, named);
            layers.computeIfAbsent(layer, l -> new ArrayList<>()).add(named);
        }
    }

    /** DJL's 01fc1 is fc1; 01Linear, which names no more than the class, keeps its number. */
    private static String childName(String key, Block block) {
        String bare = key.replaceFirst("^\\d+", "");
        return bare.isEmpty() || bare.equals(block.getClass().getSimpleName()) ? key : bare;
    }
}
