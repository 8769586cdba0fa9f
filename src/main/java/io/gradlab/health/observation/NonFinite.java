package io.gradlab.health.observation;

/**
 * The first value that was not finite.
 *
 * @param step the step, 1-based: of the forward pass, or of the update that made a parameter so
 * @param layer its layer; empty for the loss
 * @param tensor a parameter ({@code fc1.weight}), a gradient ({@code fc1.weight gradient}), {@code
 *     input}, {@code output} of a layer, or {@code loss}
 * @param value NaN or an infinity
 */
public record NonFinite(long step, String layer, String tensor, double value) {}
