package io.gradlab.population.kernel;

/** Activation functions of hidden units, by the weighted input z. */
public enum HiddenFunction {
    /** 1 / (1 + exp(-z)). */
    SIGMOID,
    /** The hyperbolic tangent. */
    TANH,
    /** z if z &gt; 0, else 0; the derivative at 0 is 0. */
    RELU,
    /** z if z &gt; 0, else slope * z; the derivative at 0 is the slope. */
    LEAKY_RELU,
    /** z if z &gt; 0, else exp(z) - 1. */
    ELU
}
