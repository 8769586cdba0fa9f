package io.gradlab.health.quantity;

/**
 * The same standard deviation of z, before the activation function: the scale that weights and
 * biases give a layer. Near 1 where initial weights suit the width (Glorot and Bengio 2010; He et
 * al. 2015, arXiv:1502.01852).
 */
public final class ZStd implements ActivationQuantity {

    /** Its name in readings. */
    public static final String NAME = "z std";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double measure(ActivationSample sample) {
        return ActivationStd.of(sample.before(), sample.units());
    }
}
