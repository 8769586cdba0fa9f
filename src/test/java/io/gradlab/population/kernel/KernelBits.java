package io.gradlab.population.kernel;

import java.util.List;
import java.util.Random;

/** Trains networks of every function and prints a number made of all bits that came out. */
final class KernelBits {

    private static final int STEPS = 6;
    private static final int ROWS = 21;

    private KernelBits() {}

    /** Prints it. */
    public static void main(String[] arguments) {
        System.out.println("bits " + ofThisJvm());
    }

    /** A hash of every loss and of the last parameters. */
    static int ofThisJvm() {
        int hash = 1;
        for (HiddenFunction function : HiddenFunction.values()) {
            hash = 31 * hash + trained(new NetworkShape(2, List.of(5), function));
            hash = 31 * hash + trained(new NetworkShape(2, List.of(7, 3, 2), function));
        }
        return hash;
    }

    private static int trained(NetworkShape shape) {
        Random random = new Random(1);
        float[] features = new float[ROWS * shape.inputs()];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) random.nextGaussian();
        }
        float[] labels = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            labels[i] = features[2 * i] * features[2 * i + 1] > 0 ? 1 : 0;
        }
        Kernel kernel = new Kernel(shape);
        float[] parameters = kernel.parameters();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) random.nextGaussian();
        }
        ExampleColumns examples = new ExampleColumns(shape, features, labels);
        kernel.start(parameters.clone(), 0.1f);
        int hash = 1;
        for (int step = 0; step < STEPS; step++) {
            hash = 31 * hash + Float.floatToIntBits(kernel.lossAndGradients(examples));
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] -= 0.5f * kernel.lastGradients()[i];
            }
        }
        for (float parameter : parameters) {
            hash = 31 * hash + Float.floatToIntBits(parameter);
        }
        return hash;
    }
}
