package io.gradlab.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gradlab.core.Json;
import io.gradlab.core.UserMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    /** SHA-256 of "abc", FIPS 180-2, appendix B.1. */
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir private Path folder;

    @Test
    void close_describes_whatWasWrittenBefore() throws IOException {
        try (RunFolder files = new RunFolder(folder, List.of())) {
            files.describe("one.json", () -> Json.object("{\n  \"seed\": 9007199254740993\n}"));
            files.describe("two.json", () -> Json.object("{\"seed\":2}"));
            files.write("a.csv", "abc");
            assertThat(names()).containsExactly("a.csv");
        }

        JsonObject one = json("one.json");
        assertThat(one.keySet()).containsExactly("run", "files", "seed");
        assertThat(one.getAsJsonObject("files").toString())
                .isEqualTo("{\"a.csv\":\"%s\"}".formatted(ABC));
        assertThat(one.get("seed").getAsString()).isEqualTo("9007199254740993");
        assertThat(one.get("run").getAsString())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        JsonObject two = json("two.json");
        assertThat(two.get("run")).isEqualTo(one.get("run"));
        assertThat(two.getAsJsonObject("files").keySet()).containsExactly("a.csv", "one.json");
        assertThat(two.get("seed").getAsInt()).isEqualTo(2);
    }

    @Test
    void close_ofAnObjectWithASchema_putsItFirst() throws IOException {
        try (RunFolder files = new RunFolder(folder, List.of())) {
            files.describe("one.json", () -> Json.object("{\"seed\": 2, \"schema\": 1}"));
        }

        assertThat(json("one.json").keySet()).containsExactly("schema", "run", "files", "seed");
        assertThat(json("one.json").get("schema").getAsInt()).isEqualTo(1);
    }

    @Test
    void runs_haveDifferentIds() throws IOException {
        write("a");
        String first = json("run.json").get("run").getAsString();
        write("b");
        assertThat(json("run.json").get("run").getAsString()).isNotEqualTo(first);
    }

    private void write(String text) throws IOException {
        try (RunFolder files = new RunFolder(folder, List.of("run.json", "text"))) {
            files.write("text", text);
            files.describe("run.json", () -> Json.object("{\"seed\":1}"));
        }
    }

    @Test
    void firstFile_takesThePlaceOfTheEarlierRun_andOfNothingElse() throws IOException {
        for (String name : List.of("mine.txt", "old.csv", "old.json", "new.csv")) {
            Files.writeString(folder.resolve(name), "earlier");
        }
        try (RunFolder files = new RunFolder(folder, List.of("old.csv", "old.json"))) {
            files.replaces(List.of("new.csv"));
            assertThat(names()).hasSize(4);
            files.write("new.csv", "later");
            assertThat(names()).containsExactly("mine.txt", "new.csv");
        }
        assertThat(folder.resolve("new.csv")).hasContent("later");
        assertThat(folder.resolve("mine.txt")).hasContent("earlier");
    }

    @Test
    void nothingWritten_leavesTheEarlierRun() throws IOException {
        Files.writeString(folder.resolve("old.json"), "earlier");
        RunFolder files = new RunFolder(folder, List.of("old.json"));
        files.close();
        assertThat(folder.resolve("old.json")).hasContent("earlier");
    }

    /** As when the disk is full: the earlier run is there until the new one has something. */
    @Test
    void firstFileFails_leavesTheEarlierRun() throws IOException {
        Files.writeString(folder.resolve("old.csv"), "earlier");
        Path target = Files.createDirectory(folder.resolve("taken"));
        try (RunFolder files = new RunFolder(folder, List.of("old.csv"))) {
            assertThatExceptionOfType(UserMistake.class)
                    .isThrownBy(() -> files.write("taken", "later"))
                    .withMessageContaining(target + ": it is a directory");
        }
        assertThat(names()).containsExactly("old.csv", "taken");
    }

    /** What has been trained is described, although the figure does not fit on the disk. */
    @Test
    void laterFileFails_theOthersAreDescribed() throws IOException {
        Files.createDirectory(folder.resolve("taken"));
        assertThatExceptionOfType(UserMistake.class)
                .isThrownBy(
                        () -> {
                            try (RunFolder files = new RunFolder(folder, List.of())) {
                                files.describe("run.json", () -> Json.object("{\"seed\":1}"));
                                files.write("a.csv", "abc");
                                files.write("taken", "later");
                            }
                        });
        assertThat(json("run.json").getAsJsonObject("files").keySet()).containsExactly("a.csv");
    }

    /** Before hours of work, not after them. */
    @Test
    void directoryInThePlaceOfAFile_isRefusedAtOnce() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("history.csv"));
        assertThatExceptionOfType(UserMistake.class)
                .isThrownBy(() -> new RunFolder(folder, List.of("history.csv")))
                .withMessage("cannot write " + taken + ": it is a directory; choose another path");
    }

    @Test
    void replaces_afterTheFirstFile_isADefect() throws IOException {
        try (RunFolder files = new RunFolder(folder, List.of())) {
            files.write("a.csv", "abc");
            assertThatIllegalStateException().isThrownBy(() -> files.replaces(List.of("b.csv")));
        }
    }

    private JsonObject json(String name) throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve(name))).getAsJsonObject();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
