package io.gradlab.population.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernel beside its float64 twin, and its two paths beside one another. */
class KernelTest {

    /** Relative: of functions and of sums of one sign, a few roundings of float32. */
    private static final double SAME = 1e-6;

    /**
     * Of a gradient, relative to the largest of its layer, where the examples' parts cancel;
     * relative to itself in {@link #gradients_nearUnderflow_haveTheirDigits}.
     */
    private static final double SAME_GRADIENT = 1e-5;

    private static final float SLOPE = 0.3f;

    private static NetworkShape shape(HiddenFunction function, Integer... hidden) {
        return new NetworkShape(2, List.of(hidden), function);
    }

    /** Features of about 1, and labels. */
    private static final class Data {

        final float[] features;
        final float[] labels;

        Data(int width, int rows, long seed) {
            Random random = new Random(seed);
            features = normal(random, width * rows, 1);
            labels = new float[rows];
            for (int i = 0; i < rows; i++) {
                labels[i] = random.nextInt(2);
            }
        }

        ExampleColumns columns(NetworkShape shape) {
            return new ExampleColumns(shape, features, labels);
        }
    }

    private static float[] normal(Random random, int count, double deviation) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }

    private static List<Kernel> both(NetworkShape shape) {
        return List.of(new Kernel(shape, new VectorLoops()), new Kernel(shape, new PlainLoops()));
    }

    static Stream<NetworkShape> shapes() {
        List<NetworkShape> shapes = new ArrayList<>();
        for (HiddenFunction function : HiddenFunction.values()) {
            shapes.add(shape(function, 5));
            shapes.add(shape(function, 1, 2, 3, 4, 5, 6));
            shapes.add(new NetworkShape(7, List.of(9, 4), function));
            shapes.add(new NetworkShape(1, List.of(13), function));
        }
        shapes.add(shape(HiddenFunction.SIGMOID));
        return shapes.stream();
    }

    /** Rows that are no multiple of the lanes, one row, and several tiles. */
    @ParameterizedTest
    @MethodSource("shapes")
    void lossAndGradients_areThoseOfTheTwin(NetworkShape shape) {
        for (int rows : new int[] {1, 7, 8, 9, 333, 2500}) {
            Data data = new Data(shape.inputs(), rows, rows);
            float[] parameters = normal(new Random(3), shape.parameters(), 0.7);
            KernelTwin twin = new KernelTwin(shape, SLOPE, parameters, data.features, data.labels);
            for (Kernel kernel : both(shape)) {
                kernel.start(parameters, SLOPE);
                assertThat((double) kernel.lossAndGradients(data.columns(shape)))
                        .as(shape + ", rows " + rows)
                        .isCloseTo(twin.loss(), within(SAME_GRADIENT * twin.loss()));
                assertThat(kernel.loss(data.columns(shape)))
                        .isEqualTo(kernel.lossAndGradients(data.columns(shape)));
                assertSameGradients(shape, kernel.lastGradients(), twin.gradients());
            }
        }
    }

    private static void assertSameGradients(
            NetworkShape shape, float[] gradients, double[] expected) {
        for (int layer = 1; layer <= shape.layers(); layer++) {
            double largest = 0;
            for (int i = shape.start(layer); i < shape.start(layer + 1); i++) {
                largest = Math.max(largest, Math.abs(expected[i]));
            }
            for (int i = shape.start(layer); i < shape.start(layer + 1); i++) {
                assertThat((double) gradients[i])
                        .as(shape + ", parameter " + i)
                        .isCloseTo(expected[i], within(SAME_GRADIENT * largest));
            }
        }
    }

    /**
     * Weights of 1e-6 and biases of 1 and of -8 (units that hardly answer): what reaches the first
     * of five layers is 1e-23 and less.
     */
    @ParameterizedTest
    @EnumSource(HiddenFunction.class)
    void gradients_nearUnderflow_haveTheirDigits(HiddenFunction function) {
        NetworkShape shape = shape(function, 3, 3, 3, 3);
        Data data = new Data(2, 640, 1);
        double least = 1;
        for (float bias : new float[] {1, -8, 8}) {
            float[] parameters = normal(new Random(5), shape.parameters(), 1e-6);
            for (int layer = 1; layer <= shape.layers(); layer++) {
                int n = shape.inputs(layer);
                for (int unit = 0; unit < shape.units(layer); unit++) {
                    parameters[shape.start(layer) + unit * (n + 1) + n] = bias;
                }
            }
            KernelTwin twin = new KernelTwin(shape, SLOPE, parameters, data.features, data.labels);
            for (Kernel kernel : both(shape)) {
                kernel.start(parameters, SLOPE);
                float[] gradients = kernel.gradients(data.columns(shape));
                // Biases of the first layer: sums over examples of one sign.
                for (int i = 2; i < shape.start(2); i += 3) {
                    double expected = twin.gradients()[i];
                    if (Math.abs(expected) > 1e-37) {
                        least = Math.min(least, Math.abs(expected));
                        assertThat((double) gradients[i])
                                .as(function + ", bias " + bias + ", parameter " + i)
                                .isCloseTo(expected, within(SAME_GRADIENT * Math.abs(expected)));
                    }
                }
            }
        }
        assertThat(least).isBetween(1e-37, 1e-23);
    }

    /** Over what float32 can tell apart, tiny arguments and saturated ones included. */
    @ParameterizedTest
    @EnumSource(HiddenFunction.class)
    void functions_haveTheirDigitsOverTheirWholeRange(HiddenFunction function) {
        NetworkShape one = new NetworkShape(1, List.of(1), function);
        KernelTwin twin = new KernelTwin(one, SLOPE, new float[4], new float[0], new float[0]);
        float[] z = arguments();
        for (Loops loops : List.of(new VectorLoops(), new PlainLoops())) {
            Plane a = new Plane(z.clone(), 0, z.length);
            Plane derivatives = new Plane(1, z.length);
            loops.activate(function, new float[] {SLOPE}, a, derivatives).run(z.length);
            for (int i = 0; i < z.length; i++) {
                assertNear(a.values()[i], twin.value(z[i]), function + " of " + z[i]);
                assertNear(
                        derivatives.values()[i],
                        twin.derivative(z[i]),
                        "derivative of " + function + " at " + z[i]);
                assertThat(function != HiddenFunction.TANH || Math.abs(a.values()[i]) <= 1)
                        .isTrue();
            }
        }
    }

    /** Relative, down to twice the smallest normal number of float32; below it may be 0. */
    private static void assertNear(float value, double expected, String what) {
        assertThat((double) value)
                .as(what)
                .isCloseTo(expected, within(SAME * Math.abs(expected) + 2 * Float.MIN_NORMAL));
    }

    /** Their number is a multiple of the lanes. */
    private static float[] arguments() {
        List<Float> all = new ArrayList<>();
        for (int i = -1200; i <= 1200; i++) {
            all.add(i / 10f);
            all.add(i / 1000f);
        }
        for (float tiny = 1e-3f; tiny > 1e-37f; tiny /= 7) {
            all.add(tiny);
            all.add(-tiny);
        }
        while (all.size() % Loops.LANES != 0) {
            all.add(0f);
        }
        float[] z = new float[all.size()];
        for (int i = 0; i < z.length; i++) {
            z[i] = all.get(i);
        }
        return z;
    }

    @ParameterizedTest
    @EnumSource(HiddenFunction.class)
    void functions_ofWhatIsNotFinite(HiddenFunction function) {
        float inf = Float.POSITIVE_INFINITY;
        float[] z = {Float.NaN, inf, -inf, 0f, -0f, Float.MAX_VALUE, -Float.MAX_VALUE, 1};
        for (Loops loops : List.of(new VectorLoops(), new PlainLoops())) {
            Plane a = new Plane(z.clone(), 0, z.length);
            Plane derivatives = new Plane(1, z.length);
            loops.activate(function, new float[] {0}, a, derivatives).run(z.length);
            boolean bounded = function == HiddenFunction.SIGMOID || function == HiddenFunction.TANH;
            assertThat(a.values()[0]).isNaN();
            assertThat(a.values()[1]).isEqualTo(bounded ? 1 : inf);
            assertThat(a.values()[5]).isEqualTo(bounded ? 1 : Float.MAX_VALUE);
            if (function != HiddenFunction.LEAKY_RELU) {
                float lowest =
                        function == HiddenFunction.TANH || function == HiddenFunction.ELU ? -1 : 0;
                assertThat(a.values()[2]).isEqualTo(lowest);
                assertThat(a.values()[6]).isEqualTo(lowest);
            }
        }
    }

    @Test
    void loss_ofLargeLogits_isTheirSize() {
        NetworkShape line = new NetworkShape(1, List.of(), HiddenFunction.SIGMOID);
        float[] features = {1000, -1000, 1000, -1000, 30, 1e-20f};
        float[] labels = {1, 0, 0, 1, 1, 1};
        for (int i = 0; i < labels.length; i++) {
            float[] x = {features[i]};
            float[] y = {labels[i]};
            double z = features[i];
            double expected = Math.max(z, 0) - z * labels[i] + Math.log1p(Math.exp(-Math.abs(z)));
            for (Kernel kernel : both(line)) {
                kernel.start(new float[] {1, 0}, 0);
                assertNear(kernel.loss(new ExampleColumns(line, x, y)), expected, "loss of " + z);
            }
        }
    }

    @Test
    void logits_areOneForEachExample() {
        NetworkShape shape = new NetworkShape(1, List.of(), HiddenFunction.SIGMOID);
        Data data = new Data(1, 2051, 4);
        for (Kernel kernel : both(shape)) {
            kernel.start(new float[] {2, 1}, 0);
            float[] logits = new float[2051];
            kernel.logits(data.columns(shape), logits);
            for (int i = 0; i < logits.length; i++) {
                assertThat(logits[i]).isEqualTo(Math.fma(data.features[i], 2, 1));
            }
        }
    }

    @Test
    void largestActivations_areThoseOfEveryExample() {
        NetworkShape shape = new NetworkShape(1, List.of(2, 1), HiddenFunction.RELU);
        float[] features = new float[2051];
        features[2050] = 3;
        features[1] = -2;
        for (Kernel kernel : both(shape)) {
            kernel.start(new float[] {1, 0, -1, 0, 0, 0, -1, 0, 0}, 0);
            float[] largest = new float[3];
            kernel.largestActivations(
                    new ExampleColumns(shape, features, new float[2051]), largest);
            assertThat(largest).containsExactly(3, 2, 0);
        }
    }

    /** NaN and infinities among them: the same bits, NaN where the other has NaN. */
    @ParameterizedTest
    @MethodSource("shapes")
    void vectors_andPlainLoops_haveTheSameBits(NetworkShape shape) {
        for (int rows : new int[] {1, 8, 13, 700}) {
            for (double deviation : new double[] {0, 1e-20, 0.01, 1, 30, 1e18, 1e38}) {
                for (boolean broken : new boolean[] {false, true}) {
                    Data data = new Data(shape.inputs(), rows, 11);
                    if (broken) {
                        data.features[0] = Float.NaN;
                    }
                    float[] start = normal(new Random(17), shape.parameters(), deviation);
                    List<float[]> ends = new ArrayList<>();
                    for (Kernel kernel : both(shape)) {
                        ends.add(trained(kernel, start, data.columns(shape)));
                    }
                    assertThat(bits(ends.get(0)))
                            .as("%s, %s rows, deviation %s", shape, rows, deviation)
                            .isEqualTo(bits(ends.get(1)));
                }
            }
        }
    }

    /** Losses of ten steps, then the parameters. */
    private static float[] trained(Kernel kernel, float[] start, ExampleColumns examples) {
        kernel.start(start, SLOPE);
        float[] trace = new float[10];
        for (int step = 0; step < trace.length; step++) {
            trace[step] = kernel.lossAndGradients(examples);
            for (int i = 0; i < start.length; i++) {
                kernel.parameters()[i] -= 0.5f * kernel.lastGradients()[i];
            }
        }
        float[] all = Arrays.copyOf(trace, trace.length + start.length);
        System.arraycopy(kernel.parameters(), 0, all, trace.length, start.length);
        return all;
    }

    /** All NaNs are one. */
    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(values[i]);
        }
        return bits;
    }

    /** A kernel that has trained others before, in another order. */
    @Test
    void network_hasTheSameBitsWhateverTheKernelDidBefore() {
        NetworkShape shape = shape(HiddenFunction.TANH, 5, 3);
        ExampleColumns examples = new Data(2, 333, 2).columns(shape);
        ExampleColumns others = new Data(2, 40, 3).columns(shape);
        List<float[]> starts = new ArrayList<>();
        for (int seed = 0; seed < 6; seed++) {
            starts.add(normal(new Random(seed), shape.parameters(), 1));
        }
        Kernel kernel = new Kernel(shape);
        List<int[]> inOrder = new ArrayList<>();
        starts.forEach(start -> inOrder.add(bits(trained(kernel, start, examples))));
        Collections.reverse(starts);
        Collections.reverse(inOrder);
        for (int i = 0; i < starts.size(); i++) {
            kernel.loss(others);
            assertThat(bits(trained(kernel, starts.get(i), examples))).isEqualTo(inOrder.get(i));
        }
    }

    /** 200,000 equal examples, whose mean is that of one: where float32 sums end at 1e-4. */
    @Test
    void lossAndGradients_ofManyRows_areThoseOfOne() {
        NetworkShape shape = shape(HiddenFunction.SIGMOID, 3);
        float[] parameters = normal(new Random(2), shape.parameters(), 1);
        int rows = 200_000;
        float[] features = new float[2 * rows];
        Arrays.fill(features, 0.7f);
        for (Kernel kernel : both(shape)) {
            kernel.start(parameters, 0);
            float one =
                    kernel.lossAndGradients(
                            new ExampleColumns(shape, new float[] {0.7f, 0.7f}, new float[1]));
            float[] gradients = kernel.lastGradients().clone();
            float many =
                    kernel.lossAndGradients(new ExampleColumns(shape, features, new float[rows]));
            assertThat((double) many).isCloseTo(one, within(SAME_GRADIENT * one));
            for (int i = 0; i < gradients.length; i++) {
                assertThat((double) kernel.lastGradients()[i])
                        .isCloseTo(gradients[i], within(SAME_GRADIENT * Math.abs(gradients[i])));
            }
        }
    }

    /** Rows that are filled up are copies: of zeros an infinite weight would make NaN. */
    @Test
    void filledUpRows_addNothing() {
        NetworkShape line = new NetworkShape(1, List.of(), HiddenFunction.SIGMOID);
        for (Kernel kernel : both(line)) {
            kernel.start(new float[] {Float.POSITIVE_INFINITY, 0}, 0);
            ExampleColumns one = new ExampleColumns(line, new float[] {1}, new float[] {0});
            assertThat(kernel.gradients(one)).containsExactly(1, 1);
        }
    }

    /** The tests run with the module: without this a slip would cost speed alone. */
    @Test
    void loops_whereTheModuleIs_areVectors() {
        assertThat(FastestLoops.INSTANCE).isInstanceOf(VectorLoops.class);
    }

    /** Two weights of 3e38 from it: their sum overflows, and 0 times infinity would be NaN. */
    @Test
    void inactiveRelu_underAnInfiniteSum_hasGradientZero() {
        NetworkShape shape = new NetworkShape(1, List.of(1, 2), HiddenFunction.RELU);
        float[] parameters = {1, -5, 3e38f, 1, 3e38f, 1, 1, 1, 0};
        for (Kernel kernel : both(shape)) {
            kernel.start(parameters, 0);
            float[] gradients =
                    kernel.gradients(new ExampleColumns(shape, new float[] {1}, new float[] {0}));
            assertThat(gradients).startsWith(0, 0).doesNotContain(Float.NaN);
        }
    }

    @Test
    void examplesThatDoNotFit_areRefused() {
        NetworkShape shape = shape(HiddenFunction.RELU, 2);
        assertThatThrownBy(() -> new ExampleColumns(shape, new float[3], new float[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 features of 2 examples");
        assertThatThrownBy(() -> new ExampleColumns(shape, new float[0], new float[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> shape(HiddenFunction.RELU, 2, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[2, 0]");
    }
}
