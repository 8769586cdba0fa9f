package io.gradlab.health.quantity;

import static io.gradlab.health.observation.Quantity.ACTIVATION_MEAN;
import static io.gradlab.health.observation.Quantity.ACTIVATION_STD;
import static io.gradlab.health.observation.Quantity.DEAD_UNIT_FRACTION;
import static io.gradlab.health.observation.Quantity.GRADIENT_NORM;
import static io.gradlab.health.observation.Quantity.INACTIVE_ACTIVATION_FRACTION;
import static io.gradlab.health.observation.Quantity.INACTIVE_UNIT_FRACTION;
import static io.gradlab.health.observation.Quantity.MEAN_ABSOLUTE_GRADIENT;
import static io.gradlab.health.observation.Quantity.MEDIAN_ABSOLUTE_GRADIENT;
import static io.gradlab.health.observation.Quantity.NON_FINITE_COUNT;
import static io.gradlab.health.observation.Quantity.PARAMETER_NORM;
import static io.gradlab.health.observation.Quantity.Q05_ABSOLUTE_GRADIENT;
import static io.gradlab.health.observation.Quantity.Q95_ABSOLUTE_GRADIENT;
import static io.gradlab.health.observation.Quantity.SATURATION_FRACTION;
import static io.gradlab.health.observation.Quantity.ZERO_GRADIENT_SHARE;
import static io.gradlab.health.observation.Quantity.Z_OFFSET;
import static io.gradlab.health.observation.Quantity.Z_STD;

import io.gradlab.health.observation.Quantity;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What is measured at every reading, a line for each quantity; NaN where nothing can be said. */
final class Quantities {

    static final Map<Quantity, ToDoubleFunction<ParameterSample>> OF_PARAMETERS =
            new EnumMap<>(Quantity.class);

    static final Map<Quantity, ToDoubleFunction<ActivationSample>> OF_ACTIVATIONS =
            new EnumMap<>(Quantity.class);

    static {
        OF_PARAMETERS.put(GRADIENT_NORM, sample -> sample.ofGradient().norm());
        OF_PARAMETERS.put(MEAN_ABSOLUTE_GRADIENT, sample -> sample.ofGradient().meanMagnitude());
        OF_PARAMETERS.put(Q05_ABSOLUTE_GRADIENT, sample -> sample.gradientQuantile(0.05));
        OF_PARAMETERS.put(MEDIAN_ABSOLUTE_GRADIENT, sample -> sample.gradientQuantile(0.5));
        OF_PARAMETERS.put(Q95_ABSOLUTE_GRADIENT, sample -> sample.gradientQuantile(0.95));
        OF_PARAMETERS.put(ZERO_GRADIENT_SHARE, sample -> sample.ofGradient().zeroShare());
        OF_PARAMETERS.put(NON_FINITE_COUNT, ParameterSample::nonFinite);
        OF_PARAMETERS.put(PARAMETER_NORM, sample -> sample.ofValue().norm());
        OF_ACTIVATIONS.put(DEAD_UNIT_FRACTION, DeadUnitFraction::of);
        OF_ACTIVATIONS.put(INACTIVE_UNIT_FRACTION, InactiveUnitFraction::of);
        OF_ACTIVATIONS.put(INACTIVE_ACTIVATION_FRACTION, InactiveActivationFraction::of);
        OF_ACTIVATIONS.put(SATURATION_FRACTION, SaturationFraction::of);
        OF_ACTIVATIONS.put(ACTIVATION_MEAN, sample -> ZOffset.mean(sample.after()));
        OF_ACTIVATIONS.put(
                ACTIVATION_STD, sample -> ActivationStd.of(sample.after(), sample.units()));
        OF_ACTIVATIONS.put(Z_STD, sample -> ActivationStd.of(sample.before(), sample.units()));
        OF_ACTIVATIONS.put(Z_OFFSET, sample -> ZOffset.of(sample.before()));
    }

    private Quantities() {}
}
