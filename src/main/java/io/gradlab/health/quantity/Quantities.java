package io.gradlab.health.quantity;

import java.util.List;

/** What is measured at every reading, a line for each quantity. */
final class Quantities {

    static final List<ParameterQuantity> OF_PARAMETERS =
            List.of(
                    new GradientNorm(),
                    new MeanAbsoluteGradient(),
                    new GradientQuantile(0.05),
                    new GradientQuantile(0.5),
                    new GradientQuantile(0.95),
                    new ZeroGradientShare(),
                    new NonFiniteCount(),
                    new ParameterNorm());

    static final List<ActivationQuantity> OF_ACTIVATIONS =
            List.of(
                    new DeadUnitFraction(),
                    new InactiveUnitFraction(),
                    new InactiveActivationFraction(),
                    new SaturationFraction(),
                    new ActivationMean(),
                    new ActivationStd(),
                    new ZStd(),
                    new ZOffset());

    private Quantities() {}
}
