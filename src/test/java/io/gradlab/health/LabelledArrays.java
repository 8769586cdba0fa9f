package io.gradlab.health;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Random;

/**
 * Made-up examples of three classes, {@code 0..2}: noise of standard deviation {@link #NOISE} over
 * a pattern of the class, of mean 0 and scale 1.
 *
 * @param each shape of the input of one example
 * @param values inputs, example after example
 * @param classes the class of each example
 */
record LabelledArrays(Shape each, float[] values, float[] classes) {

    private static final int CLASSES = 3;
    private static final int SIZE = 256;

    /** Enough that a single value does not tell the class, little enough that all of them do. */
    private static final double NOISE = 0.5;

    /** A value of the noiseless input of a class. */
    @FunctionalInterface
    private interface Pattern {
        double at(int label, int position, double phase);
    }

    /** Rows of 8 values: three directions. */
    static LabelledArrays rows() {
        return of(
                new Shape(8),
                (label, position, phase) ->
                        1.4 * Math.cos(2 * Math.PI * (position / 8.0 - label / 3.0)));
    }

    /** Images 3x16x16: stripes across, upright or aslant, shifted at random. */
    static LabelledArrays images() {
        return of(
                new Shape(3, 16, 16),
                (label, position, phase) -> {
                    int row = position / 16 % 16;
                    int column = position % 16;
                    int along = label == 0 ? row : label == 1 ? column : row + column;
                    return 1.4 * Math.sin(2 * Math.PI * along / 8 + phase);
                });
    }

    /** Sequences of 12 steps of 4 values: oscillations of three speeds, shifted at random. */
    static LabelledArrays sequences() {
        return of(
                new Shape(12, 4),
                (label, position, phase) -> {
                    int step = position / 4;
                    int channel = position % 4;
                    return 1.4 * Math.sin((0.5 + label) * step + channel + phase);
                });
    }

    private static LabelledArrays of(Shape each, Pattern pattern) {
        Random random = new Random(11);
        int length = (int) each.size();
        float[] values = new float[SIZE * length];
        float[] classes = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            int label = random.nextInt(CLASSES);
            double phase = 2 * Math.PI * random.nextDouble();
            classes[i] = label;
            for (int j = 0; j < length; j++) {
                double noise = NOISE * random.nextGaussian();
                values[i * length + j] = (float) (pattern.at(label, j, phase) + noise);
            }
        }
        return new LabelledArrays(each, values, classes);
    }

    int size() {
        return classes.length;
    }

    /** The same with every input multiplied. */
    LabelledArrays scaled(float factor) {
        float[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return new LabelledArrays(each, scaled, classes);
    }

    NDList inputs(NDManager manager, int from, int to) {
        int length = (int) each.size();
        float[] part = Arrays.copyOfRange(values, from * length, to * length);
        return new NDList(manager.create(part, new Shape(to - from).addAll(each)));
    }

    NDList labels(NDManager manager, int from, int to) {
        return new NDList(manager.create(Arrays.copyOfRange(classes, from, to)));
    }
}
