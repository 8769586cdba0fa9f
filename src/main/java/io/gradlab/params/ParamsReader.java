package io.gradlab.params;

import io.gradlab.core.Require;
import io.gradlab.core.Text;
import io.gradlab.core.UserMistake;
import io.gradlab.nn.ParameterNames;
import io.gradlab.nn.StateDict.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a {@code .params} of linear layers in a row, in whatever blocks they are nested.
 *
 * <p>The blocks are written depth first and no block tells how many children it has, so nesting
 * leaves no trace: the file is a plain sequence of linear layers and of blocks without parameters
 * (containers, activation functions, dropout). What such a block computes is in no file.
 */
final class ParamsReader {

    static final String MAGIC = "DJL@";
    static final int MODEL_VERSION = 1;
    static final int PARAMETER_VERSION = 1;
    static final int ARRAY_VERSION = 3;
    static final String ARRAY_MAGIC = "NDAR";
    static final String DENSE = "DENSE";
    static final String FLOAT32 = "FLOAT32";

    /** Version byte of {@link ai.djl.nn.core.Linear}, which has metadata of its own. */
    static final int LINEAR = 4;

    /** Version byte of {@link ai.djl.nn.SequentialBlock}, which has one more flag. */
    static final int SEQUENTIAL = 3;

    /** More than any model describes; only a damaged file has more. */
    private static final int MAX_INPUTS = 16;

    /** Most bytes of all keys and values; a safetensors header has as many. */
    private static final int MAX_PROPERTY_BYTES = 1 << 20;

    /** Most blocks: 150 for each layer of the deepest network. */
    private static final int MAX_BLOCKS = 10_000;

    private static final int MAX_DIMENSIONS = 32;

    /** The layout signs of {@link ai.djl.ndarray.types.LayoutType}. */
    private static final String LAYOUTS = "NCDHWT?";

    private final ByteReader in;
    private final ShapeGuard guard = new ShapeGuard();
    private final Map<String, String> properties = new HashMap<>();
    private final FileContent content = new FileContent();

    /** Linear layers so far. */
    private int layers;

    /** Units of the last linear layer; 0 before the first. */
    private long width;

    ParamsReader(byte[] file) {
        in = new ByteReader(file, ByteOrder.BIG_ENDIAN);
    }

    FileContent read() {
        header();
        properties();
        for (int blocks = 0; in.remaining() > 0; blocks++) {
            Require.that(
                    blocks < MAX_BLOCKS,
                    "it holds more than %s blocks; give a file of linear layers in a row",
                    MAX_BLOCKS);
            block();
        }
        Require.that(layers > 0, "it holds no linear layer; save a trained network");
        content.addProperties(properties);
        content.sayUpright(
                Text.of(
                        "%d linear layers in a row assumed, %s to %s: DJL's file of a block with"
                                + " branches would look the same",
                        layers, ParameterNames.layer(1), ParameterNames.layer(layers)));
        return content;
    }

    private void header() {
        ByteBuffer magic = in.bytes(MAGIC.length(), "the sign DJL@");
        for (int i = 0; i < MAGIC.length(); i++) {
            Require.that(
                    magic.get() == MAGIC.charAt(i),
                    "it does not start with DJL@; give a file that DJL's Model.save wrote");
        }
        require("model version", MODEL_VERSION, in.int32("the model's version"));
        in.utf("the model's name");
        type("data type", in.utf("the data type"));
        int inputs = count(MAX_INPUTS, "described inputs");
        for (int i = 0; i < inputs; i++) {
            in.utf("an input's name");
            shape("an input's shape");
        }
    }

    private void properties() {
        int size = count(OwnProperties.MAX_PROPERTIES, "properties");
        int start = in.position();
        for (int i = 0; i < size; i++) {
            String key = in.utf("a property's key");
            String value = in.utf("a property's value");
            Require.that(
                    properties.put(key, value) == null,
                    "property '%s' is there twice; restore the file",
                    key);
            requirePropertyBytes(in.position() - start);
        }
    }

    /** Refuses properties that are too long. */
    static void requirePropertyBytes(int bytes) {
        Require.that(
                bytes <= MAX_PROPERTY_BYTES,
                "its properties are longer than %s bytes in all; shorten them",
                MAX_PROPERTY_BYTES);
    }

    private void block() {
        int start = in.position();
        int version = in.uint8("a block's version");
        switch (version) {
            case LINEAR -> linear();
            case 1, 2, SEQUENTIAL -> withoutParameters(version);
            default ->
                    throw new UserMistake(
                            "byte %s starts neither a linear layer nor a block without parameters; only models of linear layers in a row fit here, without convolution, normalisation and the like"
                                    .formatted(start));
        }
    }

    /** A container, an activation function or the like: the shape of its one input. */
    private void withoutParameters(int version) {
        require("number of inputs of a block", 1, in.int32("a block's number of inputs"));
        long[] shape = shape("a block's input shape");
        Require.that(
                width == 0 || (shape.length > 0 && shape[shape.length - 1] == width),
                "a block after %s takes shape %s where the layer gives %s units; only layers in a"
                        + " row fit here",
                ParameterNames.layer(layers),
                Arrays.toString(shape),
                width);
        // The flag of SequentialBlock: 0, the output of the last child alone is the output.
        if (version == SEQUENTIAL && in.startsWith(0)) {
            in.uint8("a block's flag");
        }
    }

    private void linear() {
        layers++;
        String weight = ParameterNames.weight(layers);
        long units = in.int64("units of " + weight);
        long inputs = in.int64("inputs of " + weight);
        shape("leading dimensions of the input of " + weight);
        Require.that(
                width == 0 || inputs == width,
                "%s takes %s inputs, but the layer before has %s units; only layers in a row fit"
                        + " here",
                weight,
                inputs,
                width);
        parameter("weight", weight, new long[] {units, inputs});
        if (in.startsWith(0)) { // the first byte of a parameter's sign; no block starts with it
            parameter("bias", ParameterNames.bias(layers), new long[] {units});
        }
        width = units;
    }

    private void parameter(String ownName, String name, long[] expected) {
        int sign = in.uint16("the sign of " + name);
        Require.that(sign != 'N', "%s was never initialised; save the model after training", name);
        require("sign of " + name, 'P', (char) sign);
        require("version of " + name, PARAMETER_VERSION, in.uint8("version"));
        require("name of " + name, ownName, in.utf("the name of " + name));
        FloatType type = arrayType(name);
        long[] shape = shape("the shape of " + name);
        Require.that(
                Arrays.equals(shape, expected),
                "%s has shape %s where its layer says %s; restore the file",
                name,
                Arrays.toString(shape),
                Arrays.toString(expected));
        int[] dimensions = guard.admit(name, shape);
        content.add(
                new Tensor(name, dimensions, values(name, ShapeGuard.size(dimensions), type)),
                type);
    }

    private FloatType arrayType(String name) {
        require("sign of the array", ARRAY_MAGIC, in.utf("the array of " + name));
        require("array version", ARRAY_VERSION, in.int32("array version of " + name));
        int named = in.uint8("name flag of " + name);
        if (named == 1) {
            in.utf("array name of " + name);
        } else {
            require("name flag of " + name, 0, named);
        }
        require("sparse format of " + name, DENSE, in.utf("format of " + name));
        return type("data type of " + name, in.utf("data type of " + name));
    }

    private static FloatType type(String what, String type) {
        for (FloatType known : FloatType.values()) {
            if (known.name().equals(type)) {
                return known;
            }
        }
        throw new UserMistake(
                "%s is %s, but weights and biases are floating-point numbers; convert them to FLOAT32"
                        .formatted(what, type));
    }

    private float[] values(String name, int size, FloatType type) {
        // DJL writes the machine's order, and there is no native library for a big-endian one.
        require("byte order of " + name, '<', (char) in.uint8("byte order of " + name));
        int length = in.int32("length of " + name);
        require("length of " + name, size * type.bytes(), length);
        ByteBuffer bytes = in.bytes(length, "the values of " + name);
        return type.read(name, bytes, size, ByteOrder.LITTLE_ENDIAN);
    }

    private long[] shape(String what) {
        long[] shape = new long[count(MAX_DIMENSIONS, "dimensions of " + what)];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = in.int64(what);
            Require.that(
                    shape[i] >= -1,
                    "%s has %s, but -1 is the least; restore the file",
                    what,
                    shape[i]);
        }
        require("layouts of " + what, shape.length, in.int32(what));
        for (int i = 0; i < shape.length; i++) {
            Require.that(
                    LAYOUTS.indexOf(in.uint16(what)) >= 0,
                    "%s has a layout that is none of %s; restore the file",
                    what,
                    LAYOUTS);
        }
        return shape;
    }

    private int count(int most, String what) {
        int count = in.int32("the number of " + what);
        Require.that(
                count >= 0 && count <= most,
                "%s %s are not within 0 to %s; restore the file",
                count,
                what,
                most);
        return count;
    }

    private static void require(String what, Object expected, Object received) {
        Require.that(
                expected.equals(received),
                "%s is %s, but only %s is supported",
                what,
                received,
                expected);
    }
}
