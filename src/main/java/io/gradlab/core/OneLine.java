package io.gradlab.core;

/** One line of a text that may come from a file that is not ours. */
public final class OneLine {

    private static final int MOST = 600;

    private OneLine() {}

    /**
     * A text that can neither steer nor fill a terminal.
     *
     * @param text with any letters
     * @return each run of control characters, invisible ones and line ends as one blank, and no
     *     more than 600 characters, and {@code ...} where some are left out
     */
    public static String of(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ");
        return line.length() <= MOST ? line : line.substring(0, MOST) + " ...";
    }
}
