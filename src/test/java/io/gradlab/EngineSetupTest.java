package io.gradlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever comes first sets the engine up: each entry in a JVM of its own. */
class EngineSetupTest {

    private static final String AS_SMALL_NETWORKS_NEED =
            "engine threads 1, told 1, offline true, untracked true";

    @TempDir private Path temporary;

    private String enter(List<String> flags, String... entries) throws Exception {
        List<String> all = new ArrayList<>(flags);
        all.add("-Djava.io.tmpdir=" + temporary);
        return ChildJvm.run(EngineEntry.class, all, entries);
    }

    private static List<String> notes(String printed) {
        return printed.lines().filter(line -> line.contains("io.gradlab")).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Torch.load",
                "Torch.gpus",
                "Torch.newBaseManager",
                "Torch.newModel",
                "Versions.current",
                "Population.train",
                "Population.train on a device",
                "Runner",
                "Runner, configured without devices",
                "Experiment.run"
            })
    void entry_configuresTheEngineFirst(String entry) throws Exception {
        assertThat(enter(List.of(), entry)).endsWith(AS_SMALL_NETWORKS_NEED);
    }

    /** Loaded by the user with our settings: nothing to note. */
    @Test
    void configuredThenLoadedBySomebodyElse_isSilent() throws Exception {
        String printed = enter(List.of(), "Torch.configure", "somebody else", "Runner");

        assertThat(printed).endsWith(AS_SMALL_NETWORKS_NEED);
        assertThat(notes(printed)).isEmpty();
    }

    @Test
    void propertyOfTheUser_isKeptWithOneNote() throws Exception {
        String printed =
                enter(
                        List.of("-Dai.djl.pytorch.num_threads=2", "-Dai.djl.offline=false"),
                        "Population.train",
                        "Runner");

        assertThat(printed).endsWith("engine threads 2, told 2, offline false, untracked true");
        assertThat(notes(printed))
                .singleElement()
                .asString()
                .contains("ai.djl.pytorch.num_threads=2", "ai.djl.offline=false");
    }

    /** Its threads are told as they are, and no property is set that would come too late. */
    @Test
    void engineOfSomebodyElse_isKeptWithOneNote() throws Exception {
        String printed =
                enter(
                        List.of("-Dai.djl.offline=true", "-Dai.djl.pytorch.num_threads=3"),
                        "somebody else",
                        "Population.train",
                        "Runner");

        assertThat(printed).endsWith("engine threads 3, told 3, offline true, untracked null");
        assertThat(notes(printed)).singleElement().asString().contains("3 intra-op threads");
    }
}
