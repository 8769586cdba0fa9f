package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gradlab.ChildJvm;
import io.gradlab.core.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process killed while one run takes the place of another leaves files of one of them. */
class KilledTrainTest {

    @TempDir private Path directory;

    /** Killed at a change of the folder: a run makes about forty, and then comes the other seed. */
    @ParameterizedTest
    @ValueSource(ints = {3, 13, 24, 57})
    void diagnose_killedAtAnyMoment_leavesFilesOfOneRun(int changes)
            throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Process process =
                ChildJvm.of(TrainingForever.class, List.of(), directory.toString())
                        .redirectError(directory.resolve("errors").toFile())
                        .start();
        try (BufferedReader lines = process.inputReader()) {
            ChildJvm.readTo(lines, "ready");
            Set<String> before = listing(out);
            for (int seen = 0; seen < changes && process.isAlive(); ) {
                Set<String> now = listing(out);
                seen += now.equals(before) ? 0 : 1;
                before = now;
            }
            assertThat(process.isAlive()).isTrue();
            process.destroyForcibly().waitFor();
        } finally {
            process.destroyForcibly();
        }

        assertOneRun(out);
        Command again = Command.run("train", "--epochs", "2", "--quiet", "--out", out.toString());
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(listing(out)).noneMatch(name -> name.endsWith(".tmp"));
    }

    private void assertOneRun(Path out) throws IOException {
        Map<String, String> seedOf = new HashMap<>();
        for (String seed : List.of("0", "1")) {
            digests(directory.resolve(seed)).values().forEach(digest -> seedOf.put(digest, seed));
        }
        Map<String, String> digests = digests(out);
        Set<String> seeds = new HashSet<>();
        Set<String> runs = new HashSet<>();
        digests.forEach(
                (name, digest) -> {
                    if (!name.endsWith(".json")) {
                        assertThat(seedOf).as(name).containsKey(digest);
                        seeds.add(seedOf.get(digest));
                    }
                });
        for (String name : digests.keySet()) {
            if (name.endsWith(".json")) {
                JsonObject json =
                        JsonParser.parseString(Files.readString(out.resolve(name)))
                                .getAsJsonObject();
                runs.add(json.get("run").getAsString());
                if (json.has("seed")) {
                    seeds.add(json.get("seed").getAsString());
                }
                for (Map.Entry<String, JsonElement> file :
                        json.getAsJsonObject("files").entrySet()) {
                    String there = digests.get(file.getKey());
                    assertThat(there == null || there.equals(file.getValue().getAsString()))
                            .as("%s is what %s says", file.getKey(), name)
                            .isTrue();
                }
            }
        }
        assertThat(seeds).as("seeds of %s", digests.keySet()).hasSizeLessThanOrEqualTo(1);
        assertThat(runs).hasSizeLessThanOrEqualTo(1);
    }

    /** Without the temporary files, which are of nobody. */
    private static Map<String, String> digests(Path folder) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.endsWith(".tmp")) {
                    digests.put(name, Sha256.of(Files.readAllBytes(file)));
                }
            }
        }
        return digests;
    }

    /** Names with the times of their last change. */
    private static Set<String> listing(Path folder) throws IOException {
        Set<String> listing = new HashSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                try {
                    listing.add(Files.getLastModifiedTime(file) + " " + file.getFileName());
                } catch (NoSuchFileException gone) {
                    listing.add("gone " + file.getFileName());
                }
            }
        }
        return listing;
    }
}
