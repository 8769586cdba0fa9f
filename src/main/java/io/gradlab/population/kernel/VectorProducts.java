package io.gradlab.population.kernel;

import static io.gradlab.population.kernel.Loops.LANES;
import static io.gradlab.population.kernel.Vectors.WIDTH;
import static io.gradlab.population.kernel.Vectors.load;

import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * Sums over rows of deltas times inputs, and of deltas, each in a register of its own. A register
 * waits four cycles for its last sum, so that a loop with few sums takes as long as one with eight:
 * of few inputs two units go together. Registers of fewer lanes than partial sums go through the
 * rows once for each part of these.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
final class VectorProducts {

    /** Inputs of a loop. */
    private static final int BLOCK = 6;

    /** Inputs up to which two units go together. */
    private static final int FEW = 3;

    private VectorProducts() {}

    static List<Loop> add(Plane delta, int units, Plane in, int n, float[] sums, int to) {
        List<Loop> program = new ArrayList<>();
        int unit = 0;
        for (; n <= FEW && unit + 1 < units; unit += 2) {
            program.add(pair(delta.unit(unit), in, n, sums, to + unit * (n + 1) * LANES));
        }
        for (; unit < units; unit++) {
            one(program, delta.unit(unit), in, n, sums, to + unit * (n + 1) * LANES);
        }
        return program;
    }

    private static Loop pair(Plane delta, Plane in, int n, float[] sums, int to) {
        return switch (n) {
            case 1 -> new Pair1(delta, in, sums, to);
            case 2 -> new Pair2(delta, in, sums, to);
            default -> new Pair3(delta, in, sums, to);
        };
    }

    private static void one(
            List<Loop> program, Plane delta, Plane in, int n, float[] sums, int to) {
        int last = (n - 1) / BLOCK * BLOCK;
        for (int j = 0; j < last; j += BLOCK) {
            program.add(new Block(delta, in.unit(j), sums, to + j * LANES));
        }
        Plane rest = in.unit(last);
        int at = to + last * LANES;
        program.add(
                switch (n - last) {
                    case 1 -> new Last1(delta, rest, sums, at);
                    case 2 -> new Last2(delta, rest, sums, at);
                    case 3 -> new Last3(delta, rest, sums, at);
                    case 4 -> new Last4(delta, rest, sums, at);
                    case 5 -> new Last5(delta, rest, sums, at);
                    default -> new Last6(delta, rest, sums, at);
                });
    }

    private record Pair1(Plane delta, Plane in, float[] sums, int to) implements Loop {
        @Override
        public void run(int rows) {
            float[] d = delta.values();
            float[] x = in.values();
            for (int part = 0; part < LANES; part += WIDTH) {
                int from = delta.from() + part;
                int next = from + delta.stride();
                int x0 = in.from() + part;
                int at = to + part;
                int second = at + 2 * LANES;
                FloatVector a0 = load(sums, at);
                FloatVector a = load(sums, at + LANES);
                FloatVector b0 = load(sums, second);
                FloatVector b = load(sums, second + LANES);
                for (int i = 0; i < rows; i += LANES) {
                    FloatVector v = load(d, from + i);
                    FloatVector w = load(d, next + i);
                    FloatVector y0 = load(x, x0 + i);
                    a0 = v.fma(y0, a0);
                    b0 = w.fma(y0, b0);
                    a = a.add(v);
                    b = b.add(w);
                }
                a0.intoArray(sums, at);
                a.intoArray(sums, at + LANES);
                b0.intoArray(sums, second);
                b.intoArray(sums, second + LANES);
            }
        }
    }

    private record Pair2(Plane delta, Plane in, float[] sums, int to) implements Loop {
        @Override
        public void run(int rows) {
            float[] d = delta.values();
            float[] x = in.values();
            for (int part = 0; part < LANES; part += WIDTH) {
                int from = delta.from() + part;
                int next = from + delta.stride();
                int x0 = in.from() + part;
                int x1 = x0 + in.stride();
                int at = to + part;
                int second = at + 3 * LANES;
                FloatVector a0 = load(sums, at);
                FloatVector a1 = load(sums, at + LANES);
                FloatVector a = load(sums, at + 2 * LANES);
                FloatVector b0 = load(sums, second);
                FloatVector b1 = load(sums, second + LANES);
                FloatVector b = load(sums, second + 2 * LANES);
                for (int i = 0; i < rows; i += LANES) {
                    FloatVector v = load(d, from + i);
                    FloatVector w = load(d, next + i);
                    FloatVector y0 = load(x, x0 + i);
                    a0 = v.fma(y0, a0);
                    b0 = w.fma(y0, b0);
                    FloatVector y1 = load(x, x1 + i);
                    a1 = v.fma(y1, a1);
                    b1 = w.fma(y1, b1);
                    a = a.add(v);
                    b = b.add(w);
                }
                a0.intoArray(sums, at);
                a1.intoArray(sums, at + LANES);
                a.intoArray(sums, at + 2 * LANES);
                b0.intoArray(sums, second);
                b1.intoArray(sums, second + LANES);
                b.intoArray(sums, second + 2 * LANES);
            }
        }
    }

    private record Pair3(Plane delta, Plane in, float[] sums, int to) implements Loop {
        @Override
        public void run(int rows) {
            float[] d = delta.values();
            float[] x = in.values();
            for (int part = 0; part < LANES; part += WIDTH) {
                int from = delta.from() + part;
                int next = from + delta.stride();
                int x0 = in.from() + part;
                int x1 = x0 + in.stride();
                int x2 = x1 + in.stride();
                int at = to + part;
                int second = at + 4 * LANES;
                FloatVector a0 = load(sums, at);
                FloatVector a1 = load(sums, at + LANES);
                FloatVector a2 = load(sums, at + 2 * LANES);
                FloatVector a = load(sums, at + 3 * LANES);
                FloatVector b0 = load(sums, second);
                FloatVector b1 = load(sums, second + LANES);
                FloatVector b2 = load(sums, second + 2 * LANES);
                FloatVector b = load(sums, second + 3 * LANES);
                for (int i = 0; i < rows; i += LANES) {
                    FloatVector v = load(d, from + i);
                    FloatVector w = load(d, next + i);
                    FloatVector y0 = load(x, x0 + i);
                    a0 = v.fma(y0, a0);
                    b0 = w.fma(y0, b0);
                    FloatVector y1 = load(x, x1 + i);
                    a1 = v.fma(y1, a1);
                    b1 = w.fma(y1, b1);
                    FloatVector y2 = load(x, x2 + i);
                    a2 = v.fma(y2, a2);
                    b2 = w.fma(y2, b2);
                    a = a.add(v);
                    b = b.add(w);
                }
                a0.intoArray(sums, at);
                a1.intoArray(sums, at + LANES);
                a2.intoArray(sums, at + 2 * LANES);
                a.intoArray(sums, at + 3 * LANES);
                b0.intoArray(sums, second);
                b1.intoArray(sums, second + LANES);
                b2.intoArray(sums, second + 2 * LANES);
                b.intoArray(sums, second + 3 * LANES);
            }
        }
    }

    private record Block(Plane delta, Plane in, float[] sums, int to) implements Loop {
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
                int x4 = x3 + in.stride();
                int x5 = x4 + in.stride();
                int at = to + part;
                FloatVector s0 = load(sums, at);
                FloatVector s1 = load(sums, at + LANES);
                FloatVector s2 = load(sums, at + 2 * LANES);
                FloatVector s3 = load(sums, at + 3 * LANES);
                FloatVector s4 = load(sums, at + 4 * LANES);
                FloatVector s5 = load(sums, at + 5 * LANES);
                for (int i = 0; i < rows; i += LANES) {
                    FloatVector v = load(d, from + i);
                    s0 = v.fma(load(x, x0 + i), s0);
                    s1 = v.fma(load(x, x1 + i), s1);
                    s2 = v.fma(load(x, x2 + i), s2);
                    s3 = v.fma(load(x, x3 + i), s3);
                    s4 = v.fma(load(x, x4 + i), s4);
                    s5 = v.fma(load(x, x5 + i), s5);
                }
                s0.intoArray(sums, at);
                s1.intoArray(sums, at + LANES);
                s2.intoArray(sums, at + 2 * LANES);
                s3.intoArray(sums, at + 3 * LANES);
                s4.intoArray(sums, at + 4 * LANES);
                s5.intoArray(sums, at + 5 * LANES);
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

    private record Last5(Plane delta, Plane in, float[] sums, int to) implements Loop {
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
                int x4 = x3 + in.stride();
                int at = to + part;
                FloatVector s0 = load(sums, at);
                FloatVector s1 = load(sums, at + LANES);
                FloatVector s2 = load(sums, at + 2 * LANES);
                FloatVector s3 = load(sums, at + 3 * LANES);
                FloatVector s4 = load(sums, at + 4 * LANES);
                FloatVector s = load(sums, at + 5 * LANES);
                for (int i = 0; i < rows; i += LANES) {
                    FloatVector v = load(d, from + i);
                    s0 = v.fma(load(x, x0 + i), s0);
                    s1 = v.fma(load(x, x1 + i), s1);
                    s2 = v.fma(load(x, x2 + i), s2);
                    s3 = v.fma(load(x, x3 + i), s3);
                    s4 = v.fma(load(x, x4 + i), s4);
                    s = s.add(v);
                }
                s0.intoArray(sums, at);
                s1.intoArray(sums, at + LANES);
                s2.intoArray(sums, at + 2 * LANES);
                s3.intoArray(sums, at + 3 * LANES);
                s4.intoArray(sums, at + 4 * LANES);
                s.intoArray(sums, at + 5 * LANES);
            }
        }
    }

    private record Last6(Plane delta, Plane in, float[] sums, int to) implements Loop {
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
                int x4 = x3 + in.stride();
                int x5 = x4 + in.stride();
                int at = to + part;
                FloatVector s0 = load(sums, at);
                FloatVector s1 = load(sums, at + LANES);
                FloatVector s2 = load(sums, at + 2 * LANES);
                FloatVector s3 = load(sums, at + 3 * LANES);
                FloatVector s4 = load(sums, at + 4 * LANES);
                FloatVector s5 = load(sums, at + 5 * LANES);
                FloatVector s = load(sums, at + 6 * LANES);
                for (int i = 0; i < rows; i += LANES) {
                    FloatVector v = load(d, from + i);
                    s0 = v.fma(load(x, x0 + i), s0);
                    s1 = v.fma(load(x, x1 + i), s1);
                    s2 = v.fma(load(x, x2 + i), s2);
                    s3 = v.fma(load(x, x3 + i), s3);
                    s4 = v.fma(load(x, x4 + i), s4);
                    s5 = v.fma(load(x, x5 + i), s5);
                    s = s.add(v);
                }
                s0.intoArray(sums, at);
                s1.intoArray(sums, at + LANES);
                s2.intoArray(sums, at + 2 * LANES);
                s3.intoArray(sums, at + 3 * LANES);
                s4.intoArray(sums, at + 4 * LANES);
                s5.intoArray(sums, at + 5 * LANES);
                s.intoArray(sums, at + 6 * LANES);
            }
        }
    }
}
