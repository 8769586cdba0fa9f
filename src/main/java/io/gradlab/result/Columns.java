package io.gradlab.result;

import io.gradlab.core.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Columns of a table whose rows are about things of one kind: what stands in a column is said
 * beside its head.
 *
 * @param <T> what a row is about
 */
public final class Columns<T> {

    private final List<Text> heads = new ArrayList<>();
    private final List<Function<T, Object>> cells = new ArrayList<>();

    /**
     * One more column, to the right.
     *
     * @param head above it
     * @param cell of each thing, of a type that {@link Table} takes
     * @return this
     */
    public Columns<T> add(String head, Function<T, Object> cell) {
        return add(Text.of(head), cell);
    }

    /** The same of a head with values in it. */
    public Columns<T> add(Text head, Function<T, Object> cell) {
        heads.add(head);
        cells.add(cell);
        return this;
    }

    /**
     * The table.
     *
     * @param title one line above it
     * @param things a row for each, in their order
     * @throws IllegalArgumentException if there is no column, or a cell is of another type
     */
    public Table table(String title, Collection<T> things) {
        return table(Text.of(title), things);
    }

    /** The same of a title with values in it. */
    public Table table(Text title, Collection<T> things) {
        return new Table(title, heads, things.stream().map(this::row).toList());
    }

    private List<Object> row(T thing) {
        return cells.stream().map(cell -> cell.apply(thing)).toList();
    }
}
