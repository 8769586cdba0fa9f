package io.gradlab.report;

import io.gradlab.result.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Tables of a result; a long one is folded. */
final class TableView {

    /** Rows of a table that the page shows at once; longer ones are folded. */
    private static final int SHORT = 14;

    /** Rows of a folded table; the rest is in the result file. */
    private static final int MOST_ROWS = 60;

    private final PageParts parts;
    private final PageText text;

    TableView(PageParts parts) {
        this.parts = parts;
        text = parts.text();
    }

    Html of(Table table) {
        int size = table.rows().size();
        boolean folded = size > SHORT;
        Html title = parts.words(table.title());
        Html caption = folded ? Html.NOTHING : Html.tag("caption").line(title);
        Html content =
                parts.scroll(
                        title, Html.tag("table").of(caption, cells(table)), table.columns().size());
        if (!folded) {
            return content;
        }
        boolean cut = size > MOST_ROWS;
        Html summary = Html.of(Html.tag("summary").line(text.get("folded", title, size)), content);
        return cut
                ? Html.tag("details", "long").line(summary, omitted(size))
                : Html.tag("details").line(summary);
    }

    /** In print, where no row of such a table is, the last part stands alone. */
    private Html omitted(int size) {
        return PageParts.note(
                Html.tag("span", "screen").of(text.get("shown", MOST_ROWS, size)),
                text.get("omitted"));
    }

    private Html cells(Table table) {
        int rows = Math.min(MOST_ROWS, table.rows().size());
        Table shown = new Table(table.title(), table.columns(), table.rows().subList(0, rows));
        List<Html> heads = new ArrayList<>();
        List<List<Html>> cells = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            boolean number = table.hasNumbers(column);
            Html.Tag head = Html.tag("th").with("scope", "col");
            heads.add(
                    (number ? head.with("class", "n") : head)
                            .line(parts.words(table.columns().get(column))));
            Html.Tag cell = number ? Html.tag("td", "n") : Html.tag("td");
            cells.add(shown.texts(column, parts.language()).stream().map(cell::of).toList());
        }
        List<Html> lines =
                IntStream.range(0, rows)
                        .mapToObj(row -> cells.stream().map(column -> column.get(row)).toList())
                        .map(row -> Html.tag("tr").line(row))
                        .toList();
        return PageParts.rows(heads, lines);
    }
}
