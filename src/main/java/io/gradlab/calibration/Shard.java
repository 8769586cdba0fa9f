package io.gradlab.calibration;

import io.gradlab.core.UserMistake;
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
        if (index < 0 || index >= count) {
            throw refusal(index + "/" + count);
        }
    }

    /**
     * The part of a text.
     *
     * @param text for example {@code 0/2}
     * @return the part
     * @throws IllegalArgumentException for another text
     */
    public static Shard parse(String text) {
        if (!text.matches("\\d{1,4}/\\d{1,4}")) {
            throw refusal(text);
        }
        String[] numbers = text.split("/", -1);
        return new Shard(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    private static UserMistake refusal(String text) {
        return new UserMistake(
                "shard '" + text + "' is no part of a whole; use for example 0/2 and 1/2");
    }

    /** The numbers below an end that fall to this part. */
    IntStream numbers(int end) {
        return IntStream.range(0, end).filter(number -> number % count == index);
    }
}
