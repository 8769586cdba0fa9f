package io.gradlab.population.kernel;

import static io.gradlab.population.kernel.Vectors.WIDTH;
import static io.gradlab.population.kernel.Vectors.all;
import static io.gradlab.population.kernel.Vectors.load;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * In vector registers. A comparison and a blend keep NaN, as min and max do with three times the
 * instructions.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
final class VectorLoops implements Loops {

    @Override
    public List<Loop> weigh(Plane in, Weights weights, Plane out) {
        return VectorSums.weigh(in, weights, out);
    }

    @Override
    public List<Loop> propagate(Plane above, Weights weights, Plane terms, Plane factors) {
        return VectorSums.propagate(above, weights, terms, factors);
    }

    @Override
    public List<Loop> addProducts(Plane delta, int units, Plane in, int n, float[] sums, int to) {
        return VectorProducts.add(delta, units, in, n, sums, to);
    }

    @Override
    public List<Loop> finish(FirstLayer of) {
        return VectorFirstLayer.suits(of) ? VectorFirstLayer.finish(of) : Loops.super.finish(of);
    }

    @Override
    public Loop activate(HiddenFunction function, float[] slope, Plane a, Plane derivative) {
        return switch (function) {
            case SIGMOID -> new Sigmoid(a, derivative);
            case TANH -> new Tanh(a, derivative);
            case RELU -> new Relu(a, derivative);
            case LEAKY_RELU -> new LeakyRelu(slope, a, derivative);
            case ELU -> new Elu(a, derivative);
        };
    }

    @Override
    public Loop gate(Plane activations, Plane delta) {
        return new Gate(activations, delta);
    }

    @Override
    public Loop difference(Plane logits, Plane labels, Plane mask) {
        return new Difference(logits.values(), labels.values(), mask.values());
    }

    @Override
    public Loop addLosses(Plane logits, Plane labels, Plane mask, float[] sums) {
        return new Losses(logits.values(), labels.values(), mask.values(), sums);
    }

    /** k + 127 in the last bits, for x between the two limits of exp. */
    private static FloatVector rounded(FloatVector x) {
        return x.fma(all(Exponential.LOG2_E), all(Exponential.ROUNDER));
    }

    /** r of x. */
    private static FloatVector rest(FloatVector x, FloatVector rounded) {
        return rounded.sub(Exponential.ROUNDER).fma(all(-Exponential.LN_2), x);
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

    private record Sigmoid(Plane unit, Plane derivatives) implements Loop {
        @Override
        public void run(int rows) {
            float[] a = unit.values();
            float[] derivative = derivatives.values();
            int at = unit.from();
            for (int i = at; i < at + rows; i += WIDTH) {
                FloatVector z = load(a, i);
                FloatVector e = decay(z);
                FloatVector large = all(1).div(e.add(1));
                FloatVector small = e.mul(large);
                large.blend(small, z.compare(LT, 0)).intoArray(a, i);
                small.mul(large).intoArray(derivative, i);
            }
        }
    }

    /**
     * With E = exp(2 |z|) - 1: |tanh| = E / (E + 2), 1 - |tanh| = 2 / (E + 2), the derivative 4 (1
     * - 1 / (E + 2)) / (E + 2).
     */
    private record Tanh(Plane unit, Plane derivatives) implements Loop {
        @Override
        public void run(int rows) {
            float[] a = unit.values();
            float[] derivative = derivatives.values();
            int at = unit.from();
            for (int i = at; i < at + rows; i += WIDTH) {
                FloatVector z = load(a, i);
                FloatVector x = z.abs().mul(2);
                x = x.blend(Exponential.BEYOND, x.compare(GT, Exponential.HIGHEST));
                FloatVector rounded = rounded(x);
                FloatVector power = power(rounded);
                FloatVector e = polynomial(rest(x, rounded)).fma(power, power.sub(1));
                FloatVector half = all(1).div(e.add(2));
                FloatVector size = e.mul(half).blend(half.fma(all(-2), all(1)), e.compare(GT, 1));
                size.blend(size.neg(), z.compare(LT, 0)).intoArray(a, i);
                all(1).sub(half).mul(half.mul(4)).intoArray(derivative, i);
            }
        }
    }

    private record Relu(Plane unit, Plane derivatives) implements Loop {
        @Override
        public void run(int rows) {
            float[] a = unit.values();
            float[] derivative = derivatives.values();
            int at = unit.from();
            for (int i = at; i < at + rows; i += WIDTH) {
                FloatVector z = load(a, i);
                var inactive = z.compare(LE, 0);
                z.blend(0, inactive).intoArray(a, i);
                all(1).blend(0, inactive).intoArray(derivative, i);
            }
        }
    }

    private record Gate(Plane unit, Plane deltas) implements Loop {
        @Override
        public void run(int rows) {
            float[] a = unit.values();
            float[] delta = deltas.values();
            int at = unit.from();
            for (int i = at; i < at + rows; i += WIDTH) {
                load(delta, i).blend(0, load(a, i).compare(LE, 0)).intoArray(delta, i);
            }
        }
    }

    private record LeakyRelu(float[] slope, Plane unit, Plane derivatives) implements Loop {
        @Override
        public void run(int rows) {
            float[] a = unit.values();
            float[] derivative = derivatives.values();
            int at = unit.from();
            FloatVector below = all(slope[0]);
            for (int i = at; i < at + rows; i += WIDTH) {
                FloatVector z = load(a, i);
                var inactive = z.compare(LE, 0);
                z.blend(z.mul(below), inactive).intoArray(a, i);
                all(1).blend(below, inactive).intoArray(derivative, i);
            }
        }
    }

    private record Elu(Plane unit, Plane derivatives) implements Loop {
        @Override
        public void run(int rows) {
            float[] a = unit.values();
            float[] derivative = derivatives.values();
            int at = unit.from();
            for (int i = at; i < at + rows; i += WIDTH) {
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
    }

    private record Difference(float[] logits, float[] labels, float[] mask) implements Loop {
        @Override
        public void run(int rows) {
            float[] out = logits;
            float[] y = labels;
            float[] of = mask;
            for (int i = 0; i < rows; i += WIDTH) {
                FloatVector z = load(out, i);
                FloatVector e = decay(z);
                FloatVector large = all(1).div(e.add(1));
                FloatVector p = large.blend(e.mul(large), z.compare(LT, 0));
                p.sub(load(y, i)).mul(load(of, i)).intoArray(out, i);
            }
        }
    }

    /** log(1 + e) by its series in s = e / (2 + e), at most 1/3. */
    private record Losses(float[] logits, float[] labels, float[] mask, float[] sums)
            implements Loop {
        @Override
        public void run(int rows) {
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
                    FloatVector linear = z.blend(0, z.compare(LE, 0)).sub(z.mul(load(labels, i)));
                    FloatVector loss = series.fma(s.add(s), linear);
                    sum = loss.fma(load(mask, i), sum);
                }
                sum.intoArray(sums, part);
            }
        }
    }
}
