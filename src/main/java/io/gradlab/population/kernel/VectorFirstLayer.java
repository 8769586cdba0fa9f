package io.gradlab.population.kernel;

import static io.gradlab.population.kernel.Loops.LANES;
import static io.gradlab.population.kernel.Vectors.WIDTH;
import static io.gradlab.population.kernel.Vectors.all;
import static io.gradlab.population.kernel.Vectors.load;

import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * The first hidden layer of two inputs under one or three units, as the book's networks have it:
 * its deltas are made and added up in one loop, and never stored. A member-epoch of 2-5-1 takes a
 * tenth less.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
final class VectorFirstLayer {

    private VectorFirstLayer() {}

    static boolean suits(FirstLayer of) {
        return of.inputs() == 2 && (of.weights().n() == 1 || of.weights().n() == 3);
    }

    static List<Loop> finish(FirstLayer of) {
        boolean one = of.weights().n() == 1;
        List<Loop> program = new ArrayList<>();
        int unit = 0;
        for (; unit + 1 < of.units(); unit += 2) {
            program.add(one ? new Pair1(of, unit) : new Pair3(of, unit));
        }
        if (unit < of.units()) {
            program.add(one ? new One1(of, unit) : new One3(of, unit));
        }
        return program;
    }

    private record One1(FirstLayer of, int unit) implements Loop {
        @Override
        public void run(int rows) {
            float[] above = of.above().values();
            FloatVector aW0 = all(of.weight(unit, 0));
            FloatVector zero = all(0);
            float[] x = of.in().values();
            float[] factors = of.factors().values();
            float[] sums = of.sums();
            for (int part = 0; part < LANES; part += WIDTH) {
                int x0 = of.in().from() + part;
                int x1 = x0 + of.in().stride();
                int aFactors = of.factors().from() + unit * of.factors().stride() + part;
                int aAt = unit * 3 * LANES + part;
                FloatVector a0 = load(sums, aAt);
                FloatVector a1 = load(sums, aAt + LANES);
                FloatVector a = load(sums, aAt + 2 * LANES);
                for (int i = 0; i < rows; i += LANES) {
                    FloatVector d0 = load(above, part + i);
                    FloatVector y0 = load(x, x0 + i);
                    FloatVector y1 = load(x, x1 + i);
                    FloatVector aDelta = d0.fma(aW0, zero).mul(load(factors, aFactors + i));
                    a0 = aDelta.fma(y0, a0);
                    a1 = aDelta.fma(y1, a1);
                    a = a.add(aDelta);
                }
                a0.intoArray(sums, aAt);
                a1.intoArray(sums, aAt + LANES);
                a.intoArray(sums, aAt + 2 * LANES);
            }
        }
    }

    private record Pair1(FirstLayer of, int unit) implements Loop {
        @Override
        public void run(int rows) {
            float[] above = of.above().values();
            FloatVector aW0 = all(of.weight(unit, 0));
            FloatVector bW0 = all(of.weight(unit + 1, 0));
            FloatVector zero = all(0);
            float[] x = of.in().values();
            float[] factors = of.factors().values();
            float[] sums = of.sums();
            for (int part = 0; part < LANES; part += WIDTH) {
                int x0 = of.in().from() + part;
                int x1 = x0 + of.in().stride();
                int aFactors = of.factors().from() + unit * of.factors().stride() + part;
                int aAt = unit * 3 * LANES + part;
                FloatVector a0 = load(sums, aAt);
                FloatVector a1 = load(sums, aAt + LANES);
                FloatVector a = load(sums, aAt + 2 * LANES);
                int bFactors = of.factors().from() + (unit + 1) * of.factors().stride() + part;
                int bAt = (unit + 1) * 3 * LANES + part;
                FloatVector b0 = load(sums, bAt);
                FloatVector b1 = load(sums, bAt + LANES);
                FloatVector b = load(sums, bAt + 2 * LANES);
                for (int i = 0; i < rows; i += LANES) {
                    FloatVector d0 = load(above, part + i);
                    FloatVector y0 = load(x, x0 + i);
                    FloatVector y1 = load(x, x1 + i);
                    FloatVector aDelta = d0.fma(aW0, zero).mul(load(factors, aFactors + i));
                    a0 = aDelta.fma(y0, a0);
                    a1 = aDelta.fma(y1, a1);
                    a = a.add(aDelta);
                    FloatVector bDelta = d0.fma(bW0, zero).mul(load(factors, bFactors + i));
                    b0 = bDelta.fma(y0, b0);
                    b1 = bDelta.fma(y1, b1);
                    b = b.add(bDelta);
                }
                a0.intoArray(sums, aAt);
                a1.intoArray(sums, aAt + LANES);
                a.intoArray(sums, aAt + 2 * LANES);
                b0.intoArray(sums, bAt);
                b1.intoArray(sums, bAt + LANES);
                b.intoArray(sums, bAt + 2 * LANES);
            }
        }
    }

    private record One3(FirstLayer of, int unit) implements Loop {
        @Override
        public void run(int rows) {
            float[] above = of.above().values();
            int above1 = of.above().stride();
            int above2 = above1 + of.above().stride();
            FloatVector aW0 = all(of.weight(unit, 0));
            FloatVector aW1 = all(of.weight(unit, 1));
            FloatVector aW2 = all(of.weight(unit, 2));
            FloatVector zero = all(0);
            float[] x = of.in().values();
            float[] factors = of.factors().values();
            float[] sums = of.sums();
            for (int part = 0; part < LANES; part += WIDTH) {
                int x0 = of.in().from() + part;
                int x1 = x0 + of.in().stride();
                int aFactors = of.factors().from() + unit * of.factors().stride() + part;
                int aAt = unit * 3 * LANES + part;
                FloatVector a0 = load(sums, aAt);
                FloatVector a1 = load(sums, aAt + LANES);
                FloatVector a = load(sums, aAt + 2 * LANES);
                for (int i = 0; i < rows; i += LANES) {
                    FloatVector d0 = load(above, part + i);
                    FloatVector d1 = load(above, above1 + part + i);
                    FloatVector d2 = load(above, above2 + part + i);
                    FloatVector y0 = load(x, x0 + i);
                    FloatVector y1 = load(x, x1 + i);
                    FloatVector aDelta =
                            d2.fma(aW2, d1.fma(aW1, d0.fma(aW0, zero)))
                                    .mul(load(factors, aFactors + i));
                    a0 = aDelta.fma(y0, a0);
                    a1 = aDelta.fma(y1, a1);
                    a = a.add(aDelta);
                }
                a0.intoArray(sums, aAt);
                a1.intoArray(sums, aAt + LANES);
                a.intoArray(sums, aAt + 2 * LANES);
            }
        }
    }

    private record Pair3(FirstLayer of, int unit) implements Loop {
        @Override
        public void run(int rows) {
            float[] above = of.above().values();
            int above1 = of.above().stride();
            int above2 = above1 + of.above().stride();
            FloatVector aW0 = all(of.weight(unit, 0));
            FloatVector aW1 = all(of.weight(unit, 1));
            FloatVector aW2 = all(of.weight(unit, 2));
            FloatVector bW0 = all(of.weight(unit + 1, 0));
            FloatVector bW1 = all(of.weight(unit + 1, 1));
            FloatVector bW2 = all(of.weight(unit + 1, 2));
            FloatVector zero = all(0);
            float[] x = of.in().values();
            float[] factors = of.factors().values();
            float[] sums = of.sums();
            for (int part = 0; part < LANES; part += WIDTH) {
                int x0 = of.in().from() + part;
                int x1 = x0 + of.in().stride();
                int aFactors = of.factors().from() + unit * of.factors().stride() + part;
                int aAt = unit * 3 * LANES + part;
                FloatVector a0 = load(sums, aAt);
                FloatVector a1 = load(sums, aAt + LANES);
                FloatVector a = load(sums, aAt + 2 * LANES);
                int bFactors = of.factors().from() + (unit + 1) * of.factors().stride() + part;
                int bAt = (unit + 1) * 3 * LANES + part;
                FloatVector b0 = load(sums, bAt);
                FloatVector b1 = load(sums, bAt + LANES);
                FloatVector b = load(sums, bAt + 2 * LANES);
                for (int i = 0; i < rows; i += LANES) {
                    FloatVector d0 = load(above, part + i);
                    FloatVector d1 = load(above, above1 + part + i);
                    FloatVector d2 = load(above, above2 + part + i);
                    FloatVector y0 = load(x, x0 + i);
                    FloatVector y1 = load(x, x1 + i);
                    FloatVector aDelta =
                            d2.fma(aW2, d1.fma(aW1, d0.fma(aW0, zero)))
                                    .mul(load(factors, aFactors + i));
                    a0 = aDelta.fma(y0, a0);
                    a1 = aDelta.fma(y1, a1);
                    a = a.add(aDelta);
                    FloatVector bDelta =
                            d2.fma(bW2, d1.fma(bW1, d0.fma(bW0, zero)))
                                    .mul(load(factors, bFactors + i));
                    b0 = bDelta.fma(y0, b0);
                    b1 = bDelta.fma(y1, b1);
                    b = b.add(bDelta);
                }
                a0.intoArray(sums, aAt);
                a1.intoArray(sums, aAt + LANES);
                a.intoArray(sums, aAt + 2 * LANES);
                b0.intoArray(sums, bAt);
                b1.intoArray(sums, bAt + LANES);
                b.intoArray(sums, bAt + 2 * LANES);
            }
        }
    }
}
