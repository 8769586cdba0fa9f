package io.gradlab.health;

/**
 * A trainable parameter at one step, after the backward pass and before the update.
 *
 * @param name for example {@code fc1.weight}
 * @param layer the layer it belongs to, for example {@code fc1}
 * @param shape its shape, units first in DJL's weights
 * @param value the elements, row by row
 * @param gradient dLoss/dParameter of the batch, row by row, of the same length
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record ParameterSample(
        String name, String layer, long[] shape, float[] value, float[] gradient) {

    /** Whether it connects inputs to units: two or more dimensions, units first. */
    boolean isWeight() {
        return shape.length >= 2;
    }
}
