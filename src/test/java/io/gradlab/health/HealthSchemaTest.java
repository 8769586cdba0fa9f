package io.gradlab.health;

import static io.gradlab.health.Networks.network;
import static io.gradlab.health.Networks.squares;
import static io.gradlab.health.Program.adam;
import static io.gradlab.health.Program.sgd;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.loss.Loss;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gradlab.engine.Torch;
import io.gradlab.health.diagnosis.MadeUpRun;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.diagnosis.Thresholds;
import io.gradlab.health.observation.Quantity;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is what the schema says, name by name. */
class HealthSchemaTest {

    private static final Program SLOPE =
            Program.of(
                    network(8, "tanh", 1),
                    squares(),
                    adam(0.02),
                    50,
                    20,
                    Tables.of(200, 3, row -> row[0] - 0.5 * row[1]));

    private static final Program CLASSES =
            Program.of(
                    network(6, "relu", 6, "relu", 2),
                    Loss::softmaxCrossEntropyLoss,
                    sgd(0.1, 0.9),
                    32,
                    10,
                    Tables.clouds(200, 1, 0.5, 0.5));

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    static Stream<Named<HealthReport>> reports() {
        return Stream.of(
                Named.of("a regression that is learned", SLOPE.train()),
                Named.of("classes", CLASSES.train()),
                Named.of("weights of 0", CLASSES.begun(HealthSchemaTest::clear).train()),
                Named.of("a start", CLASSES.preflight()),
                Named.of("divergence", diverged()),
                Named.of("nothing seen", HealthListener.builder().build().report()),
                Named.of("dead units, and a note", dead()));
    }

    private static void clear(Block block) {
        for (Parameter each : block.getParameters().values()) {
            each.getArray().muli(0);
        }
    }

    private static HealthReport diverged() {
        return Program.of(
                        network(4, "relu", 1),
                        squares(),
                        sgd(1e6, 0),
                        50,
                        20,
                        Tables.of(200, 3, row -> row[0]))
                .train();
    }

    private static HealthReport dead() {
        return HealthReport.of(
                MadeUpRun.failing()
                        .note("no labels")
                        .nonFinite(7, "fc2", "fc2.weight")
                        .everywhere(Quantity.DEAD_UNIT_FRACTION, "fc2", 1)
                        .everywhere(Quantity.UPDATE_RATIO, "fc2.weight", Double.POSITIVE_INFINITY)
                        .observations(),
                Thresholds.defaults());
    }

    @Test
    void schema_isOne() {
        assertThat(HealthSchema.errorsOfItself()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void json_ofAnyReport_isOfTheSchema(HealthReport report) {
        HealthSchema.assertHolds(report.toJson());
    }

    @Test
    void json_beginsWithTheVersionOfTheSchema() {
        assertThat(dead().toJson()).startsWith("{\n  \"schema\": 1,\n  \"diagnosis\": {");
    }

    @Test
    void json_ofAFinding_hasIdsWordsAndCounts() {
        JsonObject finding = finding(json(dead()));

        assertThat(finding.get("id").getAsString()).isEqualTo(Pathology.DEAD_UNITS.name());
        assertThat(finding.get("pathology")).isEqualTo(finding.get("id"));
        JsonObject remedy = finding.getAsJsonArray("remedies").get(0).getAsJsonObject();
        assertThat(remedy.keySet()).containsExactly("id", "words", "mended", "networks");
        assertThat(remedy.get("words").getAsString()).endsWith(".");
    }

    /** A field, or a constant, that is added without its line in the schema fails here. */
    @Test
    void fieldsAndConstants_areThoseOfTheSchema() {
        JsonObject schema = JsonParser.parseString(HealthSchema.text()).getAsJsonObject();

        assertThat(SchemaWalk.differences(schema, HealthJson.class, "run", "files")).isEmpty();
    }

    @Test
    void fieldsAndConstants_thatTheSchemaLacks_areTold() {
        JsonObject schema = JsonParser.parseString(HealthSchema.text()).getAsJsonObject();
        JsonObject types = schema.getAsJsonObject("$defs");
        types.getAsJsonObject("lossPoint").getAsJsonObject("properties").remove("skill");
        types.getAsJsonObject("remedy").getAsJsonArray("oneOf").remove(0);
        types.getAsJsonObject("layer")
                .getAsJsonObject("properties")
                .getAsJsonObject("name")
                .remove("description");
        types.getAsJsonObject("life").getAsJsonArray("required").remove(0);
        types.add("more", types.get("layer"));

        assertThat(SchemaWalk.differences(schema, HealthJson.class, "run", "files"))
                .containsExactlyInAnyOrder(
                        "LossPoint: the schema lacks skill",
                        "Try.id: the schema lacks STANDARDISE_INPUTS",
                        "Layer.name has no description",
                        "Life, required: the schema lacks bornDead",
                        "$defs: nothing writes more");
    }

    static Stream<Named<Consumer<JsonObject>>> mistakes() {
        return Stream.of(
                named("another version", json -> json.addProperty("schema", 2)),
                named("a name is missing", json -> json.remove("observations")),
                named("a name too many", json -> json.addProperty("more", 1)),
                named("a word for a number", json -> observed(json).addProperty("steps", "many")),
                named("no constant", json -> observed(json).addProperty("output", "logits")),
                named("no NaN", json -> item(observed(json), "losses").addProperty("loss", "nan")),
                named("no id", json -> finding(json).addProperty("id", "DEAD")),
                named("no evidence", json -> finding(json).add("evidence", new JsonArray())));
    }

    private static Named<Consumer<JsonObject>> named(String name, Consumer<JsonObject> mistake) {
        return Named.of(name, mistake);
    }

    private static JsonObject observed(JsonObject json) {
        return json.getAsJsonObject("observations");
    }

    private static JsonObject finding(JsonObject json) {
        return item(json.getAsJsonObject("diagnosis"), "causes").getAsJsonObject("finding");
    }

    /** The first of a list. */
    private static JsonObject item(JsonObject owner, String list) {
        return owner.getAsJsonArray(list).get(0).getAsJsonObject();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void json_withAMistake_isNotOfTheSchema(Consumer<JsonObject> mistake) {
        JsonObject json = json(dead());
        mistake.accept(json);

        assertThat(HealthSchema.errors(json.toString())).isNotEmpty();
    }

    private static JsonObject json(HealthReport report) {
        return JsonParser.parseString(report.toJson()).getAsJsonObject();
    }
}
