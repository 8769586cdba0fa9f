package io.gradlab.params;

import io.gradlab.core.UserMistake;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.ParameterNames;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.StateDict.Tensor;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.util.Map;

/** Writes what DJL's {@code Model.save} writes for a {@link DjlBlock}. */
final class ParamsWriter {

    /** Version byte of {@link ai.djl.nn.LambdaBlock}, a function without parameters. */
    private static final int FUNCTION = 2;

    private final DataOutputStream out;

    private ParamsWriter(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    /**
     * Writes the file of a network that was initialised with one example; properties in the map's
     * order.
     */
    static void write(
            OutputStream out,
            String model,
            Map<String, String> properties,
            StateDict parameters,
            DjlBlock block)
            throws IOException {
        MlpArchitecture architecture = OwnProperties.architecture(parameters, null);
        ParamsWriter writer = new ParamsWriter(out);
        try {
            writer.header(model, architecture.inputs());
            writer.properties(properties);
            writer.blocks(architecture, parameters, block);
        } catch (UTFDataFormatException e) {
            throw new UserMistake(
                    "a property or the model's name is longer than 65535 bytes, which .params"
                            + " cannot hold; shorten it",
                    e);
        }
    }

    private void header(String model, int inputs) throws IOException {
        out.writeBytes(ParamsReader.MAGIC);
        out.writeInt(ParamsReader.MODEL_VERSION);
        out.writeUTF(model);
        out.writeUTF(ParamsReader.FLOAT32);
        out.writeInt(1);
        out.writeUTF("data0");
        shape(1, inputs);
    }

    private void properties(Map<String, String> properties) throws IOException {
        out.writeInt(properties.size());
        int start = out.size();
        for (Map.Entry<String, String> property : properties.entrySet()) {
            out.writeUTF(property.getKey());
            out.writeUTF(property.getValue());
            ParamsReader.requirePropertyBytes(out.size() - start);
        }
    }

    private void blocks(MlpArchitecture architecture, StateDict parameters, DjlBlock block)
            throws IOException {
        boolean sequential = block != DjlBlock.MLP;
        withoutParameters(sequential ? ParamsReader.SEQUENTIAL : 1, architecture.inputs());
        if (sequential) {
            out.writeByte(0); // the output of the last child alone is the output
        }
        if (block == DjlBlock.ZOO) {
            withoutParameters(FUNCTION, architecture.inputs());
        }
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            out.writeByte(ParamsReader.LINEAR);
            out.writeLong(architecture.unitsOf(layer));
            out.writeLong(architecture.inputsOf(layer));
            shape(1);
            parameter("weight", parameters.get(ParameterNames.weight(layer)));
            parameter("bias", parameters.get(ParameterNames.bias(layer)));
            if (sequential && layer < architecture.layers()) {
                withoutParameters(FUNCTION, architecture.unitsOf(layer));
            }
        }
    }

    /** A block of one input of one example, so wide. */
    private void withoutParameters(int version, int width) throws IOException {
        out.writeByte(version);
        out.writeInt(1);
        shape(1, width);
    }

    private void parameter(String name, Tensor tensor) throws IOException {
        out.writeChar('P');
        out.writeByte(ParamsReader.PARAMETER_VERSION);
        out.writeUTF(name);
        out.writeUTF(ParamsReader.ARRAY_MAGIC);
        out.writeInt(ParamsReader.ARRAY_VERSION);
        out.writeByte(1);
        out.writeUTF(name);
        out.writeUTF(ParamsReader.DENSE);
        out.writeUTF(ParamsReader.FLOAT32);
        shape(tensor.shape());
        out.writeByte('<');
        out.writeInt(tensor.values().length * Float.BYTES);
        FloatType.write(tensor.values(), out);
    }

    /** A shape, with DJL's sign for an unknown layout on each dimension. */
    private void shape(int... shape) throws IOException {
        out.writeInt(shape.length);
        for (int width : shape) {
            out.writeLong(width);
        }
        out.writeInt(shape.length);
        out.writeChars("?".repeat(shape.length));
    }
}
