package io.gradlab.health.watch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** Values of an array on the host. */
final class Host {

    private Host() {}

    /** The values as float32, whatever floating or integer type they have. */
    static float[] floats(NDArray array) {
        if (array.getDataType() == DataType.FLOAT32) {
            return array.toFloatArray();
        }
        try (NDArray converted = array.toType(DataType.FLOAT32, true)) {
            return converted.toFloatArray();
        }
    }

    static boolean isFloating(NDArray array) {
        return array.getDataType().isFloating();
    }

    /** The first value that is not finite, or 0. */
    static float firstNonFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return value;
            }
        }
        return 0;
    }
}
