package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notebook: it is short, holds no outputs, and reads what the program writes. */
class NotebookTest {

    private static final Path NOTEBOOK = Path.of("notebooks-data", "figure-4-4.ipynb");

    /** A file below OUT, as the code of the notebook has it. */
    private static final Pattern FILE = Pattern.compile("OUT / \"([a-z-]+)\" / \"([a-z.]+)\"");

    @TempDir private Path out;

    @Test
    void cells_asCommitted_areShortAndWithoutOutputs() throws IOException {
        List<JsonObject> code = code();

        assertThat(code)
                .allMatch(cell -> cell.getAsJsonArray("outputs").isEmpty())
                .allMatch(cell -> cell.get("execution_count").isJsonNull());
        assertThat(source(code).lines().filter(line -> !line.isBlank())).hasSizeBetween(20, 40);
    }

    @Test
    void files_ofItsTwoCommands_haveWhatItReads() throws IOException {
        run("run vanishing-gradient --seeds 2 --epochs 2 --quiet --out " + out);
        run("population --members 3 --epochs 2 --quiet --out " + out.resolve("population"));

        List<Path> read =
                FILE.matcher(source(code()))
                        .results()
                        .map(file -> out.resolve(file.group(1)).resolve(file.group(2)))
                        .toList();
        assertThat(read).hasSize(4).allMatch(Files::isRegularFile);
        assertThat(table().getAsJsonArray("columns").toString()).contains("\"sigmoid\",\"relu\"");
        List<JsonArray> weights =
                rows().filter(row -> row.get(0).getAsString().matches("fc[1-5]\\.weight")).toList();
        assertThat(weights).hasSize(5);
        assertThat(weights.stream().map(row -> row.get(1).getAsJsonPrimitive()))
                .allMatch(norm -> norm.isNumber() && norm.getAsDouble() > 0);
        assertThat(heads("vanishing-gradient/history.csv")).contains("epoch", "train_loss");
        assertThat(heads("population/members.csv")).contains("test_accuracy");
        JsonObject population = json("population/result.json");
        assertThat(population.get("success").getAsDouble()).isEqualTo(0.95);
        assertThat(population.getAsJsonObject("configuration").get("network").getAsString())
                .isEqualTo("2-5-1 sigmoid");
    }

    private static void run(String line) {
        Command command = Command.ofLine(line);
        assertThat(command.exitCode()).as(command.err()).isZero();
    }

    private JsonObject table() throws IOException {
        return objects(json("vanishing-gradient/result.json").getAsJsonArray("tables"))
                .filter(table -> table.get("title").getAsString().startsWith("At step 1"))
                .findFirst()
                .orElseThrow();
    }

    private Stream<JsonArray> rows() throws IOException {
        JsonArray rows = table().getAsJsonArray("rows");
        return StreamSupport.stream(rows.spliterator(), false).map(JsonElement::getAsJsonArray);
    }

    private List<String> heads(String file) throws IOException {
        return List.of(Files.readAllLines(out.resolve(file)).get(0).split(","));
    }

    private JsonObject json(String file) throws IOException {
        return JsonParser.parseString(Files.readString(out.resolve(file))).getAsJsonObject();
    }

    private static List<JsonObject> code() throws IOException {
        JsonObject notebook = JsonParser.parseString(Files.readString(NOTEBOOK)).getAsJsonObject();
        return objects(notebook.getAsJsonArray("cells"))
                .filter(cell -> cell.get("cell_type").getAsString().equals("code"))
                .toList();
    }

    private static String source(List<JsonObject> cells) {
        StringBuilder source = new StringBuilder();
        for (JsonObject cell : cells) {
            cell.getAsJsonArray("source").forEach(line -> source.append(line.getAsString()));
            source.append('\n');
        }
        return source.toString();
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsJsonObject);
    }
}
