package io.gradlab.bench;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

import java.util.Collection;
import java.util.List;

/** Adds the times of both {@link Sides} to the result of each JMH iteration. */
public final class SidesProfiler implements InternalProfiler {

    static final String WITHOUT = "without";
    static final String WITH = "with";

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        Sides.reset();
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        return List.of(result(WITHOUT, Sides.withoutMillis()), result(WITH, Sides.withMillis()));
    }

    private static ScalarResult result(String name, double millis) {
        return new ScalarResult(name, millis, "ms", AggregationPolicy.AVG);
    }

    @Override
    public String getDescription() {
        return "times without and with the listener";
    }
}
