package io.gradlab.population.kernel;

import static io.gradlab.population.kernel.Vectors.WIDTH;
import static io.gradlab.population.kernel.Vectors.all;
import static io.gradlab.population.kernel.Vectors.load;

import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * Sums over up to {@value #BLOCK} inputs, whose weights stay in registers for a loop; of more
 * inputs what is left over comes first, then blocks.
 */
final class VectorSums {

    private static final int BLOCK = 6;

    private VectorSums() {}

    /** out = b + in_0 w_0 + ... */
    static List<Loop> weigh(Plane in, Weights weights, Plane out) {
        List<Loop> program = new ArrayList<>();
        int first = (weights.n() - 1) % BLOCK + 1;
        program.add(
                switch (first) {
                    case 1 -> new First1(in, weights, out);
                    case 2 -> new First2(in, weights, out);
                    case 3 -> new First3(in, weights, out);
                    case 4 -> new First4(in, weights, out);
                    case 5 -> new First5(in, weights, out);
                    default -> new First6(in, weights, out);
                });
        for (int j = first; j < weights.n(); j += BLOCK) {
            program.add(new More(in.unit(j), weights.input(j), out));
        }
        return program;
    }

    /** factors = (above_0 w_0 + ...) factors. */
    static List<Loop> propagate(Plane above, Weights weights, Plane terms, Plane factors) {
        if (weights.n() > BLOCK) {
            List<Loop> program = weigh(above, weights, terms);
            program.add(new Multiply(terms, factors));
            return program;
        }
        return List.of(
                switch (weights.n()) {
                    case 1 -> new Propagate1(above, weights, factors);
                    case 2 -> new Propagate2(above, weights, factors);
                    case 3 -> new Propagate3(above, weights, factors);
                    case 4 -> new Propagate4(above, weights, factors);
                    case 5 -> new Propagate5(above, weights, factors);
                    default -> new Propagate6(above, weights, factors);
                });
    }

    private record Multiply(Plane terms, Plane factors) implements Loop {
        @Override
        public void run(int rows) {
            float[] x = terms.values();
            float[] out = factors.values();
            int at = factors.from();
            for (int i = 0; i < rows; i += WIDTH) {
                load(x, i).mul(load(out, at + i)).intoArray(out, at + i);
            }
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

    private static FloatVector sum(
            float[] x,
            int i,
            int stride,
            FloatVector w0,
            FloatVector w1,
            FloatVector w2,
            FloatVector w3,
            FloatVector w4,
            FloatVector z) {
        return load(x, i + 4 * stride).fma(w4, sum(x, i, stride, w0, w1, w2, w3, z));
    }

    private static FloatVector sum(
            float[] x,
            int i,
            int stride,
            FloatVector w0,
            FloatVector w1,
            FloatVector w2,
            FloatVector w3,
            FloatVector w4,
            FloatVector w5,
            FloatVector z) {
        return load(x, i + 5 * stride).fma(w5, sum(x, i, stride, w0, w1, w2, w3, w4, z));
    }

    private record More(Plane in, Weights weights, Plane to) implements Loop {
        @Override
        public void run(int rows) {
            float[] x = in.values();
            int from = in.from();
            int stride = in.stride();
            FloatVector w0 = all(weights.of(0));
            FloatVector w1 = all(weights.of(1));
            FloatVector w2 = all(weights.of(2));
            FloatVector w3 = all(weights.of(3));
            FloatVector w4 = all(weights.of(4));
            FloatVector w5 = all(weights.of(5));
            float[] out = to.values();
            int at = to.from();
            for (int i = 0; i < rows; i += WIDTH) {
                sum(x, from + i, stride, w0, w1, w2, w3, w4, w5, load(out, at + i))
                        .intoArray(out, at + i);
            }
        }
    }

    private record First1(Plane in, Weights weights, Plane to) implements Loop {
        @Override
        public void run(int rows) {
            float[] x = in.values();
            int from = in.from();
            FloatVector w0 = all(weights.of(0));
            FloatVector bias = all(weights.constant());
            float[] out = to.values();
            int at = to.from();
            for (int i = 0; i < rows; i += WIDTH) {
                load(x, from + i).fma(w0, bias).intoArray(out, at + i);
            }
        }
    }

    private record First2(Plane in, Weights weights, Plane to) implements Loop {
        @Override
        public void run(int rows) {
            float[] x = in.values();
            int from = in.from();
            int stride = in.stride();
            FloatVector w0 = all(weights.of(0));
            FloatVector w1 = all(weights.of(1));
            FloatVector bias = all(weights.constant());
            float[] out = to.values();
            int at = to.from();
            for (int i = 0; i < rows; i += WIDTH) {
                sum(x, from + i, stride, w0, w1, bias).intoArray(out, at + i);
            }
        }
    }

    private record First3(Plane in, Weights weights, Plane to) implements Loop {
        @Override
        public void run(int rows) {
            float[] x = in.values();
            int from = in.from();
            int stride = in.stride();
            FloatVector w0 = all(weights.of(0));
            FloatVector w1 = all(weights.of(1));
            FloatVector w2 = all(weights.of(2));
            FloatVector bias = all(weights.constant());
            float[] out = to.values();
            int at = to.from();
            for (int i = 0; i < rows; i += WIDTH) {
                sum(x, from + i, stride, w0, w1, w2, bias).intoArray(out, at + i);
            }
        }
    }

    private record First4(Plane in, Weights weights, Plane to) implements Loop {
        @Override
        public void run(int rows) {
            float[] x = in.values();
            int from = in.from();
            int stride = in.stride();
            FloatVector w0 = all(weights.of(0));
            FloatVector w1 = all(weights.of(1));
            FloatVector w2 = all(weights.of(2));
            FloatVector w3 = all(weights.of(3));
            FloatVector bias = all(weights.constant());
            float[] out = to.values();
            int at = to.from();
            for (int i = 0; i < rows; i += WIDTH) {
                sum(x, from + i, stride, w0, w1, w2, w3, bias).intoArray(out, at + i);
            }
        }
    }

    private record First5(Plane in, Weights weights, Plane to) implements Loop {
        @Override
        public void run(int rows) {
            float[] x = in.values();
            int from = in.from();
            int stride = in.stride();
            FloatVector w0 = all(weights.of(0));
            FloatVector w1 = all(weights.of(1));
            FloatVector w2 = all(weights.of(2));
            FloatVector w3 = all(weights.of(3));
            FloatVector w4 = all(weights.of(4));
            FloatVector bias = all(weights.constant());
            float[] out = to.values();
            int at = to.from();
            for (int i = 0; i < rows; i += WIDTH) {
                sum(x, from + i, stride, w0, w1, w2, w3, w4, bias).intoArray(out, at + i);
            }
        }
    }

    private record First6(Plane in, Weights weights, Plane to) implements Loop {
        @Override
        public void run(int rows) {
            float[] x = in.values();
            int from = in.from();
            int stride = in.stride();
            FloatVector w0 = all(weights.of(0));
            FloatVector w1 = all(weights.of(1));
            FloatVector w2 = all(weights.of(2));
            FloatVector w3 = all(weights.of(3));
            FloatVector w4 = all(weights.of(4));
            FloatVector w5 = all(weights.of(5));
            FloatVector bias = all(weights.constant());
            float[] out = to.values();
            int at = to.from();
            for (int i = 0; i < rows; i += WIDTH) {
                sum(x, from + i, stride, w0, w1, w2, w3, w4, w5, bias).intoArray(out, at + i);
            }
        }
    }

    private record Propagate1(Plane in, Weights weights, Plane factors) implements Loop {
        @Override
        public void run(int rows) {
            float[] x = in.values();
            int from = in.from();
            FloatVector w0 = all(weights.of(0));
            FloatVector zero = all(0);
            float[] out = factors.values();
            int at = factors.from();
            for (int i = 0; i < rows; i += WIDTH) {
                load(x, from + i).fma(w0, zero).mul(load(out, at + i)).intoArray(out, at + i);
            }
        }
    }

    private record Propagate2(Plane in, Weights weights, Plane factors) implements Loop {
        @Override
        public void run(int rows) {
            float[] x = in.values();
            int from = in.from();
            int stride = in.stride();
            FloatVector w0 = all(weights.of(0));
            FloatVector w1 = all(weights.of(1));
            FloatVector zero = all(0);
            float[] out = factors.values();
            int at = factors.from();
            for (int i = 0; i < rows; i += WIDTH) {
                sum(x, from + i, stride, w0, w1, zero)
                        .mul(load(out, at + i))
                        .intoArray(out, at + i);
            }
        }
    }

    private record Propagate3(Plane in, Weights weights, Plane factors) implements Loop {
        @Override
        public void run(int rows) {
            float[] x = in.values();
            int from = in.from();
            int stride = in.stride();
            FloatVector w0 = all(weights.of(0));
            FloatVector w1 = all(weights.of(1));
            FloatVector w2 = all(weights.of(2));
            FloatVector zero = all(0);
            float[] out = factors.values();
            int at = factors.from();
            for (int i = 0; i < rows; i += WIDTH) {
                sum(x, from + i, stride, w0, w1, w2, zero)
                        .mul(load(out, at + i))
                        .intoArray(out, at + i);
            }
        }
    }

    private record Propagate4(Plane in, Weights weights, Plane factors) implements Loop {
        @Override
        public void run(int rows) {
            float[] x = in.values();
            int from = in.from();
            int stride = in.stride();
            FloatVector w0 = all(weights.of(0));
            FloatVector w1 = all(weights.of(1));
            FloatVector w2 = all(weights.of(2));
            FloatVector w3 = all(weights.of(3));
            FloatVector zero = all(0);
            float[] out = factors.values();
            int at = factors.from();
            for (int i = 0; i < rows; i += WIDTH) {
                sum(x, from + i, stride, w0, w1, w2, w3, zero)
                        .mul(load(out, at + i))
                        .intoArray(out, at + i);
            }
        }
    }

    private record Propagate5(Plane in, Weights weights, Plane factors) implements Loop {
        @Override
        public void run(int rows) {
            float[] x = in.values();
            int from = in.from();
            int stride = in.stride();
            FloatVector w0 = all(weights.of(0));
            FloatVector w1 = all(weights.of(1));
            FloatVector w2 = all(weights.of(2));
            FloatVector w3 = all(weights.of(3));
            FloatVector w4 = all(weights.of(4));
            FloatVector zero = all(0);
            float[] out = factors.values();
            int at = factors.from();
            for (int i = 0; i < rows; i += WIDTH) {
                sum(x, from + i, stride, w0, w1, w2, w3, w4, zero)
                        .mul(load(out, at + i))
                        .intoArray(out, at + i);
            }
        }
    }

    private record Propagate6(Plane in, Weights weights, Plane factors) implements Loop {
        @Override
        public void run(int rows) {
            float[] x = in.values();
            int from = in.from();
            int stride = in.stride();
            FloatVector w0 = all(weights.of(0));
            FloatVector w1 = all(weights.of(1));
            FloatVector w2 = all(weights.of(2));
            FloatVector w3 = all(weights.of(3));
            FloatVector w4 = all(weights.of(4));
            FloatVector w5 = all(weights.of(5));
            FloatVector zero = all(0);
            float[] out = factors.values();
            int at = factors.from();
            for (int i = 0; i < rows; i += WIDTH) {
                sum(x, from + i, stride, w0, w1, w2, w3, w4, w5, zero)
                        .mul(load(out, at + i))
                        .intoArray(out, at + i);
            }
        }
    }
}
