package io.gradlab.cli;

import io.gradlab.core.Require;
import io.gradlab.nn.Clipping;
import io.gradlab.population.Member;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** At most one way to clip gradients. */
final class ClippingOptions {

    @Option(
            names = "--clip-value",
            paramLabel = "C",
            description = "Clip every gradient element to [-C, C].")
    private @Nullable Double value;

    @Option(
            names = "--clip-norm",
            paramLabel = "C",
            description = "Scale all gradients so that their common L2 norm is at most C.")
    private @Nullable Double norm;

    /**
     * A member of a population with this clipping.
     *
     * @throws IllegalArgumentException if there are two ways, or a limit is not positive
     */
    Member clip(Member member) {
        return member.withClipping(clipping());
    }

    /**
     * The clipping of a free run.
     *
     * @throws IllegalArgumentException if there are two ways, or a limit is not positive
     */
    Clipping clipping() {
        requireOne();
        if (value != null) {
            return Clipping.byValue(value);
        }
        return norm == null ? Clipping.NONE : Clipping.byNorm(norm);
    }

    private void requireOne() {
        Require.that(
                value == null || norm == null,
                "--clip-norm %s and --clip-value %s exclude each other; give one",
                norm,
                value);
    }
}
