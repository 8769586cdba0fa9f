package io.gradlab.console;

import io.gradlab.core.Grid;

/**
 * What a person looks at.
 *
 * @param out whether standard output is a terminal: there what is too wide is folded or left out
 * @param err whether standard error is one: there progress is a bar
 * @param width cells of a line
 */
public record Screen(boolean out, boolean err, int width) {

    /** No terminal: files and pipes get everything. */
    public static final Screen NONE = new Screen(false, false, Grid.ENDLESS);

    /** Cells of a line of the output. */
    public int lineWidth() {
        return out ? width : Grid.ENDLESS;
    }
}
