package io.gradlab.calibration;

import io.gradlab.core.Seeds;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** x becomes scale * (x + shift), feature by feature. */
record FeatureScale(List<Double> shifts, List<Double> scales) {

    /**
     * Features that begin far from 0 and have units of their own: feature j becomes f (x + 1) with
     * f = strength for the first and strength to a random power in [0, 1] for the others.
     */
    static FeatureScale unscaled(int width, double strength, long seed) {
        Random random = Seeds.random(seed);
        List<Double> scales =
                IntStream.range(0, width)
                        .mapToObj(j -> StrictMath.pow(strength, j == 0 ? 1 : random.nextDouble()))
                        .toList();
        return new FeatureScale(Collections.nCopies(width, 1.0), scales);
    }

    static List<String> names(int width) {
        return IntStream.rangeClosed(1, width).mapToObj(j -> "x" + j).toList();
    }

    DataSplits apply(DataSplits data) {
        return new DataSplits(
                data.name(),
                data.featureNames(),
                apply(data.train()),
                apply(data.validation()),
                apply(data.test()));
    }

    private Examples apply(Examples examples) {
        float[] scaled = examples.features().clone();
        for (int i = 0; i < scaled.length; i++) {
            int feature = i % examples.width();
            scaled[i] = (float) (scales.get(feature) * (scaled[i] + shifts.get(feature)));
        }
        return new Examples(examples.width(), scaled, examples.labels());
    }
}
