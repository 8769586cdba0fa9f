package io.gradlab.population.kernel;

import java.util.ArrayList;
import java.util.List;

/** The same arithmetic a number at a time, where Java runs without the module of its vectors. */
final class PlainLoops implements Loops {

    @Override
    public List<Loop> weigh(Plane in, Weights weights, Plane out) {
        return List.of(rows -> weigh(in, weights, out, rows));
    }

    private static void weigh(Plane in, Weights weights, Plane to, int rows) {
        float[] out = to.values();
        int at = to.from();
        for (int i = 0; i < rows; i++) {
            out[at + i] = weights.constant();
        }
        for (int j = 0; j < weights.n(); j++) {
            float[] x = in.values();
            int from = in.from() + j * in.stride();
            float weight = weights.of(j);
            for (int i = 0; i < rows; i++) {
                out[at + i] = Math.fma(x[from + i], weight, out[at + i]);
            }
        }
    }

    @Override
    public List<Loop> propagate(Plane above, Weights weights, Plane terms, Plane factors) {
        float[] sums = terms.values();
        float[] out = factors.values();
        int at = factors.from();
        return List.of(
                rows -> {
                    weigh(above, weights, terms, rows);
                    for (int i = 0; i < rows; i++) {
                        out[at + i] = sums[i] * out[at + i];
                    }
                });
    }

    @Override
    public List<Loop> addProducts(Plane delta, int units, Plane in, int n, float[] sums, int to) {
        List<Loop> program = new ArrayList<>();
        for (int unit = 0; unit < units; unit++) {
            Plane of = delta.unit(unit);
            int first = to + unit * (n + 1) * LANES;
            for (int j = 0; j < n; j++) {
                Plane input = in.unit(j);
                int at = first + j * LANES;
                program.add(rows -> addProducts(of, input, sums, at, rows));
            }
            program.add(rows -> add(of, sums, first + n * LANES, rows));
        }
        return program;
    }

    private static void addProducts(Plane delta, Plane in, float[] sums, int to, int rows) {
        float[] d = delta.values();
        float[] x = in.values();
        for (int lane = 0; lane < LANES; lane++) {
            float sum = sums[to + lane];
            for (int i = lane; i < rows; i += LANES) {
                sum = Math.fma(d[delta.from() + i], x[in.from() + i], sum);
            }
            sums[to + lane] = sum;
        }
    }

    private static void add(Plane delta, float[] sums, int to, int rows) {
        for (int i = 0; i < rows; i++) {
            sums[to + i % LANES] += delta.values()[delta.from() + i];
        }
    }

    @Override
    public Loop activate(HiddenFunction function, float[] slope, Plane unit, Plane derivatives) {
        float[] a = unit.values();
        float[] derivative = derivatives.values();
        int at = unit.from();
        return switch (function) {
            case SIGMOID -> rows -> sigmoid(a, derivative, at, rows);
            case TANH -> rows -> tanh(a, derivative, at, rows);
            case RELU -> rows -> relu(a, derivative, at, rows);
            case LEAKY_RELU -> rows -> leakyRelu(slope[0], a, derivative, at, rows);
            case ELU -> rows -> elu(a, derivative, at, rows);
        };
    }

    /** k + 127 in the last bits, for x between the two limits of exp. */
    private static float rounded(float x) {
        return Math.fma(x, Exponential.LOG2_E, Exponential.ROUNDER);
    }

    /** r of x. */
    private static float rest(float x, float rounded) {
        return Math.fma(rounded - Exponential.ROUNDER, -Exponential.LN_2, x);
    }

    /** exp(r) - 1. */
    private static float polynomial(float r) {
        float q = Math.fma(r, Exponential.Q4, Exponential.Q3);
        q = Math.fma(q, r, Exponential.Q2);
        q = Math.fma(q, r, Exponential.Q1);
        q = Math.fma(q, r, Exponential.Q0);
        return Math.fma(q, r * r, r);
    }

    /** 2^k. */
    private static float power(float rounded) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(rounded) << Exponential.MANTISSA);
    }

    /** x, at least the lowest; NaN stays NaN. */
    private static float bounded(float x) {
        return x < Exponential.LOWEST ? Exponential.LOWEST : x;
    }

    /** exp(-|z|). */
    private static float decay(float z) {
        float x = bounded(-Math.abs(z));
        float rounded = rounded(x);
        float power = power(rounded);
        return Math.fma(polynomial(rest(x, rounded)), power, power);
    }

    private static void sigmoid(float[] a, float[] derivative, int from, int rows) {
        for (int i = from; i < from + rows; i++) {
            float e = decay(a[i]);
            float large = 1 / (e + 1);
            float small = e * large;
            a[i] = a[i] < 0 ? small : large;
            derivative[i] = small * large;
        }
    }

    private static void tanh(float[] a, float[] derivative, int from, int rows) {
        for (int i = from; i < from + rows; i++) {
            float x = Math.abs(a[i]) * 2;
            x = x > Exponential.HIGHEST ? Exponential.BEYOND : x;
            float rounded = rounded(x);
            float power = power(rounded);
            float e = Math.fma(polynomial(rest(x, rounded)), power, power - 1);
            float half = 1 / (e + 2);
            float size = e > 1 ? Math.fma(half, -2, 1) : e * half;
            a[i] = a[i] < 0 ? -size : size;
            derivative[i] = (1 - half) * (half * 4);
        }
    }

    private static void relu(float[] a, float[] derivative, int from, int rows) {
        for (int i = from; i < from + rows; i++) {
            derivative[i] = a[i] <= 0 ? 0 : 1;
            a[i] = a[i] <= 0 ? 0 : a[i];
        }
    }

    @Override
    public Loop gate(Plane activations, Plane delta) {
        float[] a = activations.values();
        float[] out = delta.values();
        int at = delta.from();
        return rows -> {
            for (int i = at; i < at + rows; i++) {
                out[i] = a[i] <= 0 ? 0 : out[i];
            }
        };
    }

    private static void leakyRelu(float slope, float[] a, float[] derivative, int from, int rows) {
        for (int i = from; i < from + rows; i++) {
            derivative[i] = a[i] <= 0 ? slope : 1;
            a[i] = a[i] <= 0 ? a[i] * slope : a[i];
        }
    }

    private static void elu(float[] a, float[] derivative, int from, int rows) {
        for (int i = from; i < from + rows; i++) {
            boolean active = a[i] > 0;
            float x = bounded(active ? 0 : a[i]);
            float rounded = rounded(x);
            float power = power(rounded);
            float p = polynomial(rest(x, rounded));
            a[i] = active ? a[i] : Math.fma(p, power, power - 1);
            derivative[i] = Math.fma(p, power, power);
        }
    }

    @Override
    public Loop difference(Plane logits, Plane labels, Plane mask) {
        float[] out = logits.values();
        return rows -> {
            for (int i = 0; i < rows; i++) {
                float e = decay(out[i]);
                float large = 1 / (e + 1);
                float p = out[i] < 0 ? e * large : large;
                out[i] = (p - labels.values()[i]) * mask.values()[i];
            }
        };
    }

    @Override
    public Loop addLosses(Plane logits, Plane labels, Plane mask, float[] sums) {
        return rows -> {
            for (int i = 0; i < rows; i++) {
                float loss = loss(logits.values()[i], labels.values()[i]);
                sums[i % LANES] = Math.fma(loss, mask.values()[i], sums[i % LANES]);
            }
        };
    }

    private static float loss(float z, float y) {
        float e = decay(z);
        float s = e / (e + 2);
        float square = s * s;
        float series = Exponential.ODD[7];
        for (int j = 6; j >= 0; j--) {
            series = Math.fma(series, square, Exponential.ODD[j]);
        }
        float linear = (z <= 0 ? 0 : z) - z * y;
        return Math.fma(series, s + s, linear);
    }
}
