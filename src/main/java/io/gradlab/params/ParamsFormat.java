package io.gradlab.params;

/**
 * DJL's {@code .params}: a header with the model's name, the data type, described inputs and
 * properties, then the blocks, depth first, each with a version, metadata and its parameters.
 *
 * <p>What we write is what {@code ai.djl.Model.save} writes for an {@link io.gradlab.nn.MlpBlock},
 * with our properties in the header's map. What we read is that, or the file of any DJL model whose
 * parameters are those of linear layers in a row.
 */
final class ParamsFormat implements ParameterFormat {

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
