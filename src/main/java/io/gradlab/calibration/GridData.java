package io.gradlab.calibration;

import io.gradlab.core.Seeds;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.data.Standardisation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** The data of a setup with all faults of data in them; labels of the test set stay true. */
final class GridData {

    private GridData() {}

    static DataSplits of(Setup setup) {
        int more = Math.max(0, setup.examples - DataKind.TRAIN);
        DataSplits data = setup.data.generate(setup.dataSeed, more);
        if (setup.featureScale != 1) {
            data =
                    FeatureScale.unscaled(data.width(), setup.featureScale, setup.dataSeed)
                            .apply(data);
        }
        if (setup.standardised) {
            data = Standardisation.standardised(data);
        }
        Random random = Seeds.random(~setup.dataSeed);
        Examples train = part(setup, data.train(), random);
        if (setup.examples < train.size()) {
            train = rows(train, range(setup.examples));
        }
        if (setup.balancedDraw) {
            train = balanced(train);
        }
        if (setup.sorted) {
            train = sorted(train);
        }
        return new DataSplits(
                data.name(),
                data.featureNames(),
                scaled(train, setup.targetScale),
                scaled(part(setup, data.validation(), random), setup.targetScale),
                scaled(data.test(), setup.targetScale));
    }

    private static Examples part(Setup setup, Examples examples, Random random) {
        Examples kept = setup.rareShare > 0 ? rare(examples, setup.rareShare) : examples;
        return setup.shuffledLabels > 0 ? shuffled(kept, setup.shuffledLabels, random) : kept;
    }

    private static List<Integer> range(int end) {
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < end; i++) {
            rows.add(i);
        }
        return rows;
    }

    private static Examples rows(Examples examples, List<Integer> rows) {
        int width = examples.width();
        float[] features = new float[rows.size() * width];
        float[] labels = new float[rows.size()];
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(examples.features(), rows.get(i) * width, features, i * width, width);
            labels[i] = examples.labels()[rows.get(i)];
        }
        return new Examples(width, features, labels);
    }

    /** Leaves so many of label 1 that they are a share of all, two at least. */
    private static Examples rare(Examples examples, double share) {
        int others = 0;
        for (float label : examples.labels()) {
            others += label == 0 ? 1 : 0;
        }
        long most = Math.max(2, Math.round(share * others / (1 - share)));
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            if (examples.labels()[i] == 0 || most-- > 0) {
                kept.add(i);
            }
        }
        return rows(examples, kept);
    }

    /** The examples of each class as often as those of the largest. */
    private static Examples balanced(Examples examples) {
        List<List<Integer>> byClass = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            int label = (int) examples.labels()[i];
            while (byClass.size() <= label) {
                byClass.add(new ArrayList<>());
            }
            byClass.get(label).add(i);
        }
        int most = byClass.stream().mapToInt(List::size).max().orElse(0);
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            for (List<Integer> ofClass : byClass) {
                if (!ofClass.isEmpty()) {
                    rows.add(ofClass.get(i % ofClass.size()));
                }
            }
        }
        return rows(examples, rows);
    }

    private static Examples sorted(Examples examples) {
        List<Integer> rows = range(examples.size());
        rows.sort(Comparator.comparing(row -> examples.labels()[row]));
        return rows(examples, rows);
    }

    /** Targets in other units, far from 0: scale (y + 2). */
    private static Examples scaled(Examples examples, double scale) {
        if (scale == 1) {
            return examples;
        }
        float[] labels = examples.labels().clone();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (float) (scale * (labels[i] + 2));
        }
        return new Examples(examples.width(), examples.features(), labels);
    }

    /** The first examples trade labels (Fisher and Yates); their order is random as it is. */
    private static Examples shuffled(Examples examples, double share, Random random) {
        float[] labels = examples.labels().clone();
        for (int i = (int) Math.round(share * labels.length) - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            float label = labels[i];
            labels[i] = labels[j];
            labels[j] = label;
        }
        return new Examples(examples.width(), examples.features(), labels);
    }
}
