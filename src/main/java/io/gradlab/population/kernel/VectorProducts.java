package io.gradlab.population.kernel;

import static io.gradlab.population.kernel.Loops.LANES;
import static io.gradlab.population.kernel.Vectors.WIDTH;
import static io.gradlab.population.kernel.Vectors.load;

import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * Sums over rows of delta times up to {@value #BLOCK} inputs, and of delta, each in a register of
 * its own. Registers of fewer lanes than partial sums go through the rows once for each part of
 * these.
 */
final class VectorProducts {

    private static final int BLOCK = 4;

    private VectorProducts() {}

    static List<Loop> add(Plane delta, Plane in, int n, float[] sums, int to) {
        List<Loop> program = new ArrayList<>();
        int last = (n - 1) / BLOCK * BLOCK;
        for (int j = 0; j < last; j += BLOCK) {
            program.add(new Add4(delta, in.unit(j), sums, to + j * LANES));
        }
        Plane rest = in.unit(last);
        int at = to + last * LANES;
        program.add(
                switch (n - last) {
                    case 1 -> new Last1(delta, rest, sums, at);
                    case 2 -> new Last2(delta, rest, sums, at);
                    case 3 -> new Last3(delta, rest, sums, at);
                    default -> new Last4(delta, rest, sums, at);
                });
        return program;
    }

    private record Add4(Plane delta, Plane in, float[] sums, int to) implements Loop {
        @Override
        public void run(int rows) {
            float[] d = delta.values();
            float[] x = in.values();
            for (int part = 0; part < LANES; part += WIDTH) {
                int from = delta.from() + part;
                int x0 = in.from() + part;
                int x1 = x0 + in.stride();
                int x2 = x1 + in.stride();
                int x3 = x2 + in.stride();
                int at = to + part;
                FloatVector s0 = load(sums, at);
                FloatVector s1 = load(sums, at + LANES);
                FloatVector s2 = load(sums, at + 2 * LANES);
                FloatVector s3 = load(sums, at + 3 * LANES);
                for (int i = 0; i < rows; i += LANES) {
                    FloatVector v = load(d, from + i);
                    s0 = v.fma(load(x, x0 + i), s0);
                    s1 = v.fma(load(x, x1 + i), s1);
                    s2 = v.fma(load(x, x2 + i), s2);
                    s3 = v.fma(load(x, x3 + i), s3);
                }
                s0.intoArray(sums, at);
                s1.intoArray(sums, at + LANES);
                s2.intoArray(sums, at + 2 * LANES);
                s3.intoArray(sums, at + 3 * LANES);
            }
        }
    }

    private record Last1(Plane delta, Plane in, float[] sums, int to) implements Loop {
        @Override
        public void run(int rows) {
            float[] d = delta.values();
            float[] x = in.values();
            for (int part = 0; part < LANES; part += WIDTH) {
                int from = delta.from() + part;
                int x0 = in.from() + part;
                int at = to + part;
                FloatVector s0 = load(sums, at);
                FloatVector s = load(sums, at + LANES);
                for (int i = 0; i < rows; i += LANES) {
                    FloatVector v = load(d, from + i);
                    s0 = v.fma(load(x, x0 + i), s0);
                    s = s.add(v);
                }
                s0.intoArray(sums, at);
                s.intoArray(sums, at + LANES);
            }
        }
    }

    private record Last2(Plane delta, Plane in, float[] sums, int to) implements Loop {
        @Override
        public void run(int rows) {
            float[] d = delta.values();
            float[] x = in.values();
            for (int part = 0; part < LANES; part += WIDTH) {
                int from = delta.from() + part;
                int x0 = in.from() + part;
                int x1 = x0 + in.stride();
                int at = to + part;
                FloatVector s0 = load(sums, at);
                FloatVector s1 = load(sums, at + LANES);
                FloatVector s = load(sums, at + 2 * LANES);
                for (int i = 0; i < rows; i += LANES) {
                    FloatVector v = load(d, from + i);
                    s0 = v.fma(load(x, x0 + i), s0);
                    s1 = v.fma(load(x, x1 + i), s1);
                    s = s.add(v);
                }
                s0.intoArray(sums, at);
                s1.intoArray(sums, at + LANES);
                s.intoArray(sums, at + 2 * LANES);
            }
        }
    }

    private record Last3(Plane delta, Plane in, float[] sums, int to) implements Loop {
        @Override
        public void run(int rows) {
            float[] d = delta.values();
            float[] x = in.values();
            for (int part = 0; part < LANES; part += WIDTH) {
                int from = delta.from() + part;
                int x0 = in.from() + part;
                int x1 = x0 + in.stride();
                int x2 = x1 + in.stride();
                int at = to + part;
                FloatVector s0 = load(sums, at);
                FloatVector s1 = load(sums, at + LANES);
                FloatVector s2 = load(sums, at + 2 * LANES);
                FloatVector s = load(sums, at + 3 * LANES);
                for (int i = 0; i < rows; i += LANES) {
                    FloatVector v = load(d, from + i);
                    s0 = v.fma(load(x, x0 + i), s0);
                    s1 = v.fma(load(x, x1 + i), s1);
                    s2 = v.fma(load(x, x2 + i), s2);
                    s = s.add(v);
                }
                s0.intoArray(sums, at);
                s1.intoArray(sums, at + LANES);
                s2.intoArray(sums, at + 2 * LANES);
                s.intoArray(sums, at + 3 * LANES);
            }
        }
    }

    private record Last4(Plane delta, Plane in, float[] sums, int to) implements Loop {
        @Override
        public void run(int rows) {
            float[] d = delta.values();
            float[] x = in.values();
            for (int part = 0; part < LANES; part += WIDTH) {
                int from = delta.from() + part;
                int x0 = in.from() + part;
                int x1 = x0 + in.stride();
                int x2 = x1 + in.stride();
                int x3 = x2 + in.stride();
                int at = to + part;
                FloatVector s0 = load(sums, at);
                FloatVector s1 = load(sums, at + LANES);
                FloatVector s2 = load(sums, at + 2 * LANES);
                FloatVector s3 = load(sums, at + 3 * LANES);
                FloatVector s = load(sums, at + 4 * LANES);
                for (int i = 0; i < rows; i += LANES) {
                    FloatVector v = load(d, from + i);
                    s0 = v.fma(load(x, x0 + i), s0);
                    s1 = v.fma(load(x, x1 + i), s1);
                    s2 = v.fma(load(x, x2 + i), s2);
                    s3 = v.fma(load(x, x3 + i), s3);
                    s = s.add(v);
                }
                s0.intoArray(sums, at);
                s1.intoArray(sums, at + LANES);
                s2.intoArray(sums, at + 2 * LANES);
                s3.intoArray(sums, at + 3 * LANES);
                s.intoArray(sums, at + 4 * LANES);
            }
        }
    }
}
