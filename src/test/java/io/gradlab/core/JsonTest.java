package io.gradlab.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private record Point(String name, int count, double value, @Nullable String note) {

        Point {
            Require.argument(count >= 0, "count %d is negative; give 0 or more", count);
        }
    }

    @Test
    void numbersThatJsonLacks_areTexts() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("a", Double.NaN);
        values.put("b", Float.NEGATIVE_INFINITY);
        values.put("c", new double[] {Double.POSITIVE_INFINITY, 0.1});

        assertThat(Json.line(values))
                .isEqualTo("{\"a\":\"NaN\",\"b\":\"-Infinity\",\"c\":[\"Infinity\",0.1]}");
    }

    @Test
    void null_isWrittenInAMapAndLeftOutOfARecord() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("none", null);
        values.put("point", new Point("<p>", 1, Double.NaN, null));

        assertThat(Json.line(values))
                .isEqualTo(
                        "{\"none\":null,\"point\":{\"name\":\"<p>\",\"count\":1,\"value\":\"NaN\"}}");
    }

    @Test
    void record_comesBack() {
        Point point = new Point("p", 3, Double.NEGATIVE_INFINITY, "n");

        assertThat(Json.read(Json.pretty(point), Point.class)).isEqualTo(point);
    }

    @Test
    void object_keepsOrderAndKindsOfNumbers() {
        assertThat(
                        Json.object(
                                "{\"z\": 1, \"a\": [1.0, 3000000000, null, true], \"m\": {\"x\": 1e2}}"))
                .containsExactly(
                        entry("z", 1),
                        entry("a", Arrays.asList(1.0, 3_000_000_000L, null, true)),
                        entry("m", Map.of("x", 100.0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "5",
                "{",
                "{}{}",
                "{} x",
                "{'a': 1}",
                "{a: 1}",
                "{\"a\": NaN}",
                "{\"a\": 01}",
                "{\"a\": 1,}",
                "{\"a\": 1, \"a\": 2}",
                "{\"b\": {\"a\": 1, \"a\": 2}}",
                "{\"a\": 99999999999999999999}"
            })
    void object_ofSomethingElse_isMalformed(String text) {
        assertThatThrownBy(() -> Json.object(text)).isInstanceOf(Json.Malformed.class);
    }

    /** A reader that goes down one call for each bracket must not run out of stack. */
    @Test
    void object_ofManyBrackets_isMalformed() {
        String deep = "{\"a\":" + "[".repeat(100_000);

        assertThatThrownBy(() -> Json.object(deep)).isInstanceOf(Json.Malformed.class);
    }

    @Test
    void object_ofMoreNamesThanWanted_isMalformed() {
        assertThat(Json.object("{\"a\": {\"b\": 1}}", 2)).containsOnlyKeys("a");
        assertThatThrownBy(() -> Json.object("{\"a\": {\"b\": 1}}", 1))
                .isInstanceOf(Json.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{\"name\": 5}",
                "{\"count\": \"3\"}",
                "{\"count\": 3.5}",
                "{\"value\": \"3\"}",
                "{\"count\": -1}"
            })
    void record_ofOtherTypes_isMalformed(String text) {
        assertThatThrownBy(() -> Json.read(text, Point.class)).isInstanceOf(Json.Malformed.class);
    }

    @Test
    void texts_thatLookLikeNumbersStayTexts() {
        assertThat(Json.object("{\"a\": \"NaN\"}")).containsExactly(entry("a", "NaN"));
        assertThat(Json.restored("NaN")).isEqualTo(Double.NaN);
        assertThat(Json.restored(List.of("NaN"))).isEqualTo(List.of("NaN"));
    }
}
