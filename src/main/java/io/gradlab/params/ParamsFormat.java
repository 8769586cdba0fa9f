package io.gradlab.params;

/**
 * DJL's {@code .params}: a header with the model's name, the data type, described inputs and
 * properties, then the blocks, depth first, each with a version, metadata and its parameters.
 *
 * <p>What we write is what {@code ai.djl.Model.save} writes for an {@link io.gradlab.nn.Mlp}, with
 * our properties in the header's map. What we read is that, or the file of any DJL model whose
 * parameters are those of linear layers in a row.
 */
final class ParamsFormat implements ParameterFormat {

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

    /** DJL writes the length of a text (64) in two bytes before it. */
    private static final Seal SEAL = new Seal("\0@");

    @Override
    public SavedParameters decode(byte[] file) {
        return new ParamsReader(file).read(SEAL.holds(file));
    }

    @Override
    public byte[] encode(String model, SavedParameters saved) {
        return SEAL.close(ParamsWriter.write(model, OwnProperties.of(saved), saved.parameters()));
    }
}
