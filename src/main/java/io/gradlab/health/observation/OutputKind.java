package io.gradlab.health.observation;

/** What the block gives out. */
public enum OutputKind {
    /** Values of any size: no sigmoid or softmax at the end. */
    LOGITS,
    /** Probabilities: a sigmoid or softmax at the end. */
    PROBABILITIES,
    /** Logarithms of probabilities: a log-softmax at the end. */
    LOG_PROBABILITIES,
    /** The forward pass could not be watched, and the values are in [0, 1]. */
    UNKNOWN
}
