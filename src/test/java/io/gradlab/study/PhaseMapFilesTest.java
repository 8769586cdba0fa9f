package io.gradlab.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.console.Console;
import io.gradlab.console.Screen;
import io.gradlab.core.Language;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Moons;
import io.gradlab.data.MoonsConfig;
import io.gradlab.files.OutputFolder;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.population.Member;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody removes while a map is trained is written again. */
class PhaseMapFilesTest {

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "cells", "map.json"})
    void removedAfterTheFirstCell_isToldAndWrittenAgain(String removed) throws IOException {
        Path out = directory.resolve("out");
        List<String> warnings = new ArrayList<>();
        OutputFolder folder = OutputFolder.open(out, List.of("cells"), warnings::add);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Console console =
                new Console(
                        new PrintStream(printed, true, StandardCharsets.UTF_8),
                        false,
                        Screen.NONE,
                        Language.EN);
        AtomicBoolean done = new AtomicBoolean(); // several threads ask whether to stop

        boolean whole =
                new MapTraining(map(), folder, "cpu", console)
                        .run(
                                "gradlab map",
                                Language.EN,
                                () -> {
                                    if (Files.exists(out.resolve("cells/000-000.json"))
                                            && done.compareAndSet(false, true)) {
                                        remove(out.resolve(removed));
                                    }
                                    return false;
                                });

        assertThat(whole).isTrue();
        assertThat(done).isTrue();
        for (String name :
                List.of("map.json", "cells/000-000.json", "cells/001-000.json", "map.csv")) {
            assertThat(out.resolve(name)).isNotEmptyFile();
        }
        assertThat(String.join("\n", warnings) + printed.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("removed during the run");
    }

    private static PhaseMap map() {
        DataSplits data = Moons.generate(MoonsConfig.standard());
        Member base =
                Member.of(
                        new MlpArchitecture(2, List.of(2), ActivationFunction.SIGMOID),
                        InitialWeights.normal(1),
                        0,
                        0,
                        1);
        return new PhaseMap(
                MapAxis.parse("bias=0,1"),
                MapAxis.parse("hidden=2"),
                data,
                MoonsConfig.standard(),
                base,
                2,
                0,
                0.95,
                3);
    }

    private static void remove(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
