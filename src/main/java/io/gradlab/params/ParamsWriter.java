package io.gradlab.params;

import io.gradlab.core.UserMistake;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.ParameterNames;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.StateDict.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Writes what DJL's {@code Model.save} writes for an {@link io.gradlab.nn.MlpBlock}. */
final class ParamsWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private ParamsWriter() {}

    /**
     * The file of a network that was initialised with one example; properties in the map's order.
     */
    static byte[] write(String model, Map<String, String> properties, StateDict parameters) {
        MlpArchitecture architecture = OwnProperties.architecture(parameters, null);
        ParamsWriter writer = new ParamsWriter();
        try {
            writer.header(model, architecture.inputs());
            writer.properties(properties);
            writer.blocks(architecture, parameters);
        } catch (UTFDataFormatException e) {
            throw new UserMistake(
                    "a property or the model's name is longer than 65535 bytes, which .params"
                            + " cannot hold; shorten it",
                    e);
        } catch (IOException e) {
            throw new AssertionError("memory refused bytes", e);
        }
        return writer.bytes.toByteArray();
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

    private void blocks(MlpArchitecture architecture, StateDict parameters) throws IOException {
        out.writeByte(1);
        out.writeInt(1);
        shape(1, architecture.inputs());
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            out.writeByte(ParamsReader.LINEAR);
            out.writeLong(architecture.unitsOf(layer));
            out.writeLong(architecture.inputsOf(layer));
            shape(1);
            parameter("weight", parameters.get(ParameterNames.weight(layer)));
            parameter("bias", parameters.get(ParameterNames.bias(layer)));
        }
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
        byte[] values = littleEndian(tensor.values());
        out.writeInt(values.length);
        out.write(values);
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

    /** The values as bytes, as every format here writes them. */
    static byte[] littleEndian(float[] values) {
        byte[] bytes = new byte[values.length * Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return bytes;
    }
}
