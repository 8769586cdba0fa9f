package io.gradlab.bench;

import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Runs {@link HealthOverhead} and prints a line for each network. */
public final class HealthOverheadTable {

    private static final String LINE = "%-34s %10s %10s %8s %18s %8s%n";

    private HealthOverheadTable() {}

    /**
     * A network.
     *
     * @param method of {@link HealthOverhead}
     * @param title in the table
     * @param aim most that with may be of without
     * @param warmups iterations that do not count
     * @param iterations iterations that do
     */
    private record Network(String method, String title, double aim, int warmups, int iterations) {}

    /**
     * Runs both.
     *
     * @param arguments {@code --quick} or nothing
     * @throws RunnerException if JMH fails, or the benchmark does
     */
    public static void main(String[] arguments) throws RunnerException {
        boolean quick = List.of(arguments).contains("--quick");
        Network moons =
                new Network("moons", "2-5-1, full batch, by Runner", 1.05, 4, quick ? 12 : 100);
        Network images =
                new Network("images", "784-256-256-10, batch 128, by DJL", 1.01, quick ? 0 : 1, quick ? 1 : 6);
        System.out.printf(
                "%d epochs and %d steps; milliseconds, medians; ratio of a pair, median and quartiles%n",
                HealthOverhead.EPOCHS, HealthOverhead.STEPS);
        System.out.printf(LINE, "network", "without", "with", "ratio", "quartiles", "aim");
        print(moons);
        print(images);
    }

    private static void print(Network network) throws RunnerException {
        Collection<RunResult> results = new Runner(options(network)).run();
        List<IterationResult> pairs =
                results.stream()
                        .flatMap(result -> result.getBenchmarkResults().stream())
                        .map(BenchmarkResult::getIterationResults)
                        .flatMap(Collection::stream)
                        .toList();
        Quantiles ratios = of(pairs, pair -> with(pair) / without(pair));
        System.out.printf(
                LINE,
                network.title,
                "%.1f".formatted(of(pairs, p -> without(p)).of(0.5)),
                "%.1f".formatted(of(pairs, p -> with(p)).of(0.5)),
                "%.3f".formatted(ratios.of(0.5)),
                "%.3f to %.3f".formatted(ratios.of(0.25), ratios.of(0.75)),
                "<= %.2f".formatted(network.aim));
    }

    private static Options options(Network network) {
        return new OptionsBuilder()
                .include(
                        "\\." + HealthOverhead.class.getSimpleName() + "\\." + network.method + "$")
                .addProfiler(SidesProfiler.class)
                .forks(1)
                .warmupIterations(network.warmups)
                .measurementIterations(network.iterations)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private static double without(IterationResult pair) {
        return pair.getSecondaryResults().get(SidesProfiler.WITHOUT).getScore();
    }

    private static double with(IterationResult pair) {
        return pair.getSecondaryResults().get(SidesProfiler.WITH).getScore();
    }

    private static Quantiles of(
            List<IterationResult> pairs, ToDoubleFunction<IterationResult> value) {
        return new Quantiles(pairs.stream().mapToDouble(value).toArray());
    }
}
