package io.gradlab.health;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a type and the schema of its JSON side by side: fields and constants are what the
 * schema knows, no more and no less, and each has a description.
 */
final class SchemaWalk {

    private static final String DEFINITIONS = "#/$defs/";

    private final JsonObject schema;
    private final Set<Type> seen = new HashSet<>();
    private final Set<String> used = new TreeSet<>();
    private final List<String> differences = new ArrayList<>();

    private SchemaWalk(JsonObject schema) {
        this.schema = schema;
    }

    /**
     * Compares.
     *
     * @param schema all of it
     * @param type of what is written
     * @param more names that others add to it
     * @return a line for each difference
     */
    static List<String> differences(JsonObject schema, Class<?> type, String... more) {
        SchemaWalk walk = new SchemaWalk(schema);
        walk.object(type.getSimpleName(), type, schema, List.of(more));
        walk.compare("$defs", schema.getAsJsonObject("$defs").keySet(), walk.used);
        return walk.differences;
    }

    private void compare(String where, Collection<String> known, Collection<String> written) {
        Set<String> left = new TreeSet<>(known);
        left.removeAll(written);
        left.forEach(name -> differences.add(where + ": nothing writes " + name));
        Set<String> missing = new TreeSet<>(written);
        missing.removeAll(known);
        missing.forEach(name -> differences.add(where + ": the schema lacks " + name));
    }

    private void value(String where, Type type, JsonObject node) {
        described(where, node);
        JsonObject target = target(where, node);
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == Map.class) {
                map(where, arguments, target);
            } else {
                item(where + "[]", arguments[0], target.getAsJsonObject("items"));
            }
        } else if (type instanceof Class<?> plain && plain.isEnum()) {
            compare(where, constants(where, target), Arrays.stream(names(plain)).toList());
        } else if (type instanceof Class<?> plain
                && plain.getName().startsWith("io.gradlab.health.")) {
            if (seen.add(plain)) {
                object(plain.getSimpleName(), plain, target, List.of());
            }
        }
    }

    /** Items of lists and maps need no description of their own. */
    private void item(String where, Type type, JsonObject node) {
        JsonObject titled = node.deepCopy();
        titled.addProperty("description", where);
        value(where, type, titled);
    }

    private void map(String where, Type[] arguments, JsonObject node) {
        if (arguments[0] instanceof Class<?> key && key.isEnum()) {
            JsonObject properties = node.getAsJsonObject("properties");
            List<String> keys = Arrays.stream(key.getEnumConstants()).map(String::valueOf).toList();
            compare(where, properties.keySet(), keys);
            properties
                    .entrySet()
                    .forEach(each -> value(each.getKey(), arguments[1], object(each.getValue())));
        } else {
            item(where + "{}", arguments[1], node.getAsJsonObject("additionalProperties"));
        }
    }

    private void object(String where, Class<?> type, JsonObject node, List<String> more) {
        described(where, node);
        JsonObject properties = node.getAsJsonObject("properties");
        Set<String> names = new TreeSet<>(more);
        more.forEach(name -> described(where + "." + name, object(properties.get(name))));
        Set<String> always = new TreeSet<>();
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                names.add(field.getName());
                if (!field.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    always.add(field.getName());
                }
                if (properties.has(field.getName())) {
                    value(
                            where + "." + field.getName(),
                            field.getGenericType(),
                            object(properties.get(field.getName())));
                }
            }
        }
        compare(where, properties.keySet(), names);
        compare(where + ", required", texts(node.getAsJsonArray("required")), always);
    }

    private static List<String> texts(JsonArray array) {
        return array.asList().stream().map(JsonElement::getAsString).toList();
    }

    private static JsonObject object(JsonElement element) {
        return element.getAsJsonObject();
    }

    private static String[] names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toArray(String[]::new);
    }

    private List<String> constants(String where, JsonObject node) {
        List<String> constants = new ArrayList<>();
        for (JsonElement each : node.getAsJsonArray("oneOf")) {
            String constant = object(each).get("const").getAsString();
            described(where + " " + constant, object(each));
            constants.add(constant);
        }
        return constants;
    }

    private JsonObject target(String where, JsonObject node) {
        if (!node.has("$ref")) {
            return node;
        }
        String name = node.get("$ref").getAsString().substring(DEFINITIONS.length());
        JsonObject target = object(schema.getAsJsonObject("$defs").get(name));
        described(name, target);
        if (!target.has("title")) {
            differences.add(name + " has no title");
        }
        if (used.add(name) && target.has("additionalProperties")) {
            JsonElement others = target.get("additionalProperties");
            if (others.isJsonObject()) {
                target(where, object(others));
            }
        }
        return target;
    }

    private void described(String where, JsonObject node) {
        if (!node.has("description") || node.get("description").getAsString().isBlank()) {
            differences.add(where + " has no description");
        }
    }
}
