package io.gradlab.nn;

import ai.djl.ndarray.NDArray;
import io.gradlab.core.Require;
import java.util.List;

/**
 * Gradient clipping, between the backward pass and the update.
 *
 * <ul>
 *   <li>by value c: each element g becomes max(-c, min(c, g)), both signs
 *   <li>by norm c: with n the L2 norm of all gradients together, each gradient is multiplied by c /
 *       n if n &gt; c (Pascanu, Mikolov, Bengio 2013, section 3.2)
 * </ul>
 *
 * NaN stays NaN. An infinite element becomes c or -c by value, as in PyTorch; by norm it becomes
 * NaN, because an infinite norm scales by 0.
 *
 * @param kind none, by value or by norm
 * @param limit c, positive; counts only for the last two
 */
public record Clipping(Kind kind, float limit) {

    /** Ways to clip. */
    public enum Kind {
        /** Leave the gradients as they are. */
        NONE,
        /** Each element by itself. */
        VALUE,
        /** All gradients together. */
        NORM
    }

    /** No clipping. */
    public static final Clipping NONE = new Clipping(Kind.NONE, Float.MAX_VALUE);

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public Clipping {
        Require.that(
                limit > 0 && limit < Float.POSITIVE_INFINITY,
                "clipping limit %s must be positive and finite; use for example 1",
                limit);
    }

    /** Clips every element to [-limit, limit], the limit positive. */
    public static Clipping byValue(double limit) {
        return new Clipping(Kind.VALUE, (float) limit);
    }

    /**
     * Scales all gradients so that their common L2 norm is at most the limit, which is positive.
     */
    public static Clipping byNorm(double limit) {
        return new Clipping(Kind.NORM, (float) limit);
    }

    /** The limit of one way to clip; infinite if this is another. */
    public float limit(Kind way) {
        return kind == way ? limit : Float.POSITIVE_INFINITY;
    }

    /**
     * The clipped gradients; new arrays, except where nothing has to change. Not in place, because
     * assigning makes libtorch print a warning, and the optimizer takes any array.
     */
    public List<NDArray> apply(List<NDArray> gradients) {
        return switch (kind) {
            case NONE -> gradients;
            case VALUE -> gradients.stream().map(g -> g.clip(-limit, limit)).toList();
            case NORM -> scaled(gradients);
        };
    }

    private List<NDArray> scaled(List<NDArray> gradients) {
        double norm = 0;
        for (NDArray gradient : gradients) {
            norm = Math.hypot(norm, Norms.l2(gradient.toFloatArray()));
        }
        if (norm <= limit) {
            return gradients;
        }
        double factor = limit / norm;
        return gradients.stream().map(gradient -> gradient.mul(factor)).toList();
    }

    @Override
    public String toString() {
        return switch (kind) {
            case NONE -> "none";
            case VALUE -> "value " + limit;
            case NORM -> "norm " + limit;
        };
    }
}
