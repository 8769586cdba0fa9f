package io.gradlab.core;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializationContext;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializationContext;
import com.google.gson.JsonSerializer;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * JSON, of maps, lists, texts, numbers and records. Doubles keep every digit; NaN and the
 * infinities, which JSON lacks, are the texts "NaN", "Infinity" and "-Infinity". A {@link Text} is
 * written in English. A null in a map is written, a null component of a record left out. Reading is
 * strict: RFC 8259 and nothing else, a name once in an object, no text for a number.
 */
public final class Json {

    private static final List<Double> NOT_FINITE =
            List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    private static final Gson LINE = gson().create();

    private static final Gson PRETTY = gson().setPrettyPrinting().create();

    private Json() {}

    /** A text that is not the JSON that was expected. Whoever reads a file says which, and why. */
    public static final class Malformed extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        private Malformed(String message) {
            super(message);
        }

        private Malformed(String message, Exception cause) {
            super(message, cause);
        }
    }

    /**
     * Writes JSON for people: indented, a line for each value.
     *
     * @param value what there is to write
     * @return JSON without a line end after it
     */
    public static String pretty(Object value) {
        return PRETTY.toJson(value);
    }

    /**
     * Writes JSON without a blank.
     *
     * @param value what there is to write
     * @return one line without its end
     */
    public static String line(@Nullable Object value) {
        return LINE.toJson(value);
    }

    /**
     * Reads an object: maps in the order of the text, lists, Strings, Booleans, nulls, Integers, or
     * Longs where they need one, and Doubles for numbers with a point or an exponent.
     *
     * @param text one object and nothing else
     * @return its values by name
     * @throws Malformed if it is something else
     */
    public static Map<String, @Nullable Object> object(String text) {
        return object(text, Integer.MAX_VALUE);
    }

    /**
     * The same, of no more names than wanted.
     *
     * @param text one object and nothing else
     * @param most names in all objects of the text together
     * @return its values by name
     * @throws Malformed if it is something else, or has more names
     */
    public static Map<String, @Nullable Object> object(String text, int most) {
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            Map<String, @Nullable Object> object = object(reader, new int[] {most});
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new Malformed("text follows the JSON object");
            }
            return object;
        } catch (IOException | IllegalStateException | ArithmeticException e) {
            throw malformed(e);
        }
    }

    /**
     * Reads a record.
     *
     * @param <T> its type
     * @param text an object with the record's components; what is missing becomes null or 0
     * @param type its type
     * @return the record
     * @throws Malformed if the text is no object, or a value is of another type or refused by the
     *     record
     */
    public static <T> T read(String text, Class<T> type) {
        try {
            T record = LINE.fromJson(text, type);
            if (record == null) { // of an empty text, or null
                throw new Malformed("no JSON object");
            }
            return record;
        } catch (Malformed e) {
            throw e;
        } catch (RuntimeException e) { // Gson wraps what a record's constructor throws
            throw malformed(e);
        }
    }

    private static Malformed malformed(Exception e) {
        return new Malformed(String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
    }

    /** The number that a text stands for, if it is one that JSON lacks. */
    public static Object restored(Object value) {
        return NOT_FINITE.stream()
                .filter(number -> number.toString().equals(value))
                .<Object>map(number -> number)
                .findFirst()
                .orElse(value);
    }

    private static Map<String, @Nullable Object> object(JsonReader reader, int[] left)
            throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            if (left[0]-- == 0) {
                throw new Malformed("the JSON object has more names than are ever written");
            }
            String name = reader.nextName();
            if (object.containsKey(name)) {
                throw new Malformed("'" + name + "' is twice in a JSON object");
            }
            object.put(name, value(reader, left));
        }
        reader.endObject();
        return object;
    }

    private static @Nullable Object value(JsonReader reader, int[] left) throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> object(reader, left);
            case BEGIN_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                reader.beginArray();
                while (reader.hasNext()) {
                    list.add(value(reader, left));
                }
                reader.endArray();
                yield list;
            }
            case STRING -> reader.nextString();
            case BOOLEAN -> reader.nextBoolean();
            case NUMBER -> number(reader.nextString());
            default -> {
                reader.nextNull();
                yield null;
            }
        };
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

    private static GsonBuilder gson() {
        JsonSerializer<Number> written =
                (value, type, context) ->
                        Double.isFinite(value.doubleValue())
                                ? new JsonPrimitive(value)
                                : new JsonPrimitive(value.toString());
        JsonDeserializer<Double> decimal = (json, type, context) -> decimal(json);
        JsonDeserializer<Integer> whole =
                (json, type, context) ->
                        new BigDecimal(of(json, JsonPrimitive::isNumber)).intValueExact();
        JsonDeserializer<String> text = (json, type, context) -> of(json, JsonPrimitive::isString);
        return new GsonBuilder()
                .disableHtmlEscaping()
                .setStrictness(Strictness.STRICT)
                .registerTypeAdapter(Double.class, written)
                .registerTypeAdapter(double.class, written)
                .registerTypeAdapter(Float.class, written)
                .registerTypeAdapter(float.class, written)
                .registerTypeAdapter(Double.class, decimal)
                .registerTypeAdapter(double.class, decimal)
                .registerTypeAdapter(int.class, whole)
                .registerTypeAdapter(String.class, text)
                .registerTypeAdapter(Text.class, (JsonSerializer<Text>) Json::english)
                .registerTypeAdapter(Text.class, (JsonDeserializer<Text>) Json::text)
                .registerTypeAdapterFactory(new NullsOfMaps())
                .setObjectToNumberStrategy(reader -> number(reader.nextString()));
    }

    private static JsonPrimitive english(Text text, Type type, JsonSerializationContext context) {
        return new JsonPrimitive(text.toString());
    }

    /** Without its values, which only whoever has written it can keep beside. */
    private static Text text(JsonElement json, Type type, JsonDeserializationContext context) {
        return Text.of(of(json, JsonPrimitive::isString));
    }

    private static Double decimal(JsonElement json) {
        JsonPrimitive value = json.getAsJsonPrimitive();
        return value.isString() && restored(value.getAsString()) instanceof Double number
                ? number
                : Double.valueOf(of(value, JsonPrimitive::isNumber));
    }

    /** A value of one kind: Gson by itself takes 5 for a text and "5" for a number. */
    private static String of(JsonElement json, Predicate<JsonPrimitive> kind) {
        if (!kind.test(json.getAsJsonPrimitive())) {
            throw new JsonParseException(json + " is of another type");
        }
        return json.getAsString();
    }

    private static final class NullsOfMaps implements TypeAdapterFactory {

        @Override
        public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
            boolean map = Map.class.isAssignableFrom(type.getRawType());
            if (!map && !type.getRawType().isRecord()) {
                return null;
            }
            TypeAdapter<T> usual = gson.getDelegateAdapter(this, type);
            return new TypeAdapter<>() {
                @Override
                public void write(JsonWriter out, T value) throws IOException {
                    boolean before = out.getSerializeNulls();
                    out.setSerializeNulls(map);
                    usual.write(out, value);
                    out.setSerializeNulls(before);
                }

                @Override
                public T read(JsonReader in) throws IOException {
                    return usual.read(in);
                }
            };
        }
    }
}
