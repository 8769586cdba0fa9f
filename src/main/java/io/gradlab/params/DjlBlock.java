package io.gradlab.params;

/** The DJL blocks that a {@code .params} can be written for; DJL's bytes differ for each. */
public enum DjlBlock {

    /** {@link io.gradlab.nn.MlpBlock}: the layers as children of one block. */
    MLP,

    /**
     * A {@code new SequentialBlock()} of {@code Linear}, activation function, {@code Linear} and so
     * on, the last a {@code Linear}.
     */
    SEQUENTIAL,

    /** {@code ai.djl.basicmodelzoo.basic.Mlp}: the same behind a block that flattens a batch. */
    ZOO
}
