package io.gradlab.bench;

import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link KernelStep} with Java's Vector API and without, and prints a line for each. */
public final class KernelStepTable {

    private static final String LINE = "%-22s %-12s %14s %12s%n";

    /** The profiler's name for the bytes of one step. */
    private static final String BYTES = "gc.alloc.rate.norm";

    /** Seconds: before the second compiler is done with a loop, its vectors are objects. */
    private static final int WARM_UP = 8;

    private KernelStepTable() {}

    /**
     * Runs all.
     *
     * @param arguments {@code --quick} or nothing
     * @throws RunnerException if JMH fails, or the benchmark does
     */
    public static void main(String[] arguments) throws RunnerException {
        int iterations = List.of(arguments).contains("--quick") ? 3 : 10;
        System.out.println("one step of one member, 640 examples, one thread");
        System.out.printf(LINE, "network", "loops", "microseconds", "bytes");
        print("vectors", iterations, "--add-modules", "jdk.incubator.vector");
        print("plain", iterations);
    }

    private static void print(String loops, int iterations, String... flags)
            throws RunnerException {
        var options =
                new OptionsBuilder()
                        .include("\\." + KernelStep.class.getSimpleName() + "\\.")
                        .addProfiler(GCProfiler.class)
                        .forks(1)
                        .jvmArgsAppend(flags)
                        .warmupIterations(WARM_UP)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(iterations)
                        .measurementTime(TimeValue.seconds(1))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build();
        for (RunResult result : new Runner(options).run()) {
            double bytes = result.getSecondaryResults().get(BYTES).getScore();
            System.out.printf(
                    LINE,
                    result.getParams().getParam("network"),
                    loops,
                    "%.2f".formatted(result.getPrimaryResult().getScore()),
                    "%.1f".formatted(bytes));
        }
    }
}
