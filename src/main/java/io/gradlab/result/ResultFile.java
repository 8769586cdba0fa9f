package io.gradlab.result;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import com.google.gson.Strictness;
import io.gradlab.core.UserMistake;
import io.gradlab.files.AtomicFiles;
import io.gradlab.files.TextFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Results as JSON files. Doubles keep every digit; NaN and the infinities, which JSON lacks, are
 * the strings "NaN", "Infinity" and "-Infinity" and come back as doubles. A number without point or
 * exponent comes back as an Integer, or a Long where it needs one.
 */
public final class ResultFile {

    private static final List<Double> NOT_FINITE =
            List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** It becomes a part of file names. */
    private static final Pattern FIGURE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private ResultFile() {}

    /**
     * Writes a result, whole or not at all.
     *
     * @param file the file, by custom {@code result.json}
     * @param result the result
     * @throws IOException if it cannot be written; an older file stays as it was
     */
    public static void write(Path file, ExperimentResult result) throws IOException {
        AtomicFiles.write(file, json(result) + "\n");
    }

    /**
     * A result as {@link #write} writes it.
     *
     * @param result the result
     * @return a JSON object
     */
    public static String json(ExperimentResult result) {
        return gson().toJson(result);
    }

    /**
     * Reads a result.
     *
     * @param file written by {@link #write}
     * @return the result; in its configuration null stands where the file has it
     * @throws IllegalArgumentException if the file is missing, damaged or something else
     * @throws IOException if it is there but cannot be read
     */
    public static ExperimentResult read(Path file) throws IOException {
        if (!TextFile.exists(file)) {
            throw new UserMistake(
                    "result file '" + file + "' is missing; run the experiment first");
        }
        try {
            return parse(TextFile.read(file));
        } catch (RuntimeException e) { // Gson wraps what a record's constructor throws
            throw new UserMistake(
                    "result file '%s' is damaged (%s); run the experiment again"
                            .formatted(
                                    file,
                                    TextFile.reason(e, "it does not hold the JSON of one result")),
                    e);
        }
    }

    private static ExperimentResult parse(String json) {
        JsonObject all = object(json);
        ExperimentResult result = gson().fromJson(all, ExperimentResult.class);
        if (all == null
                || result.id() == null
                || result.book() == null
                || result.question() == null
                || !all.has("seconds")) { // a missing double becomes 0
            throw new UserMistake("no id, book, question or seconds");
        }
        Set<String> names = new HashSet<>();
        for (String figure : result.figures()) {
            if (!FIGURE_NAME.matcher(figure).matches()) {
                throw new UserMistake("'" + figure + "' is no name of a figure");
            }
            if (!names.add(figure)) {
                throw new UserMistake("figure '" + figure + "' is named twice");
            }
        }
        return new ExperimentResult(
                result.id(),
                result.book(),
                result.question(),
                restored(result.configuration()),
                result.tables().stream().map(ResultFile::restored).toList(),
                result.verdicts(),
                result.figures(),
                result.seconds());
    }

    /** JSON of one object and nothing else; null for {@code null}. */
    public static @Nullable JsonObject object(String json) {
        return gson().fromJson(json, JsonObject.class);
    }

    private static Table restored(Table table) {
        return new Table(
                table.title(),
                table.columns(),
                table.rows().stream().map(ResultFile::restored).toList());
    }

    private static List<Object> restored(List<?> values) {
        return values.stream().<Object>map(ResultFile::restored).toList();
    }

    private static Map<String, Object> restored(Map<?, ?> values) {
        Map<String, Object> restored = new LinkedHashMap<>();
        values.forEach((key, value) -> restored.put(key.toString(), restored(value)));
        return restored;
    }

    private static Object restored(Object value) {
        if (value instanceof Map<?, ?> map) {
            return restored(map);
        }
        if (value instanceof List<?> list) {
            return restored(list);
        }
        return NOT_FINITE.stream()
                .filter(number -> number.toString().equals(value))
                .<Object>map(number -> number)
                .findFirst()
                .orElse(value);
    }

    private static Gson gson() {
        JsonSerializer<Double> written =
                (value, type, context) ->
                        Double.isFinite(value)
                                ? new JsonPrimitive(value)
                                : new JsonPrimitive(value.toString());
        JsonDeserializer<Double> read = (json, type, context) -> decimal(json.getAsJsonPrimitive());
        JsonDeserializer<Integer> whole =
                (json, type, context) ->
                        new BigDecimal(of(json, JsonPrimitive::isNumber)).intValueExact();
        JsonDeserializer<String> text = (json, type, context) -> of(json, JsonPrimitive::isString);
        return new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .setStrictness(Strictness.STRICT)
                .registerTypeAdapter(Double.class, written)
                .registerTypeAdapter(double.class, written)
                .registerTypeAdapter(double.class, read)
                .registerTypeAdapter(int.class, whole)
                .registerTypeAdapter(String.class, text)
                .setObjectToNumberStrategy(reader -> number(reader.nextString()))
                .create();
    }

    private static Double decimal(JsonPrimitive json) {
        return NOT_FINITE.stream()
                .filter(number -> json.isString() && number.toString().equals(json.getAsString()))
                .findFirst()
                .orElseGet(() -> Double.valueOf(of(json, JsonPrimitive::isNumber)));
    }

    /** A value of one kind: Gson by itself takes 5 for a text and "5" for a number. */
    public static String of(JsonElement json, Predicate<JsonPrimitive> kind) {
        if (!kind.test(json.getAsJsonPrimitive())) {
            throw new JsonParseException(json + " is of another type");
        }
        return json.getAsString();
    }

    private static Number number(String text) {
        if (text.chars().anyMatch(character -> ".eE".indexOf(character) >= 0)) {
            return Double.valueOf(text);
        }
        long value = new BigDecimal(text).longValueExact();
        if (value == (int) value) {
            return (int) value;
        }
        return value;
    }
}
