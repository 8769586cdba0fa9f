package io.gradlab.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import com.google.gson.Strictness;
import io.gradlab.core.UserMistake;
import io.gradlab.data.AtomicFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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
     * @return the result
     * @throws IllegalArgumentException if the file is missing, damaged or something else
     * @throws IOException if it is there but cannot be read
     */
    public static ExperimentResult read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UserMistake(
                    "result file '" + file + "' is missing; run the experiment first");
        }
        byte[] content = Files.readAllBytes(file);
        try {
            return parse(new String(content, StandardCharsets.UTF_8));
        } catch (RuntimeException e) { // Gson wraps what a record's constructor throws
            throw new UserMistake(
                    "result file '%s' is damaged (%s); run the experiment again"
                            .formatted(file, reason(e)),
                    e);
        }
    }

    private static ExperimentResult parse(String json) {
        ExperimentResult result = gson().fromJson(json, ExperimentResult.class);
        if (result == null
                || result.id() == null
                || result.book() == null
                || result.question() == null) {
            throw new UserMistake("no id, book or question");
        }
        for (String figure : result.figures()) {
            if (!FIGURE_NAME.matcher(figure).matches()) {
                throw new UserMistake("'" + figure + "' is no name of a figure");
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

    /** What a record has refused; of everything else the inner words would tell a user nothing. */
    private static String reason(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass() == IllegalArgumentException.class && root.getMessage() != null
                ? root.getMessage().lines().findFirst().orElse("")
                : "it does not hold the JSON of one result";
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
        JsonDeserializer<Double> read = (json, type, context) -> Double.valueOf(json.getAsString());
        return new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .setStrictness(Strictness.STRICT)
                .registerTypeAdapter(Double.class, written)
                .registerTypeAdapter(double.class, written)
                .registerTypeAdapter(double.class, read)
                .setObjectToNumberStrategy(reader -> number(reader.nextString()))
                .create();
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
