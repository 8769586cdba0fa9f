package io.gradlab.experiment;

import org.jspecify.annotations.Nullable;

/** stub */
public record Laboratory(
        java.nio.file.Path out,
        long seed,
        int seeds,
        io.gradlab.data.Dataset data,
        @Nullable Integer epochs,
        ai.djl.Device device,
        io.gradlab.report.Console console,
        java.util.function.BooleanSupplier stop) {}
