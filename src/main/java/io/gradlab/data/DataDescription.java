package io.gradlab.data;

import io.gradlab.core.Json;
import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a parameter file knows of the data that its parameters were trained on, so that they are
 * applied to the same columns in the same way.
 *
 * @param name of the data set
 * @param features names of the features, in the order of the network's inputs
 * @param label what label 1 means
 * @param seed the seed by which the rows were split; null where a column of the file says it
 * @param sha256 {@link DataDigest} of the parts, before they were standardised
 * @param standardisation what the features went through; null for nothing
 */
public record DataDescription(
        String name,
        List<String> features,
        ClassLabel label,
        @Nullable Long seed,
        String sha256,
        @Nullable Standardisation standardisation) {

    private static final String KEY = "gradlab-data";

    /** Letters of a property: three bytes each are fewer than a {@code .params} can hold. */
    private static final int PIECE = 20_000;

    /**
     * Checks that nothing is missing, as it may in a file.
     *
     * @throws IllegalArgumentException if the lists do not fit each other
     */
    @SuppressWarnings("NullAway") // JSON of a file may lack anything
    public DataDescription {
        Require.that(
                name != null && features != null && label != null && sha256 != null,
                "the description of the data lacks name, features, label or sha256");
        Require.that(label.column() != null, "the description of the data names no label column");
        features = List.copyOf(features);
        Require.that(
                standardisation == null || standardisation.means().size() == features.size(),
                "the description of the data has %d features, but means of another number",
                features.size());
    }

    /** That of a data set as it is, not standardised. */
    public static DataDescription of(
            String name, DataSplits data, ClassLabel label, @Nullable Long seed) {
        return new DataDescription(
                name, data.featureNames(), label, seed, DataDigest.of(data), null);
    }

    /** The same of features that went through this. */
    public DataDescription with(Standardisation own) {
        return new DataDescription(name, features, label, seed, sha256, own);
    }

    /**
     * As properties of a parameter file, for {@link #of(Map)}: JSON with the key {@code
     * gradlab-data}, a long one in pieces, {@code gradlab-data.2} and so on.
     */
    public Map<String, String> properties() {
        String json = Json.line(this);
        Map<String, String> properties = new TreeMap<>();
        for (int start = 0; start < json.length(); start += PIECE) {
            properties.put(
                    key(1 + start / PIECE),
                    json.substring(start, Math.min(json.length(), start + PIECE)));
        }
        return properties;
    }

    private static String key(int piece) {
        return piece == 1 ? KEY : KEY + "." + piece;
    }

    /**
     * From the properties of a parameter file.
     *
     * @return null if they do not say anything of data
     * @throws IllegalArgumentException if they say it in another form
     */
    public static @Nullable DataDescription of(Map<String, String> properties) {
        StringBuilder json = new StringBuilder();
        for (int i = 1; properties.containsKey(key(i)); i++) {
            json.append(properties.get(key(i)));
        }
        try {
            return json.isEmpty() ? null : Json.read(json.toString(), DataDescription.class);
        } catch (Json.Malformed e) {
            throw new UserMistake(
                    "its property '%s' does not describe data as written here; remove or restore it"
                            .formatted(KEY),
                    e);
        }
    }

    /** Whether rows, split as those of the training were, are the same. */
    public boolean isOf(CsvRows rows) {
        try {
            DataSplits splits = rows.splits(seed == null ? 0 : seed);
            return sha256.equals(DataDigest.of(splits));
        } catch (UserMistake noSuchParts) {
            return false;
        }
    }

    /**
     * Features of rows as the network was given them.
     *
     * @throws IllegalArgumentException if the number of features is another one
     */
    public Examples prepared(Examples examples) {
        return standardisation == null ? examples : standardisation.apply(examples);
    }
}
