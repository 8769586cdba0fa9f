package io.gradlab.cli;

import io.gradlab.core.Require;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.UpdateRule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a step of gradient descent is; gradients are clipped in at most one way. */
final class DescentOptions {

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "0.2",
            description = "Learning rate (default: ${DEFAULT-VALUE}).")
    private float learningRate;

    @Option(
            names = "--clip-value",
            paramLabel = "C",
            description = "Clip every gradient element to [-C, C].")
    private @Nullable Double value;

    @Option(
            names = "--clip-norm",
            paramLabel = "C",
            description = "Scale all gradients so that their common L2 norm is at most C.")
    private @Nullable Double norm;

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            defaultValue = "sgd",
            description = "sgd, plain gradient descent, or adam (default: ${DEFAULT-VALUE}).")
    private String optimizer = "sgd";

    UpdateRule updateRule() {
        Require.that(
                optimizer.equals("sgd") || optimizer.equals("adam"),
                "--optimizer '%s' is unknown; use sgd or adam",
                optimizer);
        return optimizer.equals("sgd") ? UpdateRule.sgd() : UpdateRule.adam();
    }

    float learningRate() {
        return learningRate;
    }

    /** Refuses two ways, and a limit that is not positive. */
    Clipping clipping() {
        Require.that(
                value == null || norm == null,
                "--clip-norm %s and --clip-value %s exclude each other; give one",
                norm,
                value);
        if (value != null) {
            return Clipping.byValue(value);
        }
        return norm == null ? Clipping.NONE : Clipping.byNorm(norm);
    }
}
