package io.gradlab.health.watch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.NonFinite;
import io.gradlab.health.quantity.ActivationSample;
import io.gradlab.health.quantity.Moments;
import io.gradlab.health.quantity.ReadingBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for the first non-finite value of a step, in the order in which the step computes: inputs,
 * parameters, activations, outputs, loss, gradients.
 */
final class FirstNonFinite {

    private final long step;
    private final BlockTree tree;
    private final ReadingBuilder reading;
    private final List<ActivationSample> activations;

    FirstNonFinite(
            long step, BlockTree tree, ReadingBuilder reading, List<ActivationSample> activations) {
        this.step = step;
        this.tree = tree;
        this.reading = reading;
        this.activations = activations;
    }

    /** Inputs that are not finite show in the gradients, and are looked at only then. */
    Optional<NonFinite> find(NDList inputs, Outputs outputs, LossPoint loss) {
        Optional<NonFinite> computed =
                parameters()
                        .or(this::activations)
                        .or(() -> found("output", "output", Host.firstNonFinite(outputs.values())))
                        .or(() -> found("", "loss", (float) loss.loss()))
                        .or(this::gradients);
        return computed.isEmpty() ? computed : inputs(inputs).or(() -> computed);
    }

    private Optional<NonFinite> inputs(NDList inputs) {
        for (NDArray array : inputs) {
            if (Host.isFloating(array)) {
                Optional<NonFinite> bad =
                        found("", "input", Host.firstNonFinite(Host.floats(array)));
                if (bad.isPresent()) {
                    return bad;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The update of the step before made it so: at that step the outputs were still finite. Frozen
     * parameters and running statistics are looked at too.
     */
    private Optional<NonFinite> parameters() {
        Map<String, Moments> read = new HashMap<>();
        reading.parameters().forEach(sample -> read.put(sample.name(), sample.ofValue()));
        for (BlockTree.Named named : tree.parameters()) {
            if (named.parameter().isInitialized()
                    && Host.isFloating(named.parameter().getArray())) {
                Moments moments = read.get(named.name());
                float bad =
                        moments != null && moments.finite()
                                ? 0
                                : Host.firstNonFinite(ParameterReader.values(named));
                if (bad != 0) {
                    return Optional.of(
                            new NonFinite(Math.max(1, step - 1), named.layer(), named.name(), bad));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<NonFinite> activations() {
        return activations.stream()
                .flatMap(
                        layer ->
                                found(layer.layer(), "output", Host.firstNonFinite(layer.seen()))
                                        .stream())
                .findFirst();
    }

    private Optional<NonFinite> gradients() {
        return reading.parameters().stream()
                .filter(sample -> !sample.ofGradient().finite())
                .flatMap(
                        sample ->
                                found(
                                        sample.layer(),
                                        sample.name() + " gradient",
                                        Host.firstNonFinite(sample.gradient()))
                                        .stream())
                .findFirst();
    }

    private Optional<NonFinite> found(String layer, String tensor, float value) {
        return Float.isFinite(value)
                ? Optional.empty()
                : Optional.of(new NonFinite(step, layer, tensor, value));
    }
}
