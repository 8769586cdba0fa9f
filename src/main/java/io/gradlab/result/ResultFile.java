package io.gradlab.result;

import io.gradlab.core.Json;
import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import io.gradlab.files.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Results as JSON files. Doubles keep every digit; NaN and the infinities, which JSON lacks, are
 * the strings "NaN", "Infinity" and "-Infinity" and come back as doubles. A number without point or
 * exponent comes back as an Integer, or a Long where it needs one. Texts are in English; their
 * templates and values stand beside them under {@code texts}, see {@link Said}.
 */
public final class ResultFile {

    /** It becomes a part of file names. */
    private static final Pattern FIGURE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private static final String TEXTS = "texts";

    private ResultFile() {}

    /** A result as a JSON object. */
    public static String json(ExperimentResult result) {
        Map<String, @Nullable Object> json = Json.object(Json.pretty(result));
        json.put(TEXTS, Said.of(result).json());
        return Json.pretty(json);
    }

    /**
     * Reads a result.
     *
     * @param file with the JSON of a result, by custom {@code result.json}
     * @return the result; in its configuration null stands where the file has it
     * @throws IllegalArgumentException if the file is missing, damaged or something else
     * @throws IOException if it is there but cannot be read
     */
    public static ExperimentResult read(Path file) throws IOException {
        Require.that(
                TextFile.exists(file),
                "result file '%s' is missing; run the experiment first",
                file);
        try {
            String json = TextFile.read(file);
            Map<String, @Nullable Object> whole = Json.object(json);
            if (!isOlder(whole)) {
                return parse(json, whole);
            }
        } catch (RuntimeException e) { // Gson wraps what a record's constructor throws
            throw new UserMistake(
                    "result file '%s' is damaged (%s); run the experiment again"
                            .formatted(
                                    file,
                                    TextFile.reason(e, "it does not hold the JSON of one result")),
                    e);
        }
        throw new UserMistake(
                "result file '%s' is of an earlier version, whose claims have no source and no rule; run the experiment again"
                        .formatted(file));
    }

    /** Claims without source and rule cannot be compared with those of today. */
    private static boolean isOlder(Map<String, @Nullable Object> json) {
        return json.containsKey("id") && json.containsKey("verdicts") && !json.containsKey(TEXTS);
    }

    private static ExperimentResult parse(String json, Map<String, @Nullable Object> whole) {
        ExperimentResult result = Json.read(json, ExperimentResult.class);
        Require.that(
                result.id() != null
                        && result.book() != null
                        && result.question() != null
                        // a missing double becomes 0
                        && whole.containsKey("seconds"),
                "no id, book, question or seconds");
        Set<String> names = new HashSet<>();
        for (String figure : result.figures()) {
            Require.that(
                    FIGURE_NAME.matcher(figure).matches(), "'%s' is no name of a figure", figure);
            Require.that(names.add(figure), "figure '%s' is named twice", figure);
        }
        Said said = Said.of(whole.get(TEXTS));
        return new ExperimentResult(
                result.id(),
                result.book(),
                result.question(),
                result.command(),
                restored(result.configuration(), said),
                result.tables().stream().map(table -> restored(table, said)).toList(),
                result.verdicts().stream().map(verdict -> restored(verdict, said)).toList(),
                result.figures(),
                result.labels().stream().map(said::text).toList(),
                result.seconds());
    }

    private static Verdict restored(Verdict verdict, Said said) {
        return new Verdict(
                said.text(verdict.claim()),
                verdict.source(),
                verdict.book(),
                verdict.rule(),
                said.text(verdict.measured()),
                verdict.word(),
                verdict.seeds());
    }

    private static Table restored(Table table, Said said) {
        return new Table(
                said.text(table.title()),
                table.columns().stream().map(said::text).toList(),
                table.rows().stream().map(row -> restored(row, said)).toList());
    }

    private static List<Object> restored(List<?> values, Said said) {
        return values.stream().<Object>map(value -> restored(value, said)).toList();
    }

    private static Map<String, Object> restored(Map<?, ?> values, Said said) {
        Map<String, Object> restored = new LinkedHashMap<>();
        values.forEach((key, value) -> restored.put(key.toString(), restored(value, said)));
        return restored;
    }

    private static Object restored(Object value, Said said) {
        if (value instanceof Map<?, ?> map) {
            return restored(map, said);
        }
        if (value instanceof List<?> list) {
            return restored(list, said);
        }
        return said.value(value);
    }
}
