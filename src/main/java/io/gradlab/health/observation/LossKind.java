package io.gradlab.health.observation;

/** What a loss takes, told from how it behaves on made-up predictions. */
public enum LossKind {
    /** Cross-entropy of logits. */
    LOGITS,
    /** Cross-entropy of probabilities. */
    PROBABILITIES,
    /** Cross-entropy of logarithms of probabilities. */
    LOG_PROBABILITIES,
    /** A distance between predictions and labels, smallest where they are equal. */
    DISTANCE,
    /** A cross-entropy with the wrong sign: worse predictions give a smaller loss. */
    REVERSED,
    /** None of these, or labels that are no classes. */
    UNKNOWN
}
