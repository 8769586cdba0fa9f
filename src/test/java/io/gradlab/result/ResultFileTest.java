package io.gradlab.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import io.gradlab.core.Language;
import io.gradlab.core.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultFileTest {

    @TempDir private Path folder;

    private static Verdict verdict() {
        return Claim.book(
                        "4.4.1",
                        5,
                        ClaimRule.IN_MOST_STARTS,
                        Text.of("In most starts, lr %s: good.", 0.2))
                .counted(2, 3, Text.of("median %.2f", 0.5));
    }

    private static ExperimentResult result() {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("learning rate", 0.2);
        configuration.put("epochs", 1000);
        configuration.put("seed", 1L << 40);
        configuration.put("limit", Double.POSITIVE_INFINITY);
        configuration.put("widths", List.of(2, 5, 1));
        configuration.put("nested", Map.of("quiet", true, "none", Double.NaN));
        Table table =
                new Table(
                        "norms",
                        List.of("name", "a", "b", "c"),
                        List.of(
                                List.of("fc1 <weight> \"ü\"", Double.NaN, 3.24e-23, 7),
                                List.of("fc2", Double.NEGATIVE_INFINITY, 1.0, -1),
                                List.of("fc3", -0.0, Double.MIN_VALUE, 0)));
        return new ExperimentResult(
                "zero-init",
                "4.4.1",
                "what does zero initialisation do?",
                "scripts/gradlab run zero-init",
                configuration,
                List.of(table),
                List.of(verdict()),
                List.of("fw-zero"),
                List.of(Text.of("epoch %d", 5), Text.of("loss")),
                Double.NaN);
    }

    @Test
    void read_whatWasWritten_isEqual() throws IOException {
        Path file = folder.resolve("result.json");
        Files.writeString(file, ResultFile.json(result()) + "\n");
        assertThat(ResultFile.read(file)).isEqualTo(result());
    }

    /** Files of versions that kept none. */
    @Test
    void read_withoutCommand_hasNone() throws IOException {
        Path file = folder.resolve("result.json");
        Files.writeString(file, ResultFile.json(result()) + "\n");
        String whole = Files.readString(file);
        String older = whole.replace("  \"command\": \"scripts/gradlab run zero-init\",\n", "");
        assertThat(older).isNotEqualTo(whole);
        Files.writeString(file, older);
        assertThat(ResultFile.read(file).command()).isNull();
        assertThat(ResultFile.json(ResultFile.read(file)) + "\n").isEqualTo(older);
    }

    @Test
    void read_configuration_keepsOrder() throws IOException {
        Path file = folder.resolve("result.json");
        Files.writeString(file, ResultFile.json(result()) + "\n");
        assertThat(ResultFile.read(file).configuration().keySet())
                .containsExactly("learning rate", "epochs", "seed", "limit", "widths", "nested");
    }

    @Test
    void json_notFinite_isStandardJson() throws IOException {
        Path file = folder.resolve("result.json");
        Files.writeString(file, ResultFile.json(result()) + "\n");
        var json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        assertThat(json.get("seconds").toString()).isEqualTo("\"NaN\"");
        assertThat(json.getAsJsonArray("tables").get(0).getAsJsonObject().get("rows").toString())
                .isEqualTo(
                        "[[\"fc1 <weight> \\\"ü\\\"\",\"NaN\",3.24E-23,7],"
                                + "[\"fc2\",\"-Infinity\",1.0,-1],[\"fc3\",-0.0,4.9E-324,0]]");
    }

    @Test
    void read_everyTruncation_isRefusedInOneLine() throws IOException {
        Path file = folder.resolve("result.json");
        Files.writeString(file, ResultFile.json(result()) + "\n");
        String whole = Files.readString(file).stripTrailing();
        for (int length = 0; length < whole.length(); length++) {
            Files.writeString(file, whole.substring(0, length));
            assertRefused(file, "is damaged");
        }
    }

    @Test
    void read_foreignJson_isRefusedInOneLine() throws IOException {
        Path file = folder.resolve("result.json");
        for (String text :
                List.of(
                        "[]",
                        "7",
                        "null",
                        "{}",
                        "{\"id\": 1}",
                        "{\"id\":\"a\",\"book\":\"b\",\"question\":\"c\"}",
                        "<html>",
                        "\u0000\u0001")) {
            Files.writeString(file, text);
            assertRefused(file, "is damaged");
        }
    }

    @Test
    void read_textWhereANumberBelongs_isRefused() throws IOException {
        Path file = folder.resolve("result.json");
        Files.writeString(file, ResultFile.json(result()) + "\n");
        Files.writeString(file, Files.readString(file).replace("\"seeds\": 3", "\"seeds\": \"x\""));
        assertRefused(file, "is damaged");
    }

    /** What is taken out of the file or put in, and what is said then. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'  \"id\": \"zero-init\",' | '' | no id, book, question or seconds",
                "'  \"book\": \"4.4.1\",' | '' | no id, book, question or seconds",
                "'\"seconds\"' | '\"minutes\"' | no id, book, question or seconds",
                "'\"title\"' | '\"head\"' | table 'null' lacks its title, columns or rows; give all three",
                "'\"word\"' | '\"verb\"' | verdict on 'In most starts, lr 0.2: good.' lacks its source, rule, measured text or word",
                "'\"fw-zero\"' | '\"../zero\"' | '../zero' is no name of a figure",
                "'\"fw-zero\"' | '\"a\",\"a\"' | figure 'a' is named twice"
            })
    void read_whatLacksOrRepeatsSomething_saysWhat(String whole, String damaged, String reason)
            throws IOException {
        Path file = folder.resolve("result.json");
        Files.writeString(file, ResultFile.json(result()));
        String text = Files.readString(file);
        assertThat(text).contains(whole);
        Files.writeString(file, text.replace(whole, damaged));
        assertRefused(file, "is damaged (" + reason);
    }

    /** What a page in another language is made from. */
    @Test
    void read_sentences_haveTheirTemplatesAndValues() throws IOException {
        Path file = folder.resolve("result.json");
        Files.writeString(file, ResultFile.json(result()));
        ExperimentResult read = ResultFile.read(file);
        assertThat(read.verdicts().get(0).claim().template())
                .isEqualTo("In most starts, lr %s: good.");
        assertThat(read.verdicts().get(0).claim().values()).containsExactly(0.2);
        assertThat(read.labels().get(0).in(Language.ZH)).isEqualTo("回合 5");
    }

    /** A template that says something else than the sentence, or takes a billion blanks. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "epoch %d | epochs %d | its text 'epoch 5' is not that of its template",
                "epoch %d | epoch %999999999d | 'epoch %999999999d' is no template",
                "epoch %d | epoch %c | 'epoch %c' is no template",
                "'\"template\": \"epoch %d\"' | '\"form\": \"epoch %d\"' | a text has no template"
            })
    void read_textsThatDoNotFit_areRefused(String whole, String damaged, String reason)
            throws IOException {
        Path file = folder.resolve("result.json");
        String text = ResultFile.json(result());
        assertThat(text).contains(whole);
        Files.writeString(file, text.replace(whole, damaged));
        assertRefused(file, "is damaged (" + reason);
    }

    @Test
    void json_oneSentenceFromTwoTemplates_isRefused() {
        ExperimentResult result = result();
        List<Text> labels = List.of(Text.of("epoch %d", 5), Text.of("epoch 5%s", ""));
        ExperimentResult twice =
                new ExperimentResult(
                        result.id(),
                        result.book(),
                        result.question(),
                        result.command(),
                        result.configuration(),
                        result.tables(),
                        result.verdicts(),
                        result.figures(),
                        labels,
                        1);
        assertThatThrownBy(() -> ResultFile.json(twice))
                .hasMessage("'epoch 5' is said from two templates; make them one");
    }

    @Test
    void read_fileOfAnEarlierVersion_saysSo() throws IOException {
        Path file = folder.resolve("result.json");
        Files.writeString(
                file,
                """
                {"id": "two-layer", "book": "4.3.1", "question": "?", "configuration": {},
                 "tables": [], "figures": [], "seconds": 1.0,
                 "verdicts": [{"claim": "c", "measured": "m", "word": "CONFIRMED", "seeds": 5}]}
                """);
        assertRefused(file, "is of an earlier version, whose claims have no source and no rule");
    }

    @Test
    void read_missingFile_isRefused() {
        assertRefused(folder.resolve("none.json"), "is missing; run the experiment first");
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> ResultFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("result file '" + file)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }
}
