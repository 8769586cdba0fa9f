package io.gradlab.bench;

import io.gradlab.core.Seeds;
import io.gradlab.data.Examples;
import io.gradlab.data.Moons;
import io.gradlab.data.MoonsConfig;
import io.gradlab.population.kernel.ExampleColumns;
import io.gradlab.population.kernel.HiddenFunction;
import io.gradlab.population.kernel.Kernel;
import io.gradlab.population.kernel.NetworkShape;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A step of gradient descent of one member, by the loops that the JVM has. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class KernelStep {

    private static final float RATE = 0.2f;

    /** Networks of the laboratory. */
    public enum Network {
        SIGMOID_2_5_1(HiddenFunction.SIGMOID, 5),
        SIGMOID_2_3_3_3_3_1(HiddenFunction.SIGMOID, 3, 3, 3, 3),
        RELU_2_3_3_3_3_1(HiddenFunction.RELU, 3, 3, 3, 3);

        private final NetworkShape shape;

        Network(HiddenFunction function, Integer... hidden) {
            shape = new NetworkShape(2, List.of(hidden), function);
        }
    }

    /** What is trained. */
    @Param public Network network = Network.SIGMOID_2_5_1;

    private Kernel kernel = new Kernel(network.shape);
    private ExampleColumns examples = columns();

    /** Starts from standard normal numbers. */
    @Setup
    public void start() {
        kernel = new Kernel(network.shape);
        examples = columns();
        Random random = Seeds.random(1);
        float[] initial = new float[network.shape.parameters()];
        for (int i = 0; i < initial.length; i++) {
            initial[i] = (float) random.nextGaussian();
        }
        kernel.start(initial, 0);
    }

    /** The 640 training examples of the moons. */
    private ExampleColumns columns() {
        Examples train = Moons.generate(MoonsConfig.standard()).train();
        return new ExampleColumns(network.shape, train.features(), train.labels());
    }

    /**
     * Gradients and update.
     *
     * @return a parameter, so that the compiler leaves nothing out
     */
    @Benchmark
    public float step() {
        float[] gradients = kernel.gradients(examples);
        float[] parameters = kernel.parameters();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] -= RATE * gradients[i];
        }
        return parameters[0];
    }
}
