package io.gradlab;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.UpdateRule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * One training that PyTorch did, see {@code src/test/resources/reference/README.md}: initial
 * parameters, configuration, and per precision every loss, accuracy, gradient of step 1 and
 * parameters. Reads CSV, JSON and NPZ by itself, so that it tests our readers rather than uses
 * them.
 */
public final class ReferenceTrace {

    /** Every case on {@code moons.csv}. */
    public static final List<String> NAMES =
            List.of(
                    "l2",
                    "l3",
                    "zero",
                    "l5_sigmoid",
                    "l5_relu",
                    "l5_leaky",
                    "dead_relu",
                    "dead_leaky",
                    "dead_leaky_0.2",
                    "dead_elu");

    /** Every case of another update rule than plain descent. */
    public static final List<String> UPDATE_NAMES =
            List.of(
                    "update/l2_momentum",
                    "update/l3_momentum",
                    "update/l2_adam",
                    "update/l3_adam",
                    "update/l3_adam_clipped");

    private static final int NPY_HEADER_LENGTH_AT = 8;
    private static final int NPY_HEADER_AT = 10;

    private final String name;
    private final JsonObject json;

    private ReferenceTrace(String name) {
        this.name = name;
        json =
                JsonParser.parseString(new String(resource(name + ".json"), StandardCharsets.UTF_8))
                        .getAsJsonObject();
    }

    /**
     * Reads a case.
     *
     * @param name one of {@link #NAMES} or {@link #UPDATE_NAMES}, or {@code balanced/zero}
     */
    public static ReferenceTrace load(String name) {
        return new ReferenceTrace(name);
    }

    public String name() {
        return name;
    }

    public MlpArchitecture architecture() {
        double[] widths = numbers(json.get("widths"));
        List<Integer> hidden = new ArrayList<>();
        for (int i = 1; i < widths.length - 1; i++) {
            hidden.add((int) widths[i]);
        }
        ActivationFunction activation =
                ActivationFunction.of(
                        json.get("activation").getAsString(), json.get("slope").getAsFloat());
        return new MlpArchitecture((int) widths[0], hidden, activation);
    }

    public double learningRate() {
        return json.get("learning_rate").getAsDouble();
    }

    public int epochs() {
        return json.get("epochs").getAsInt();
    }

    public UpdateRule updateRule() {
        if (json.has("momentum")) {
            return UpdateRule.momentum(number("momentum"));
        }
        if (json.has("betas")) {
            double[] betas = numbers(json.get("betas"));
            return UpdateRule.adam(betas[0], betas[1], number("epsilon"));
        }
        return UpdateRule.sgd();
    }

    public Clipping clipping() {
        return json.has("clip_value") ? Clipping.byValue(number("clip_value")) : Clipping.NONE;
    }

    /** Any single number at the top level, for example {@code test_loss_final}. */
    public double number(String key) {
        return json.get(key).getAsDouble();
    }

    /** The trace in double precision. */
    public Precision float64() {
        return new Precision(json.getAsJsonObject("float64"));
    }

    /** The trace in single precision. */
    public Precision float32() {
        return new Precision(json.getAsJsonObject("float32"));
    }

    /** What was recorded in one precision. */
    public record Precision(JsonObject json) {

        /** {@code train_loss}, {@code train_accuracy}, {@code validation_loss}, ... by epoch. */
        public double[] series(String key) {
            return numbers(json.get(key));
        }

        /** dLoss/dParameter before the first update, by parameter, row by row. */
        public Map<String, double[]> gradients() {
            return arrays("gradient_step1");
        }

        /** L2 norm of each gradient before the first update. */
        public Map<String, Double> gradientNorms() {
            Map<String, Double> norms = new LinkedHashMap<>();
            json.getAsJsonObject("gradient_l2_step1")
                    .asMap()
                    .forEach((parameter, norm) -> norms.put(parameter, norm.getAsDouble()));
            return norms;
        }

        /** Parameters after the given step, from 1 to 5. */
        public Map<String, double[]> parametersAfterStep(int step) {
            return arrays("parameters_after_step" + step);
        }

        public Map<String, double[]> parametersFinal() {
            return arrays("parameters_final");
        }

        private Map<String, double[]> arrays(String key) {
            Map<String, double[]> arrays = new LinkedHashMap<>();
            json.getAsJsonObject(key)
                    .asMap()
                    .forEach((parameter, values) -> arrays.put(parameter, numbers(values)));
            return arrays;
        }
    }

    /** The initial parameters. */
    public StateDict initial() {
        String start = json.has("start") ? json.get("start").getAsString() : name;
        Map<String, StateDict.Tensor> tensors = new HashMap<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(resource(start + ".init.npz")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String parameter = entry.getName().replace(".npy", "");
                tensors.put(parameter, tensor(parameter, zip.readAllBytes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<StateDict.Tensor> ordered = new ArrayList<>();
        for (int layer = 1; layer <= architecture().layers(); layer++) {
            ordered.add(tensors.get("fc" + layer + ".weight"));
            ordered.add(tensors.get("fc" + layer + ".bias"));
        }
        return new StateDict(ordered);
    }

    private static StateDict.Tensor tensor(String parameter, byte[] npy) {
        ByteBuffer bytes = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = bytes.getShort(NPY_HEADER_LENGTH_AT);
        String header = new String(npy, NPY_HEADER_AT, headerLength, StandardCharsets.US_ASCII);
        if (!header.contains("'<f4'") || !header.contains("'fortran_order': False")) {
            throw new IllegalStateException(parameter + ": " + header);
        }
        String dimensions = header.substring(header.indexOf('(') + 1, header.indexOf(')'));
        List<Integer> shape = new ArrayList<>();
        for (String dimension : dimensions.split(",", -1)) {
            if (!dimension.isBlank()) {
                shape.add(Integer.parseInt(dimension.strip()));
            }
        }
        bytes.position(NPY_HEADER_AT + headerLength);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return new StateDict.Tensor(
                parameter, shape.stream().mapToInt(Integer::intValue).toArray(), values);
    }

    /** The data of this case: {@code moons.csv} beside its files. */
    public DataSplits dataset() {
        return dataset(name.startsWith("balanced/") ? "balanced/moons.csv" : "moons.csv");
    }

    /** Moon1000 with noise 0.1, on which every case of {@link #NAMES} was trained. */
    public static DataSplits moons() {
        return dataset("moons.csv");
    }

    private static DataSplits dataset(String csv) {
        List<String> lines =
                new String(resource(csv), StandardCharsets.UTF_8).lines().skip(1).toList();
        return new DataSplits(
                csv,
                List.of("x1", "x2"),
                examples(lines, "train"),
                examples(lines, "validation"),
                examples(lines, "test"));
    }

    private static Examples examples(List<String> lines, String split) {
        List<String[]> rows =
                lines.stream()
                        .map(line -> line.split(",", -1))
                        .filter(row -> row[3].equals(split))
                        .toList();
        float[] features = new float[2 * rows.size()];
        float[] labels = new float[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            features[2 * i] = Float.parseFloat(rows.get(i)[0]);
            features[2 * i + 1] = Float.parseFloat(rows.get(i)[1]);
            labels[i] = Float.parseFloat(rows.get(i)[2]);
        }
        return new Examples(2, features, labels);
    }

    private static double[] numbers(JsonElement element) {
        if (!element.isJsonArray()) {
            return new double[] {element.getAsDouble()};
        }
        List<Double> numbers = new ArrayList<>();
        for (JsonElement child : (JsonArray) element) {
            for (double number : numbers(child)) {
                numbers.add(number);
            }
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static byte[] resource(String file) {
        try (InputStream in = ReferenceTrace.class.getResourceAsStream("/reference/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("no reference file " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
