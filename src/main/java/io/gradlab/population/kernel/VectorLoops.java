package io.gradlab.population.kernel;

import static io.gradlab.population.kernel.Exponential.LN_2;
import static io.gradlab.population.kernel.Exponential.LOG2_E;
import static io.gradlab.population.kernel.Exponential.ROUNDER;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * In vector registers of eight lanes, or of four where the processor has no more. Each loop is
 * small enough for its vectors to stay in registers; a comparison and a blend keep NaN, as min and
 * max do at three times the instructions.
 */
final class VectorLoops implements RowLoops {

    private static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() >= LANES
                    ? FloatVector.SPECIES_256
                    : FloatVector.SPECIES_128;

    private static final int WIDTH = SPECIES.length();

    /** Units whose weights stay in registers for a loop. */
    private static final int BLOCK = 4;

    private static FloatVector all(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    private static FloatVector load(float[] values, int at) {
        return FloatVector.fromArray(SPECIES, values, at);
    }

    @Override
    public void weigh(Plane in, int n, float[] weights, int from, float[] out, int at, int rows) {
        int first = Math.min(n, BLOCK);
        float bias = weights[from + n];
        float[] x = in.values();
        int x0 = in.from();
        int stride = in.stride();
        switch (first) {
            case 1 -> weigh1(x, x0, weights, from, bias, out, at, rows);
            case 2 -> weigh2(x, x0, stride, weights, from, bias, out, at, rows);
            case 3 -> weigh3(x, x0, stride, weights, from, bias, out, at, rows);
            default -> weigh4(x, x0, stride, weights, from, bias, out, at, rows);
        }
        for (int j = first; j < n; j += BLOCK) {
            x0 += BLOCK * stride;
            switch (Math.min(n - j, BLOCK)) {
                case 1 -> more1(x, x0, weights, from + j, out, at, rows);
                case 2 -> more2(x, x0, stride, weights, from + j, out, at, rows);
                case 3 -> more3(x, x0, stride, weights, from + j, out, at, rows);
                default -> more4(x, x0, stride, weights, from + j, out, at, rows);
            }
        }
    }

    @Override
    public void propagate(
            Plane delta, int n, float[] weights, float[] terms, float[] factors, int at, int rows) {
        float[] x = delta.values();
        int stride = delta.stride();
        switch (n) {
            case 1 -> propagate1(x, weights, factors, at, rows);
            case 2 -> propagate2(x, stride, weights, factors, at, rows);
            case 3 -> propagate3(x, stride, weights, factors, at, rows);
            case 4 -> propagate4(x, stride, weights, factors, at, rows);
            default -> {
                weigh(delta, n, weights, 0, terms, 0, rows);
                multiply(terms, factors, at, rows);
            }
        }
    }

    private static void multiply(float[] terms, float[] factors, int at, int rows) {
        for (int i = 0; i < rows; i += WIDTH) {
            load(terms, i).mul(load(factors, at + i)).intoArray(factors, at + i);
        }
    }

    private static FloatVector sum(
            float[] x, int i, int stride, FloatVector w0, FloatVector w1, FloatVector z) {
        return load(x, i + stride).fma(w1, load(x, i).fma(w0, z));
    }

    private static FloatVector sum(
            float[] x,
            int i,
            int stride,
            FloatVector w0,
            FloatVector w1,
            FloatVector w2,
            FloatVector z) {
        return load(x, i + 2 * stride).fma(w2, sum(x, i, stride, w0, w1, z));
    }

    private static FloatVector sum(
            float[] x,
            int i,
            int stride,
            FloatVector w0,
            FloatVector w1,
            FloatVector w2,
            FloatVector w3,
            FloatVector z) {
        return load(x, i + 3 * stride).fma(w3, sum(x, i, stride, w0, w1, w2, z));
    }

    private static void weigh1(
            float[] x, int x0, float[] w, int from, float bias, float[] out, int at, int rows) {
        FloatVector w0 = all(w[from + 0]);
        FloatVector b = all(bias);
        for (int i = 0; i < rows; i += WIDTH) {
            load(x, x0 + i).fma(w0, b).intoArray(out, at + i);
        }
    }

    private static void more1(
            float[] x, int x0, float[] w, int from, float[] out, int at, int rows) {
        FloatVector w0 = all(w[from + 0]);
        for (int i = 0; i < rows; i += WIDTH) {
            load(x, x0 + i).fma(w0, load(out, at + i)).intoArray(out, at + i);
        }
    }

    private static void propagate1(float[] x, float[] w, float[] factors, int at, int rows) {
        FloatVector w0 = all(w[0]);
        FloatVector zero = all(0);
        for (int i = 0; i < rows; i += WIDTH) {
            load(x, i).fma(w0, zero).mul(load(factors, at + i)).intoArray(factors, at + i);
        }
    }

    private static void weigh2(
            float[] x,
            int x0,
            int stride,
            float[] w,
            int from,
            float bias,
            float[] out,
            int at,
            int rows) {
        FloatVector w0 = all(w[from + 0]);
        FloatVector w1 = all(w[from + 1]);
        FloatVector b = all(bias);
        for (int i = 0; i < rows; i += WIDTH) {
            sum(x, x0 + i, stride, w0, w1, b).intoArray(out, at + i);
        }
    }

    private static void more2(
            float[] x, int x0, int stride, float[] w, int from, float[] out, int at, int rows) {
        FloatVector w0 = all(w[from + 0]);
        FloatVector w1 = all(w[from + 1]);
        for (int i = 0; i < rows; i += WIDTH) {
            sum(x, x0 + i, stride, w0, w1, load(out, at + i)).intoArray(out, at + i);
        }
    }

    private static void propagate2(
            float[] x, int stride, float[] w, float[] factors, int at, int rows) {
        FloatVector w0 = all(w[0]);
        FloatVector w1 = all(w[1]);
        FloatVector zero = all(0);
        for (int i = 0; i < rows; i += WIDTH) {
            sum(x, i, stride, w0, w1, zero).mul(load(factors, at + i)).intoArray(factors, at + i);
        }
    }

    private static void weigh3(
            float[] x,
            int x0,
            int stride,
            float[] w,
            int from,
            float bias,
            float[] out,
            int at,
            int rows) {
        FloatVector w0 = all(w[from + 0]);
        FloatVector w1 = all(w[from + 1]);
        FloatVector w2 = all(w[from + 2]);
        FloatVector b = all(bias);
        for (int i = 0; i < rows; i += WIDTH) {
            sum(x, x0 + i, stride, w0, w1, w2, b).intoArray(out, at + i);
        }
    }

    private static void more3(
            float[] x, int x0, int stride, float[] w, int from, float[] out, int at, int rows) {
        FloatVector w0 = all(w[from + 0]);
        FloatVector w1 = all(w[from + 1]);
        FloatVector w2 = all(w[from + 2]);
        for (int i = 0; i < rows; i += WIDTH) {
            sum(x, x0 + i, stride, w0, w1, w2, load(out, at + i)).intoArray(out, at + i);
        }
    }

    private static void propagate3(
            float[] x, int stride, float[] w, float[] factors, int at, int rows) {
        FloatVector w0 = all(w[0]);
        FloatVector w1 = all(w[1]);
        FloatVector w2 = all(w[2]);
        FloatVector zero = all(0);
        for (int i = 0; i < rows; i += WIDTH) {
            sum(x, i, stride, w0, w1, w2, zero)
                    .mul(load(factors, at + i))
                    .intoArray(factors, at + i);
        }
    }

    private static void weigh4(
            float[] x,
            int x0,
            int stride,
            float[] w,
            int from,
            float bias,
            float[] out,
            int at,
            int rows) {
        FloatVector w0 = all(w[from + 0]);
        FloatVector w1 = all(w[from + 1]);
        FloatVector w2 = all(w[from + 2]);
        FloatVector w3 = all(w[from + 3]);
        FloatVector b = all(bias);
        for (int i = 0; i < rows; i += WIDTH) {
            sum(x, x0 + i, stride, w0, w1, w2, w3, b).intoArray(out, at + i);
        }
    }

    private static void more4(
            float[] x, int x0, int stride, float[] w, int from, float[] out, int at, int rows) {
        FloatVector w0 = all(w[from + 0]);
        FloatVector w1 = all(w[from + 1]);
        FloatVector w2 = all(w[from + 2]);
        FloatVector w3 = all(w[from + 3]);
        for (int i = 0; i < rows; i += WIDTH) {
            sum(x, x0 + i, stride, w0, w1, w2, w3, load(out, at + i)).intoArray(out, at + i);
        }
    }

    private static void propagate4(
            float[] x, int stride, float[] w, float[] factors, int at, int rows) {
        FloatVector w0 = all(w[0]);
        FloatVector w1 = all(w[1]);
        FloatVector w2 = all(w[2]);
        FloatVector w3 = all(w[3]);
        FloatVector zero = all(0);
        for (int i = 0; i < rows; i += WIDTH) {
            sum(x, i, stride, w0, w1, w2, w3, zero)
                    .mul(load(factors, at + i))
                    .intoArray(factors, at + i);
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
    private static FloatVector rounded(FloatVector x) {
        return x.fma(all(LOG2_E), all(ROUNDER));
    }

    /** r of x. */
    private static FloatVector rest(FloatVector x, FloatVector rounded) {
        return rounded.sub(ROUNDER).fma(all(-LN_2), x);
    }

    /** exp(r) - 1. */
    private static FloatVector polynomial(FloatVector r) {
        FloatVector q = r.fma(all(Exponential.Q4), all(Exponential.Q3));
        q = q.fma(r, all(Exponential.Q2));
        q = q.fma(r, all(Exponential.Q1));
        q = q.fma(r, all(Exponential.Q0));
        return q.fma(r.mul(r), r);
    }

    /** 2^k. */
    private static FloatVector power(FloatVector rounded) {
        return rounded.reinterpretAsInts()
                .lanewise(LSHL, Exponential.MANTISSA)
                .reinterpretAsFloats();
    }

    /** x, at least the lowest; NaN stays NaN. */
    private static FloatVector bounded(FloatVector x) {
        return x.blend(Exponential.LOWEST, x.compare(LT, Exponential.LOWEST));
    }

    /** exp(-|z|). */
    private static FloatVector decay(FloatVector z) {
        FloatVector x = bounded(z.reinterpretAsInts().or(Integer.MIN_VALUE).reinterpretAsFloats());
        FloatVector rounded = rounded(x);
        FloatVector power = power(rounded);
        return polynomial(rest(x, rounded)).fma(power, power);
    }

    private static void sigmoid(float[] a, float[] derivative, int from, int to) {
        for (int i = from; i < to; i += WIDTH) {
            FloatVector z = load(a, i);
            FloatVector e = decay(z);
            FloatVector large = all(1).div(e.add(1));
            FloatVector small = e.mul(large);
            large.blend(small, z.compare(LT, 0)).intoArray(a, i);
            small.mul(large).intoArray(derivative, i);
        }
    }

    /** With E = exp(2 |z|) - 1: |tanh| = E / (E + 2), 1 - |tanh| = 2 / (E + 2). */
    private static void tanh(float[] a, float[] derivative, int from, int to) {
        for (int i = from; i < to; i += WIDTH) {
            FloatVector z = load(a, i);
            FloatVector x = z.abs().mul(2);
            x = x.blend(Exponential.HIGHEST, x.compare(GT, Exponential.HIGHEST));
            FloatVector rounded = rounded(x);
            FloatVector power = power(rounded);
            FloatVector e = polynomial(rest(x, rounded)).fma(power, power.sub(1));
            FloatVector half = all(1).div(e.add(2));
            FloatVector size = e.mul(half).blend(half.fma(all(-2), all(1)), e.compare(GT, 1));
            size.blend(size.neg(), z.compare(LT, 0)).intoArray(a, i);
            all(1).sub(half).mul(half.mul(4)).intoArray(derivative, i);
        }
    }

    private static void relu(float[] a, float[] derivative, int from, int to) {
        for (int i = from; i < to; i += WIDTH) {
            FloatVector z = load(a, i);
            var inactive = z.compare(LE, 0);
            z.blend(0, inactive).intoArray(a, i);
            all(1).blend(0, inactive).intoArray(derivative, i);
        }
    }

    private static void leakyRelu(float slope, float[] a, float[] derivative, int from, int to) {
        for (int i = from; i < to; i += WIDTH) {
            FloatVector z = load(a, i);
            var inactive = z.compare(LE, 0);
            z.blend(z.mul(slope), inactive).intoArray(a, i);
            all(1).blend(slope, inactive).intoArray(derivative, i);
        }
    }

    private static void elu(float[] a, float[] derivative, int from, int to) {
        for (int i = from; i < to; i += WIDTH) {
            FloatVector z = load(a, i);
            var active = z.compare(GT, 0);
            FloatVector x = bounded(z.blend(0, active));
            FloatVector rounded = rounded(x);
            FloatVector power = power(rounded);
            FloatVector p = polynomial(rest(x, rounded));
            p.fma(power, power.sub(1)).blend(z, active).intoArray(a, i);
            p.fma(power, power).intoArray(derivative, i);
        }
    }

    @Override
    public void difference(float[] logits, Plane labels, Plane mask, int rows) {
        for (int i = 0; i < rows; i += WIDTH) {
            FloatVector z = load(logits, i);
            FloatVector e = decay(z);
            FloatVector large = all(1).div(e.add(1));
            FloatVector p = large.blend(e.mul(large), z.compare(LT, 0));
            p.sub(load(labels.values(), labels.from() + i))
                    .mul(load(mask.values(), mask.from() + i))
                    .intoArray(logits, i);
        }
    }

    /** log(1 + e) by its series in s = e / (2 + e), at most 1/3. */
    @Override
    public void addLosses(float[] logits, Plane labels, Plane mask, float[] sums, int rows) {
        for (int part = 0; part < LANES; part += WIDTH) {
            FloatVector sum = load(sums, part);
            for (int i = part; i < rows; i += LANES) {
                FloatVector z = load(logits, i);
                FloatVector e = decay(z);
                FloatVector s = e.div(e.add(2));
                FloatVector square = s.mul(s);
                FloatVector series = all(Exponential.ODD[7]);
                for (int j = 6; j >= 0; j--) {
                    series = series.fma(square, all(Exponential.ODD[j]));
                }
                FloatVector y = load(labels.values(), labels.from() + i);
                FloatVector linear = z.blend(0, z.compare(LE, 0)).sub(z.mul(y));
                FloatVector loss = series.fma(s.add(s), linear);
                sum = loss.fma(load(mask.values(), mask.from() + i), sum);
            }
            sum.intoArray(sums, part);
        }
    }

    @Override
    public void addProducts(
            float[] delta, int at, Plane in, int n, float[] sums, int to, int rows) {
        for (int part = 0; part < LANES; part += WIDTH) {
            int rest = (n - 1) % BLOCK + 1;
            int x = in.from() + part;
            int first = to + part;
            for (int j = 0; j < n - rest; j += BLOCK) {
                add4(delta, at + part, in, x + j * in.stride(), sums, first + j * LANES, rows);
            }
            x += (n - rest) * in.stride();
            first += (n - rest) * LANES;
            switch (rest) {
                case 1 -> add1(delta, at + part, in, x, sums, first, rows);
                case 2 -> add2(delta, at + part, in, x, sums, first, rows);
                case 3 -> add3(delta, at + part, in, x, sums, first, rows);
                default -> addLast4(delta, at + part, in, x, sums, first, rows);
            }
        }
    }

    private static void add4(
            float[] delta, int at, Plane in, int x0, float[] sums, int to, int rows) {
        float[] x = in.values();
        int x1 = x0 + in.stride();
        int x2 = x1 + in.stride();
        int x3 = x2 + in.stride();
        FloatVector s0 = load(sums, to);
        FloatVector s1 = load(sums, to + LANES);
        FloatVector s2 = load(sums, to + 2 * LANES);
        FloatVector s3 = load(sums, to + 3 * LANES);
        for (int i = 0; i < rows; i += LANES) {
            FloatVector d = load(delta, at + i);
            s0 = d.fma(load(x, x0 + i), s0);
            s1 = d.fma(load(x, x1 + i), s1);
            s2 = d.fma(load(x, x2 + i), s2);
            s3 = d.fma(load(x, x3 + i), s3);
        }
        s0.intoArray(sums, to);
        s1.intoArray(sums, to + LANES);
        s2.intoArray(sums, to + 2 * LANES);
        s3.intoArray(sums, to + 3 * LANES);
    }

    private static void add3(
            float[] delta, int at, Plane in, int x0, float[] sums, int to, int rows) {
        float[] x = in.values();
        int x1 = x0 + in.stride();
        int x2 = x1 + in.stride();
        FloatVector s0 = load(sums, to);
        FloatVector s1 = load(sums, to + LANES);
        FloatVector s2 = load(sums, to + 2 * LANES);
        FloatVector s = load(sums, to + 3 * LANES);
        for (int i = 0; i < rows; i += LANES) {
            FloatVector d = load(delta, at + i);
            s0 = d.fma(load(x, x0 + i), s0);
            s1 = d.fma(load(x, x1 + i), s1);
            s2 = d.fma(load(x, x2 + i), s2);
            s = s.add(d);
        }
        s0.intoArray(sums, to);
        s1.intoArray(sums, to + LANES);
        s2.intoArray(sums, to + 2 * LANES);
        s.intoArray(sums, to + 3 * LANES);
    }

    private static void add2(
            float[] delta, int at, Plane in, int x0, float[] sums, int to, int rows) {
        float[] x = in.values();
        int x1 = x0 + in.stride();
        FloatVector s0 = load(sums, to);
        FloatVector s1 = load(sums, to + LANES);
        FloatVector s = load(sums, to + 2 * LANES);
        for (int i = 0; i < rows; i += LANES) {
            FloatVector d = load(delta, at + i);
            s0 = d.fma(load(x, x0 + i), s0);
            s1 = d.fma(load(x, x1 + i), s1);
            s = s.add(d);
        }
        s0.intoArray(sums, to);
        s1.intoArray(sums, to + LANES);
        s.intoArray(sums, to + 2 * LANES);
    }

    private static void add1(
            float[] delta, int at, Plane in, int x0, float[] sums, int to, int rows) {
        float[] x = in.values();
        FloatVector s0 = load(sums, to);
        FloatVector s = load(sums, to + LANES);
        for (int i = 0; i < rows; i += LANES) {
            FloatVector d = load(delta, at + i);
            s0 = d.fma(load(x, x0 + i), s0);
            s = s.add(d);
        }
        s0.intoArray(sums, to);
        s.intoArray(sums, to + LANES);
    }

    private static void addLast4(
            float[] delta, int at, Plane in, int x0, float[] sums, int to, int rows) {
        float[] x = in.values();
        int x1 = x0 + in.stride();
        int x2 = x1 + in.stride();
        int x3 = x2 + in.stride();
        FloatVector s0 = load(sums, to);
        FloatVector s1 = load(sums, to + LANES);
        FloatVector s2 = load(sums, to + 2 * LANES);
        FloatVector s3 = load(sums, to + 3 * LANES);
        FloatVector s = load(sums, to + 4 * LANES);
        for (int i = 0; i < rows; i += LANES) {
            FloatVector d = load(delta, at + i);
            s0 = d.fma(load(x, x0 + i), s0);
            s1 = d.fma(load(x, x1 + i), s1);
            s2 = d.fma(load(x, x2 + i), s2);
            s3 = d.fma(load(x, x3 + i), s3);
            s = s.add(d);
        }
        s0.intoArray(sums, to);
        s1.intoArray(sums, to + LANES);
        s2.intoArray(sums, to + 2 * LANES);
        s3.intoArray(sums, to + 3 * LANES);
        s.intoArray(sums, to + 4 * LANES);
    }
}
