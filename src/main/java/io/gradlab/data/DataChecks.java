package io.gradlab.data;

import io.gradlab.core.Require;
import io.gradlab.core.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Whether a data set can teach anything, and say whether it did. */
final class DataChecks {

    /**
     * With fewer examples of a class one of them is more than a tenth of its share of the accuracy.
     */
    private static final int FEWEST = 10;

    private DataChecks() {}

    /**
     * What makes a score doubtful, one line each.
     *
     * @throws IllegalArgumentException if a part has examples of one class alone
     */
    static List<Text> warnings(DataSplits data) {
        Map<String, Examples> parts = new LinkedHashMap<>();
        parts.put(Parts.TRAIN, data.train());
        parts.put(Parts.VALIDATION, data.validation());
        parts.put(Parts.TEST, data.test());
        double share = data.all().shareOfOnes();
        Require.that(
                share > 0 && share < 1,
                "%s: every example has label %d, so that nothing can be learned or scored; give examples of both classes",
                data.name(),
                Math.round(share));
        parts.forEach((name, part) -> requireBothClasses(data, name, part));
        List<Text> warnings = new ArrayList<>();
        List<Text> small = new ArrayList<>();
        parts.forEach((name, part) -> small.addAll(few(name, part)));
        if (!small.isEmpty()) {
            warnings.add(
                    Text.of(
                            "few examples of a class (%s): one of them alone moves its score, and the verdict with it",
                            Text.join(", ", small)));
        }
        warnings.addAll(columns(data));
        return warnings;
    }

    private static void requireBothClasses(DataSplits data, String name, Examples part) {
        int ones = ones(part);
        Require.that(
                ones > 0 && ones < part.size(),
                "%s: all %d examples of the part '%s' have label %d, so that nothing can be learned or scored; give each part examples of both classes: mix the rows before they are split, or take another seed of the split",
                data.name(),
                part.size(),
                name,
                ones == 0 ? 0 : 1);
    }

    private static int ones(Examples part) {
        return (int) Math.round(part.shareOfOnes() * part.size());
    }

    private static List<Text> few(String name, Examples part) {
        int ones = ones(part);
        return IntStream.of(0, 1)
                .filter(label -> count(part, ones, label) < FEWEST)
                .mapToObj(
                        label ->
                                Text.of(
                                        "%s: %d of label %d",
                                        name, count(part, ones, label), label))
                .toList();
    }

    private static int count(Examples part, int ones, int label) {
        return label == 1 ? ones : part.size() - ones;
    }

    private static List<Text> columns(DataSplits data) {
        Examples train = data.train();
        Examples all = data.all();
        List<String> constant = names(data, i -> isConstant(train, i));
        List<String> tell = names(data, i -> !isConstant(train, i) && tellsLabel(all, i));
        List<Text> warnings = new ArrayList<>();
        if (!constant.isEmpty()) {
            warnings.add(
                    Text.of(
                            "constant in the training examples, so that it teaches nothing: column %s",
                            CsvErrors.show(constant)));
        }
        if (!tell.isEmpty()) {
            warnings.add(
                    Text.of(
                            "repeats the label, so that a network needs nothing else and its scores say little: column %s",
                            CsvErrors.show(tell)));
        }
        return warnings;
    }

    private static List<String> names(DataSplits data, IntPredicate which) {
        return IntStream.range(0, data.width())
                .filter(which)
                .mapToObj(data.featureNames()::get)
                .toList();
    }

    private static boolean isConstant(Examples examples, int feature) {
        float first = examples.features()[feature];
        return IntStream.range(0, examples.size())
                .allMatch(i -> value(examples, i, feature) == first);
    }

    /** Whether it has one value for each label. */
    private static boolean tellsLabel(Examples examples, int feature) {
        float[] values = {Float.NaN, Float.NaN};
        for (int i = 0; i < examples.size(); i++) {
            int label = (int) examples.labels()[i];
            float value = value(examples, i, feature);
            if (Float.isNaN(values[label])) {
                values[label] = value;
            }
            if (values[label] != value || values[0] == values[1]) {
                return false;
            }
        }
        return true;
    }

    private static float value(Examples examples, int row, int feature) {
        return examples.features()[row * examples.width() + feature];
    }
}
