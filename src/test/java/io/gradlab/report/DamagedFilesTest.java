package io.gradlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.gradlab.core.Language;
import io.gradlab.result.Table;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of two stored results, of which something in the folder of one is not as it was. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamagedFilesTest {

    private static final Path STORED = Path.of("src/test/resources/report/run");
    private static final List<String> IDS = List.of("initializers", "dead-relu");

    private static final String DESCRIPTION =
            """
            {"seed": 3, "configuration": {"network": "2-5-1 relu", "learning_rate": 0.01}}
            """;

    private static final String HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=x>&lt;";

    @TempDir private Path folder;
    private Path out;
    private Path damaged;
    private final List<String> warnings = new ArrayList<>();

    @BeforeEach
    void copyRun() throws IOException {
        out = folder.resolve("out");
        damaged = out.resolve("dead-relu");
        for (String id : IDS) {
            Files.createDirectories(out.resolve(id));
            try (Stream<Path> files = Files.list(STORED.resolve(id))) {
                for (Path file : files.toList()) {
                    Files.copy(file, out.resolve(id).resolve(file.getFileName()));
                }
            }
        }
        Files.writeString(damaged.resolve("best-0000.json"), DESCRIPTION);
    }

    private String page(Language language) throws IOException {
        warnings.clear();
        HtmlReport.write(out, IDS, language, warnings::add);
        return Files.readString(out.resolve(HtmlReport.FILE));
    }

    private void assertToldAndTheRestRendered(String file) throws IOException {
        assertThat(page(Language.EN)).contains("<section id=\"initializers\">");
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains(damaged.resolve(file).toString())
                .endsWith("run the experiment again")
                .doesNotContain("\n", "Exception");
    }

    static Stream<String> files() {
        return Stream.of("result.json", "gradients.csv", "best-0000.json", "gradient-norms.svg");
    }

    @Test
    void wholeFiles_tellNothing() throws IOException {
        assertThat(page(Language.EN))
                .contains("2-5-1 relu, lr 0.01, seed 3", "<section id=\"dead-relu\">");
        assertThat(warnings).isEmpty();
    }

    /** A label of an encoding that is not UTF-8 and every cut stand for what no parser sees. */
    @ParameterizedTest
    @MethodSource("files")
    void otherContent_isToldAndTheRestRendered(String name) throws IOException {
        Path file = damaged.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        String text = new String(whole, StandardCharsets.UTF_8);
        byte[] latin = text.replaceFirst("relu|fc1", "ü").getBytes(StandardCharsets.ISO_8859_1);
        for (byte[] other :
                List.of(
                        new byte[0],
                        new byte[1000],
                        "x".getBytes(StandardCharsets.UTF_8),
                        "null".getBytes(StandardCharsets.UTF_8),
                        "[]\n".getBytes(StandardCharsets.UTF_8),
                        "{}\n".getBytes(StandardCharsets.UTF_8),
                        "\u0000\u0001\u0080\uffff\n".getBytes(StandardCharsets.UTF_8),
                        new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'},
                        latin,
                        text.getBytes(StandardCharsets.UTF_16),
                        text.getBytes(StandardCharsets.UTF_16LE),
                        (text + text).getBytes(StandardCharsets.UTF_8),
                        (text + "x").getBytes(StandardCharsets.UTF_8),
                        "[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8),
                        "{\"a\":".repeat(1_000_000).getBytes(StandardCharsets.UTF_8),
                        "9".repeat(1_000_000).getBytes(StandardCharsets.UTF_8),
                        Arrays.copyOf(whole, 1),
                        Arrays.copyOf(whole, whole.length / 3),
                        Arrays.copyOf(whole, whole.length - 5))) {
            Files.write(file, other);
            assertToldAndTheRestRendered(name);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void directory_isToldAndTheRestRendered(String name) throws IOException {
        Files.delete(damaged.resolve(name));
        Files.createDirectory(damaged.resolve(name));
        assertToldAndTheRestRendered(name);
    }

    @ParameterizedTest
    @MethodSource("files")
    void linkThatLeadsNowhere_isToldAndTheRestRendered(String name) throws IOException {
        link(damaged.resolve(name), Path.of("nowhere"));
        assertToldAndTheRestRendered(name);
    }

    @ParameterizedTest
    @MethodSource("files")
    void device_isToldAndTheRestRendered(String name) throws IOException {
        Path device = Path.of("/dev/zero");
        Assumptions.assumeTrue(Files.exists(device), "this system has no /dev/zero");
        link(damaged.resolve(name), device);
        assertToldAndTheRestRendered(name);
        Files.delete(damaged.resolve(name)); // JUnit would remark on where it leads
    }

    private static void link(Path file, Path target) throws IOException {
        Files.delete(file);
        Files.createSymbolicLink(file, target);
    }

    @ParameterizedTest
    @MethodSource("files")
    void pipe_isToldAndTheRestRendered(String name) throws Exception {
        Path file = damaged.resolve(name);
        Files.delete(file);
        pipe(file);
        assertToldAndTheRestRendered(name);
    }

    private static void pipe(Path file) throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/mkfifo")), "this system has no mkfifo");
        Process made = new ProcessBuilder("/usr/bin/mkfifo", file.toString()).start();
        assertThat(made.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).isZero();
    }

    @ParameterizedTest
    @MethodSource("files")
    void endlessFile_isToldAndTheRestRendered(String name) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(damaged.resolve(name).toFile(), "rw")) {
            file.setLength(1L << 40); // holes, no bytes on the disk
        } catch (IOException e) {
            Assumptions.abort("this file system takes no file of 1 TB: " + e);
        }
        assertToldAndTheRestRendered(name);
        assertThat(warnings.get(0)).contains("it has more than 16777216 bytes");
    }

    @ParameterizedTest
    @MethodSource("files")
    void unreadableFile_isToldAndTheRestRendered(String name) throws IOException {
        Path file = damaged.resolve(name);
        Files.setPosixFilePermissions(file, Set.of());
        Assumptions.assumeFalse(Files.isReadable(file), "this user may read everything");
        assertToldAndTheRestRendered(name);
    }

    @Test
    void unreadableFolder_isToldAndTheRestRendered() throws IOException {
        Files.setPosixFilePermissions(damaged, PosixFilePermissions.fromString("--x------"));
        try {
            Assumptions.assumeFalse(Files.isReadable(damaged), "this user may read everything");
            assertThat(page(Language.EN)).contains("<section id=\"dead-relu\">");
            assertThat(warnings).singleElement().asString().contains("cannot be listed");
        } finally {
            Files.setPosixFilePermissions(damaged, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void folderBehindALink_isRendered() throws IOException {
        Path moved = folder.resolve("moved");
        Files.move(damaged, moved);
        Files.createSymbolicLink(damaged, moved);
        assertThat(page(Language.EN)).contains("<section id=\"dead-relu\">", "gradients.csv");
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "pipe", "nowhere", "itself"})
    void somethingElseThanAFolder_isToldAndTheRestRendered(String what) throws Exception {
        Files.move(damaged, folder.resolve("moved"));
        switch (what) {
            case "file" -> Files.createFile(damaged);
            case "pipe" -> pipe(damaged);
            case "nowhere" -> Files.createSymbolicLink(damaged, Path.of("nowhere"));
            default -> Files.createSymbolicLink(damaged, damaged);
        }
        assertThat(page(Language.EN))
                .contains("<section id=\"initializers\">", "not rendered: dead-relu");
        assertThat(warnings).singleElement().asString().contains(damaged + "/result.json");
    }

    /** What files may lack: a text of no values needs no template. */
    private static boolean optional(List<String> path) {
        return path.equals(List.of("command")) || path.get(0).equals("texts") && path.size() == 2;
    }

    /** Settings that the page shows as they come: it cannot know which an experiment has. */
    private static boolean free(List<String> path) {
        return path.get(0).equals("configuration")
                && (path.size() > 2
                        || path.size() == 2
                                && !List.of("date", "device", "seed", "versions", "options")
                                        .contains(path.get(1)));
    }

    @Test
    void everyFieldOfAResult_nullOrOfAnotherTypeOrMissing_isTold() throws IOException {
        Path file = damaged.resolve("result.json");
        JsonObject whole = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        SoftAssertions all = new SoftAssertions();
        int fields = 0;
        for (List<String> path : paths(whole)) {
            fields++;
            for (Map.Entry<String, JsonElement> other : others(at(whole, path)).entrySet()) {
                boolean shownAsItComes =
                        free(path) && !other.getKey().equals("null")
                                || path.get(0).equals("command") && other.getKey().equals("null")
                                || path.get(0).equals("tables")
                                        && path.contains("rows")
                                        && path.size() == 5
                                        && other.getKey().equals("primitive");
                Files.writeString(file, with(whole, path, other.getValue()).toString());
                all.assertThat(page(Language.EN)).contains("<section id=\"initializers\">");
                all.assertThat(warnings)
                        .as("%s as %s", path, other)
                        .hasSize(shownAsItComes ? 0 : 1)
                        .allMatch(line -> line.contains(file.toString()));
            }
            String last = path.get(path.size() - 1);
            if (!free(path) && !optional(path) && !last.equals("0")) {
                Files.writeString(file, with(whole, path, null).toString());
                all.assertThat(page(Language.EN)).contains("<section id=\"initializers\">");
                all.assertThat(warnings)
                        .as("%s missing", path)
                        .hasSize(1)
                        .allMatch(line -> line.contains(file.toString()));
            }
        }
        all.assertAll();
        assertThat(fields).isGreaterThan(30);
    }

    @Test
    void settingOfAnotherKind_losesItselfAlone() throws IOException {
        Path file = damaged.resolve("result.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"options\": []", "\"options\": [null]")
                        .replaceFirst("\"seed\": 0", "\"seed\": {}"));
        assertThat(page(Language.EN)).contains("<section id=\"dead-relu\">", "<dd>0; -</dd>");
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("its configuration has no usable seed, options");
    }

    @Test
    void everyFieldOfADescription_nullOrOfAnotherTypeOrMissing_isTold() throws IOException {
        Path file = damaged.resolve("best-0000.json");
        JsonObject whole = JsonParser.parseString(DESCRIPTION).getAsJsonObject();
        for (List<String> path : paths(whole)) {
            List<JsonElement> others = new ArrayList<>(others(at(whole, path)).values());
            others.add(null);
            for (JsonElement other : others) {
                Files.writeString(file, with(whole, path, other).toString());
                assertToldAndTheRestRendered("best-0000.json");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Step,parameter,gradient_l2\n1,fc1.weight,1\n",
                "step,parameter,gradient_l2\n1,fc1.weight\n",
                "step,parameter,gradient_l2\n1,fc1.weight,1,2\n",
                "step,parameter,gradient_l2\n1,fc1.weight,one\n",
                "step,parameter,gradient_l2\n1,fc1.weight,-1\n",
                "step,parameter,gradient_l2\n1,fc1.weight,1.2.3\n",
                "step,parameter,gradient_l2\n1,fc1.weight,1f\n",
                "step,parameter,gradient_l2\n1,fc1.weight,\n",
                "step,parameter,gradient_l2\none,fc1.weight,1\n",
                "step,parameter,gradient_l2\n1,,1\n",
                "step,parameter,gradient_l2\n\n",
                "step,parameter,gradient_l2\n1,fc1.weight,0.12",
                "\ufeffstep,parameter,gradient_l2\n1,fc1.weight,1\n"
            })
    void rowsOfNorms_ofAnotherForm_areTold(String csv) throws IOException {
        Files.writeString(damaged.resolve("gradients.csv"), csv);
        assertToldAndTheRestRendered("gradients.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "0.0", "1.0E-40", "3.4028234663852886E38", "7"})
    void norms_asTheyAreWritten_areShown(String norm) throws IOException {
        Files.writeString(
                damaged.resolve("gradients.csv"),
                "step,parameter,gradient_l2\r\n1,fc1.weight," + norm + "\r\n");
        assertThat(page(Language.EN)).contains(">fc1.weight</th>");
        assertThat(warnings).isEmpty();
    }

    /** A figure named twice would bring its ids twice. */
    @Test
    void figureNamedTwice_isTold() throws IOException {
        Path file = damaged.resolve("result.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst(
                                "\"gradient-norms\"", "\"gradient-norms\",\"gradient-norms\""));
        assertToldAndTheRestRendered("result.json");
    }

    @Test
    void longText_isRenderedInBothLanguages() throws IOException {
        Path file = damaged.resolve("result.json");
        String text = "of 1, at 2: ".repeat(100_000);
        Files.writeString(
                file,
                Files.readString(file).replaceFirst("\"measured\": \"", "\"measured\": \"" + text));
        for (Language language : Language.values()) {
            assertThat(page(language)).contains(text);
        }
        assertThat(warnings).isEmpty();
    }

    @Test
    void hostileText_inEveryField_staysText() throws IOException {
        Path file = damaged.resolve("result.json");
        JsonObject whole = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        String kept = whole.get("id").getAsString();
        JsonObject hostile = hostile(whole, text -> text + HOSTILE).getAsJsonObject();
        hostile.addProperty("id", kept);
        hostile.add("figures", whole.get("figures"));
        JsonArray verdicts = whole.getAsJsonArray("verdicts");
        for (int i = 0; i < verdicts.size(); i++) {
            for (String name : List.of("word", "rule", "source")) {
                hostile.getAsJsonArray("verdicts")
                        .get(i)
                        .getAsJsonObject()
                        .add(name, verdicts.get(i).getAsJsonObject().get(name));
            }
        }
        hostile.getAsJsonArray("labels").add(HOSTILE);
        hostile.getAsJsonArray("verdicts").get(0).getAsJsonObject().addProperty("claim", HOSTILE);
        hostile.add(
                "texts",
                JsonParser.parseString(
                        "{%1$s: {\"template\": \"%%s\", \"values\": [%1$s]}}"
                                .formatted(new JsonPrimitive(HOSTILE))));
        JsonObject settings = hostile.getAsJsonObject("configuration");
        settings.addProperty(HOSTILE, HOSTILE);
        settings.getAsJsonArray("options").add("--data=" + HOSTILE);
        settings.getAsJsonObject("versions").addProperty(HOSTILE, HOSTILE);
        Files.writeString(file, hostile.toString());
        Files.writeString(
                damaged.resolve("gradients.csv"),
                "step,parameter,gradient_l2\n1," + HOSTILE + "fc1.weight,1\n");
        Files.writeString(
                damaged.resolve("best-0000.json"),
                DESCRIPTION.replace("relu", HOSTILE.replace("\"", "\\\"")));
        Path svg = damaged.resolve("gradient-norms.svg");
        Files.writeString(
                svg, Files.readString(svg).replaceAll(">fc1<", ">" + Html.of(HOSTILE) + "<"));
        Path other = Files.createDirectories(folder.resolve("other/dead-relu")).getParent();
        Files.copy(file, other.resolve("dead-relu/result.json"));
        for (Language language : Language.values()) {
            assertHarmless(page(language), language);
            assertThat(warnings).isEmpty();
            new HtmlComparison(language, warnings::add).write(List.of(out, other), IDS, out);
            assertHarmless(Files.readString(out.resolve(HtmlComparison.FILE)), language);
            HtmlBrief.write(out, IDS, language, warnings::add);
            assertHarmless(Files.readString(out.resolve(HtmlBrief.FILE)), language);
        }
    }

    private static void assertHarmless(String page, Language language) {
        assertThat(page)
                .as("%s", language)
                .doesNotContain("<script", "<img", "\"'>")
                .contains("&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img");
    }

    private static JsonElement hostile(JsonElement json, UnaryOperator<String> change) {
        if (json instanceof JsonObject object) {
            JsonObject changed = new JsonObject();
            object.entrySet()
                    .forEach(
                            entry ->
                                    changed.add(entry.getKey(), hostile(entry.getValue(), change)));
            return changed;
        }
        if (json instanceof JsonArray array) {
            JsonArray changed = new JsonArray();
            array.forEach(element -> changed.add(hostile(element, change)));
            return changed;
        }
        JsonPrimitive primitive = json.getAsJsonPrimitive();
        return primitive.isString()
                ? new JsonPrimitive(change.apply(primitive.getAsString()))
                : primitive;
    }

    /** The rest of what the two runs have is compared. */
    @Test
    void comparison_withADamagedSide_tellsItAndComparesTheRest() throws IOException {
        Path other = folder.resolve("other");
        Files.createDirectories(other);
        for (String id : IDS) {
            Files.createDirectories(other.resolve(id));
            Files.copy(
                    STORED.resolve(id).resolve("result.json"),
                    other.resolve(id).resolve("result.json"));
        }
        Files.writeString(damaged.resolve("result.json"), "{");
        for (List<Path> sides : List.of(List.of(out, other), List.of(other, out))) {
            warnings.clear();
            Table differences =
                    new HtmlComparison(Language.EN, warnings::add).write(sides, IDS, out);
            assertThat(differences.rows()).isEmpty();
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .contains(damaged.resolve("result.json").toString());
            assertThat(Files.readString(out.resolve(HtmlComparison.FILE)))
                    .contains("not rendered: " + damaged, "<tr class=\"same\">")
                    .doesNotContain("<th scope=\"row\">dead-relu</th>");
        }
    }

    /** Every member of every object and the first element of every array. */
    private static List<List<String>> paths(JsonElement json) {
        List<List<String>> paths = new ArrayList<>();
        Map<String, JsonElement> inside = new LinkedHashMap<>();
        if (json instanceof JsonObject object) {
            inside.putAll(object.asMap());
        } else if (json instanceof JsonArray array && !array.isEmpty()) {
            inside.put("0", array.get(0));
        }
        inside.forEach(
                (name, value) -> {
                    paths.add(List.of(name));
                    for (List<String> deeper : paths(value)) {
                        List<String> path = new ArrayList<>(List.of(name));
                        path.addAll(deeper);
                        paths.add(path);
                    }
                });
        return paths;
    }

    private static JsonElement at(JsonElement json, List<String> path) {
        JsonElement at = json;
        for (String name : path) {
            at = at instanceof JsonArray array ? array.get(0) : at.getAsJsonObject().get(name);
        }
        return at;
    }

    /** Null, and values of other types. */
    private static Map<String, JsonElement> others(JsonElement value) {
        Map<String, JsonElement> others = new LinkedHashMap<>();
        others.put("null", JsonNull.INSTANCE);
        others.put("container", value instanceof JsonObject ? new JsonArray() : new JsonObject());
        others.put(
                "primitive",
                value instanceof JsonPrimitive primitive && primitive.isString()
                        ? new JsonPrimitive(7)
                        : new JsonPrimitive("x"));
        return others;
    }

    /** A copy with another value in one place; null removes what is there. */
    private static JsonElement with(JsonObject whole, List<String> path, JsonElement other) {
        JsonObject copy = whole.deepCopy();
        JsonElement parent = at(copy, path.subList(0, path.size() - 1));
        String last = path.get(path.size() - 1);
        if (parent instanceof JsonArray array) {
            array.set(0, other);
        } else if (other == null) {
            parent.getAsJsonObject().remove(last);
        } else {
            parent.getAsJsonObject().add(last, other);
        }
        return copy;
    }
}
