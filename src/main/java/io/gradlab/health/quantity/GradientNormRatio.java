package io.gradlab.health.quantity;

import io.gradlab.health.observation.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gradient norm of a layer's weight over that of the next layer's, and under {@link Reading#RUN}
 * that of the first over that of the last: how much of the gradient is left on its way to the
 * input. 1 if nothing is lost, below if it vanishes, above if it explodes; NaN where both are 0.
 */
public final class GradientNormRatio {

    private GradientNormRatio() {}

    /**
     * The ratios.
     *
     * @param layers names, in the order of the forward pass
     * @param norms gradient norm of the weight of each
     * @return a ratio for each layer but the last, and one for the run; none of fewer than two
     */
    public static Map<String, Double> of(List<String> layers, List<Double> norms) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        int last = layers.size() - 1;
        for (int i = 0; i < last; i++) {
            ratios.put(layers.get(i), norms.get(i) / norms.get(i + 1));
        }
        if (last > 0) {
            ratios.put(Reading.RUN, norms.get(0) / norms.get(last));
        }
        return ratios;
    }
}
