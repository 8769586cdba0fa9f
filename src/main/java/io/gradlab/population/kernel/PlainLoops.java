package io.gradlab.population.kernel;

import static io.gradlab.population.kernel.Exponential.LN_2;
import static io.gradlab.population.kernel.Exponential.LOG2_E;
import static io.gradlab.population.kernel.Exponential.ROUNDER;

/** The same arithmetic a number at a time, where Java runs without the module of its vectors. */
final class PlainLoops implements RowLoops {

    @Override
    public void weigh(Plane in, int n, float[] weights, int from, float[] out, int at, int rows) {
        for (int i = 0; i < rows; i++) {
            out[at + i] = weights[from + n];
        }
        float[] values = in.values();
        for (int j = 0; j < n; j++) {
            int x = in.from() + j * in.stride();
            float weight = weights[from + j];
            for (int i = 0; i < rows; i++) {
                out[at + i] = Math.fma(values[x + i], weight, out[at + i]);
            }
        }
    }

    @Override
    public void activate(
            HiddenFunction function, float slope, float[] a, float[] derivative, int at, int rows) {
        int end = at + rows;
        switch (function) {
            case SIGMOID -> sigmoid(a, derivative, at, end);
            case TANH -> tanh(a, derivative, at, end);
            case RELU -> relu(a, derivative, at, end);
            case LEAKY_RELU -> leakyRelu(slope, a, derivative, at, end);
            case ELU -> elu(a, derivative, at, end);
        }
    }

    /** k + 127 in the last bits, for x between the two limits of exp. */
    private static float rounded(float x) {
        return Math.fma(x, LOG2_E, ROUNDER);
    }

    /** r of x. */
    private static float rest(float x, float rounded) {
        return Math.fma(rounded - ROUNDER, -LN_2, x);
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

    private static void sigmoid(float[] a, float[] derivative, int from, int to) {
        for (int i = from; i < to; i++) {
            float e = decay(a[i]);
            float large = 1 / (e + 1);
            float small = e * large;
            a[i] = a[i] < 0 ? small : large;
            derivative[i] = small * large;
        }
    }

    private static void tanh(float[] a, float[] derivative, int from, int to) {
        for (int i = from; i < to; i++) {
            float x = Math.abs(a[i]) * 2;
            x = x > Exponential.HIGHEST ? Exponential.HIGHEST : x;
            float rounded = rounded(x);
            float power = power(rounded);
            float e = Math.fma(polynomial(rest(x, rounded)), power, power - 1);
            float half = 1 / (e + 2);
            float size = e > 1 ? Math.fma(half, -2, 1) : e * half;
            a[i] = a[i] < 0 ? -size : size;
            derivative[i] = (1 - half) * (half * 4);
        }
    }

    private static void relu(float[] a, float[] derivative, int from, int to) {
        for (int i = from; i < to; i++) {
            derivative[i] = a[i] <= 0 ? 0 : 1;
            a[i] = a[i] <= 0 ? 0 : a[i];
        }
    }

    private static void leakyRelu(float slope, float[] a, float[] derivative, int from, int to) {
        for (int i = from; i < to; i++) {
            derivative[i] = a[i] <= 0 ? slope : 1;
            a[i] = a[i] <= 0 ? a[i] * slope : a[i];
        }
    }

    private static void elu(float[] a, float[] derivative, int from, int to) {
        for (int i = from; i < to; i++) {
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
    public void difference(float[] logits, Plane labels, Plane mask, int rows) {
        for (int i = 0; i < rows; i++) {
            float e = decay(logits[i]);
            float large = 1 / (e + 1);
            float p = logits[i] < 0 ? e * large : large;
            logits[i] = (p - labels.values()[labels.from() + i]) * mask.values()[mask.from() + i];
        }
    }

    @Override
    public void addLosses(float[] logits, Plane labels, Plane mask, float[] sums, int rows) {
        for (int i = 0; i < rows; i++) {
            float z = logits[i];
            float e = decay(z);
            float s = e / (e + 2);
            float square = s * s;
            float series = Exponential.ODD[7];
            for (int j = 6; j >= 0; j--) {
                series = Math.fma(series, square, Exponential.ODD[j]);
            }
            float linear = (z <= 0 ? 0 : z) - z * labels.values()[labels.from() + i];
            float loss = Math.fma(series, s + s, linear);
            int lane = i % LANES;
            sums[lane] = Math.fma(loss, mask.values()[mask.from() + i], sums[lane]);
        }
    }

    @Override
    public void propagate(
            Plane delta, int n, float[] weights, float[] terms, float[] factors, int at, int rows) {
        weigh(delta, n, weights, 0, terms, 0, rows);
        for (int i = 0; i < rows; i++) {
            factors[at + i] = terms[i] * factors[at + i];
        }
    }

    @Override
    public void addProducts(
            float[] delta, int at, Plane in, int n, float[] sums, int to, int rows) {
        float[] values = in.values();
        for (int lane = 0; lane < LANES; lane++) {
            for (int j = 0; j < n; j++) {
                int x = in.from() + j * in.stride();
                float sum = sums[to + j * LANES + lane];
                for (int i = lane; i < rows; i += LANES) {
                    sum = Math.fma(delta[at + i], values[x + i], sum);
                }
                sums[to + j * LANES + lane] = sum;
            }
            float sum = sums[to + n * LANES + lane];
            for (int i = lane; i < rows; i += LANES) {
                sum += delta[at + i];
            }
            sums[to + n * LANES + lane] = sum;
        }
    }
}
