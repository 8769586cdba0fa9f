package io.gradlab.params;

import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.StateDict.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Parameters and files for the tests of the file formats. */
final class Samples {

    static final ActivationFunction LEAKY = ActivationFunction.leakyRelu(0.2f);

    private Samples() {}

    /** Values which a careless conversion changes: -0, subnormals, the ends of the range. */
    private static final float[] DELICATE = {
        -0f, Float.MIN_VALUE, -1e-40f, Float.MAX_VALUE, -Float.MIN_NORMAL, 0.1f
    };

    static StateDict state(int inputs, Integer... hidden) {
        MlpArchitecture architecture =
                new MlpArchitecture(inputs, List.of(hidden), ActivationFunction.SIGMOID);
        Random random = new Random(7);
        List<Tensor> tensors = new ArrayList<>();
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            int units = architecture.unitsOf(layer);
            int width = architecture.inputsOf(layer);
            float[] weight = InitialWeights.normal(1).draw(random, units, width);
            for (int i = 0; i < Math.min(weight.length, DELICATE.length); i++) {
                weight[i] = DELICATE[i];
            }
            float[] bias = InitialWeights.normal(1).draw(random, units, 1);
            tensors.add(new Tensor("fc" + layer + ".weight", new int[] {units, width}, weight));
            tensors.add(new Tensor("fc" + layer + ".bias", new int[] {units}, bias));
        }
        return new StateDict(tensors);
    }

    /** The same without delicate values, with which a network computes. */
    static StateDict drawn(int inputs, Integer... hidden) {
        StateDict state = state(inputs, hidden);
        for (Tensor tensor : state.tensors()) {
            for (int i = 0; i < tensor.values().length; i++) {
                tensor.values()[i] = (float) Math.sin(i + tensor.values().length);
            }
        }
        return state;
    }

    static SavedParameters saved(StateDict state) {
        return new SavedParameters(state, LEAKY, Map.of("seed", "7", "note", "Übung \"1\"\n"));
    }

    static StateDict diverged() {
        StateDict state = state(2, 3);
        state.get("fc2.bias").values()[0] = Float.NaN;
        state.get("fc1.bias").values()[1] = Float.NEGATIVE_INFINITY;
        return state;
    }

    /** What DJL itself writes for an MlpBlock with these parameters. */
    static byte[] djl(String model, Map<String, String> properties, StateDict state) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ParamsWriter.write(bytes, model, properties, state, DjlBlock.MLP);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] npy(Tensor tensor) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            NpyArray.write(tensor, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] resource(String name) {
        try (InputStream in = Samples.class.getResourceAsStream("/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What NumPy would have written: the archive without our comment. */
    static byte[] withoutComment(byte[] npz) {
        String text = new String(npz, StandardCharsets.ISO_8859_1);
        int end = text.lastIndexOf("PK\5\6");
        byte[] bare = Arrays.copyOf(npz, end + 22);
        bare[end + 20] = 0;
        bare[end + 21] = 0;
        return bare;
    }
}
