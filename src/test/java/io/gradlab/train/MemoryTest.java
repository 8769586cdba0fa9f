package io.gradlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run of any length needs the memory of a short one. */
class MemoryTest {

    /** Until then the JIT compiles and the young generation touches its pages once. */
    private static final int WARM_UP = 6_000;

    private static final int EVERY = 1_000;

    /**
     * Arrays left with the parameter's manager took 1.3 GB in 20,000 epochs, 0.9 GB after the
     * warm-up. Without a leak 0.6 to 11 MB were measured; what is allowed here is the heap's own
     * movement when other tests ran before.
     */
    private static final long RESIDENT_TOLERANCE = 64L << 20;

    private static final Path STATUS = Path.of("/proc/self/status");

    /** Everything that DJL holds in this JVM: all managers descend from the engine's. */
    private static int liveArrays() {
        try (NDManager base = NDManager.newBaseManager()) {
            return base.getParentManager().getManagedArrays().size();
        }
    }

    private static long residentBytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    << 10;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"NONE, 20000", "NORM, 20000", "VALUE, 4000"})
    void manyEpochs_liveArraysConstantAndResidentMemoryFlat(Clipping.Kind kind, int epochs) {
        List<Integer> arrays = new ArrayList<>();
        List<Long> resident = new ArrayList<>();
        GradientNorms norms = new GradientNorms(10);
        var config =
                Runner.sgd(0.1f)
                        .optOptimizer(RunnerTest.optimizer("momentum"))
                        .addTrainingListeners(norms);
        try (Runner runner = new Runner(Tiny.network(ActivationFunction.TANH, 1), config)) {
            runner.train(
                    Tiny.data(),
                    RunnerConfig.epochs(epochs)
                            .withClipping(new Clipping(kind, 0.01f))
                            .withObserver(epoch -> sample(epoch, arrays, resident)));
        }

        assertThat(arrays).hasSize(epochs / EVERY).containsOnly(arrays.get(0));
        assertThat(norms.rows()).hasSize(4 * epochs / 10);
        if (epochs > WARM_UP && !resident.isEmpty()) {
            long grown = resident.get(resident.size() - 1) - resident.get(WARM_UP / EVERY - 1);
            assertThat(grown).as("resident memory %s", resident).isLessThan(RESIDENT_TOLERANCE);
        }
    }

    private static void sample(Epoch epoch, List<Integer> arrays, List<Long> resident) {
        if ((epoch.epoch() + 1) % EVERY == 0) {
            arrays.add(liveArrays());
            if (Files.exists(STATUS)) {
                resident.add(residentBytes());
            }
        }
    }

    /** The two measures above can see a leak. */
    @Test
    void measures_arraysAndPagesLeftOpen_rise() {
        int before = liveArrays();
        try (NDManager leak = NDManager.newBaseManager()) {
            for (int i = 0; i < 10; i++) {
                leak.create(new float[] {i});
            }
            assertThat(liveArrays()).isEqualTo(before + 10);
        }
        assertThat(liveArrays()).isEqualTo(before);
        Assumptions.assumeTrue(Files.exists(STATUS));
        assertThat(residentBytes()).isBetween(50L << 20, 1L << 40);
    }

    @Test
    void manyRunners_closed_leaveNothing() {
        int before = liveArrays();
        for (int seed = 0; seed < 50; seed++) {
            try (Runner runner =
                    new Runner(Tiny.network(ActivationFunction.RELU, seed), Runner.sgd(0.1f))) {
                runner.train(Tiny.data(), RunnerConfig.epochs(3));
                runner.load(runner.parameters());
                runner.evaluate(Tiny.data().test());
                runner.predict(2, new float[] {1, 2});
            }
        }
        assertThat(liveArrays()).isEqualTo(before);
    }

    @Test
    void evaluateAndPredict_manyTimes_leaveNothing() {
        try (Runner runner = new Runner(Tiny.network(), Runner.sgd(0.1f))) {
            int before = liveArrays();
            for (int i = 0; i < 100; i++) {
                runner.evaluate(Tiny.data().test());
                runner.predict(2, new float[] {1, 2});
                runner.load(runner.parameters());
            }
            assertThat(liveArrays()).isEqualTo(before);
        }
    }
}
