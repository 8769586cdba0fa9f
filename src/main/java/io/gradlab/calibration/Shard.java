package io.gradlab.calibration;

import io.gradlab.core.Require;
import java.util.stream.IntStream;

/**
 * The part of a grid that one process trains, because a process trains one network at a time.
 *
 * @param index from 0
 * @param count number of parts
 */
public record Shard(int index, int count) {

    /**
     * Checks the part.
     *
     * @throws IllegalArgumentException unless 0 &lt;= index &lt; count
     */
    public Shard {
        require(index >= 0 && index < count, index + "/" + count);
    }

    /**
     * The part of a text.
     *
     * @param text for example {@code 0/2}
     * @return the part
     * @throws IllegalArgumentException for another text
     */
    public static Shard parse(String text) {
        require(text.matches("\\d{1,4}/\\d{1,4}"), text);
        String[] numbers = text.split("/", -1);
        return new Shard(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    private static void require(boolean part, String text) {
        Require.that(part, "shard '%s' is no part of a whole; use for example 0/2 and 1/2", text);
    }

    /** The numbers below an end that fall to this part. */
    IntStream numbers(int end) {
        return IntStream.range(0, end).filter(number -> number % count == index);
    }
}
