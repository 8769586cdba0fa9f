package io.gradlab.calibration.published;

import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What AutoTrainer sees in gradients, see {@link AutoTrainer}: the first step of each sign.
 *
 * @param vanishing the first layer's is small, absolutely and beside the last layer's
 * @param exploding the first layer's is large beside the last layer's
 * @param dying most elements are 0
 * @param nonFinite a NaN or an infinity
 */
record GradientSigns(long vanishing, long exploding, long dying, long nonFinite) {

    private static final double BETA_1 = 1e-3;
    private static final double BETA_2 = 1e-4;
    private static final double BETA_3 = 70;
    private static final double GAMMA = 0.7;

    static GradientSigns of(Observations observations) {
        List<Reading> readings = observations.readings();
        Map<String, Long> sizes = sizes(observations);
        return new GradientSigns(
                Search.first(readings, r -> ratio(r) < BETA_1 && norm(r) < BETA_2),
                Search.first(readings, r -> ratio(r) > BETA_3),
                Search.first(readings, r -> zeroShare(r, sizes) >= GAMMA),
                Search.first(
                        readings,
                        r -> Search.any(r, Quantity.NON_FINITE_COUNT, count -> count > 0)));
    }

    /** Norm of the first weight's gradient; NaN if there is none. */
    private static double norm(Reading reading) {
        List<Double> norms = Search.weights(reading.of(Quantity.GRADIENT_NORM));
        return norms.isEmpty() ? Double.NaN : norms.get(0);
    }

    /** First over last; NaN if there is none, or if both are 0. */
    private static double ratio(Reading reading) {
        List<Double> norms = Search.weights(reading.of(Quantity.GRADIENT_NORM));
        return norms.isEmpty() ? Double.NaN : norms.get(0) / norms.get(norms.size() - 1);
    }

    /** Share of zeros in all gradients together; NaN without elements. */
    private static double zeroShare(Reading reading, Map<String, Long> sizes) {
        double zeros = 0;
        long elements = 0;
        for (Map.Entry<String, Double> share :
                reading.of(Quantity.ZERO_GRADIENT_SHARE).entrySet()) {
            long size = sizes.getOrDefault(share.getKey(), 0L);
            zeros += share.getValue() * size;
            elements += size;
        }
        return zeros / elements;
    }

    /** Elements of each parameter of fully connected layers one after the other. */
    private static Map<String, Long> sizes(Observations observations) {
        Map<String, Long> sizes = new HashMap<>();
        long fanIn = observations.inputs().features();
        for (Layer layer : observations.layers()) {
            for (String parameter : layer.parameters()) {
                sizes.put(parameter, layer.units() * (Search.isWeight(parameter) ? fanIn : 1));
            }
            fanIn = layer.units();
        }
        return sizes;
    }
}
