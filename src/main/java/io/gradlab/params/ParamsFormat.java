package io.gradlab.params;

import io.gradlab.nn.StateDict;
import java.io.IOException;
import java.io.OutputStream;
import java.util.SortedMap;

/**
 * DJL's {@code .params}: a header with the model's name, the data type, described inputs and
 * properties, then the blocks, depth first, each with a version, metadata and its parameters.
 *
 * <p>What we write is what {@code ai.djl.Model.save} writes for an {@link io.gradlab.nn.MlpBlock},
 * or for another {@link DjlBlock}, with our properties in the header's map. What we read is that,
 * or the file of any DJL model whose parameters are those of linear layers in a row.
 */
final class ParamsFormat extends ParameterFormat {

    private final DjlBlock block;

    ParamsFormat() {
        this(DjlBlock.MLP);
    }

    /** For the block into which DJL shall load what is written. */
    ParamsFormat(DjlBlock block) {
        super(new Seal("\0@")); // DJL writes the length of a text (64) in two bytes before it
        this.block = block;
    }

    @Override
    FileContent parse(byte[] file, boolean ours) {
        return new ParamsReader(file).read();
    }

    @Override
    void write(
            OutputStream out,
            String model,
            SortedMap<String, String> properties,
            StateDict parameters)
            throws IOException {
        ParamsWriter.write(out, model, properties, parameters, block);
    }
}
