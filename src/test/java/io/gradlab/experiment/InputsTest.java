package io.gradlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.ReferenceTrace;
import io.gradlab.console.Console;
import io.gradlab.console.Screen;
import io.gradlab.core.Language;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Moons;
import io.gradlab.data.MoonsConfig;
import io.gradlab.experiment.Experiment.Factor;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an experiment says its numbers depend on, against what they do depend on. */
class InputsTest {

    @TempDir private Path directory;

    static Stream<String> ids() {
        return ExperimentRegistry.all().stream().map(Experiment::id);
    }

    /** The device is the only input that not every machine can change. */
    @ParameterizedTest
    @MethodSource("ids")
    void inputs_areThoseThatChangeTheNumbers(String id) throws IOException {
        DataSplits moons = ReferenceTrace.moons();
        // Far out, so that whoever looks at them at all has something to say.
        DataSplits others = Moons.generate(MoonsConfig.standard().withNoise(50).withSeed(7));
        List<Object> base = numbers(id, 0, 2, moons, 2);

        Set<Factor> found = EnumSet.noneOf(Factor.class);
        addIf(found, Factor.SEED, !numbers(id, 1, 2, moons, 2).equals(base));
        addIf(found, Factor.SEEDS, !numbers(id, 0, 3, moons, 2).equals(base));
        addIf(found, Factor.DATA, !numbers(id, 0, 2, others, 2).equals(base));
        addIf(found, Factor.EPOCHS, !numbers(id, 0, 2, moons, 3).equals(base));

        Set<Factor> declared = EnumSet.copyOf(ExperimentRegistry.named(id).inputs());
        declared.remove(Factor.DEVICE);
        assertThat(found).isEqualTo(declared);
    }

    private static void addIf(Set<Factor> found, Factor input, boolean changed) {
        if (changed) {
            found.add(input);
        }
    }

    /** Every number of the result, times aside. */
    private List<Object> numbers(String id, long seed, int seeds, DataSplits data, int epochs)
            throws IOException {
        Laboratory lab =
                new Laboratory(
                        directory,
                        seed,
                        seeds,
                        data,
                        epochs,
                        "cpu",
                        new Console(
                                new PrintStream(PrintStream.nullOutputStream()),
                                true,
                                Screen.NONE,
                                Language.EN),
                        () -> false);
        ExperimentResult result = ExperimentRegistry.named(id).run(lab);
        List<Object> numbers = new ArrayList<>();
        result.tables().stream()
                .filter(table -> !table.title().toString().startsWith("Microseconds"))
                .map(table -> table.rows())
                .forEach(numbers::add);
        result.verdicts().stream()
                .map(Verdict::measured)
                .filter(measured -> !measured.toString().contains("microseconds"))
                .forEach(numbers::add);
        return numbers;
    }
}
