package io.gradlab.report;

import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gradient norms of the layers' weights over the steps of a run, as a table whose cells are the
 * darker the smaller the norm, on a logarithmic scale. From {@code gradients.csv}.
 */
final class GradientHeat {

    /** Steps that a page has room for. */
    private static final int MOST_STEPS = 12;

    private static final String HEAD = "step,parameter,gradient_l2";

    private static final Pattern ROW =
            Pattern.compile("([0-9]+),([^,]+),(NaN|Infinity|[0-9.]+(?:E-?[0-9]+)?)");

    private GradientHeat() {}

    /**
     * The table; nothing if the file has no row of a weight. Of many steps it shows some, evenly
     * from the first to the last. A {@link UserMistake} says, as a clause about the file, why it is
     * none, for example that its last line is cut off.
     */
    static Html of(String csv, Html caption, PageParts parts) {
        Map<String, Map<String, Double>> byLayer = new LinkedHashMap<>();
        Set<String> steps = new LinkedHashSet<>();
        List<String> lines = csv.lines().toList();
        Require.that(
                csv.endsWith("\n") && lines.get(0).equals(HEAD),
                "it has no whole last line, or not the head %s",
                HEAD);
        for (String line : lines.subList(1, lines.size())) {
            Matcher row = ROW.matcher(line);
            Require.that(row.matches(), "its line '%s' is no step, parameter and norm", line);
            if (row.group(2).endsWith(".weight")) {
                steps.add(row.group(1));
                byLayer.computeIfAbsent(row.group(2), layer -> new LinkedHashMap<>())
                        .put(row.group(1), Double.parseDouble(row.group(3)));
            }
        }
        if (byLayer.isEmpty()) {
            return Html.NOTHING;
        }
        List<String> shown = thinned(List.copyOf(steps));
        double[] range = range(byLayer);
        List<Html> heads =
                new ArrayList<>(List.of(PageParts.head("col", parts.text().get("step"))));
        shown.forEach(one -> heads.add(PageParts.head("col", one)));
        List<Html> rows = new ArrayList<>();
        byLayer.forEach(
                (layer, norms) -> {
                    List<Html> cells =
                            shown.stream().map(one -> cell(norms.get(one), range)).toList();
                    rows.add(Html.tag("tr").line(PageParts.head("row", layer), cells));
                });
        Html table =
                Html.tag("table", "heat")
                        .of(
                                Html.tag("thead").of(Html.tag("tr").of(heads)),
                                Html.tag("tbody").of(rows));
        return Html.of(
                Html.tag("p", "caption").line(caption),
                parts.scroll(caption, table, 1 + shown.size()));
    }

    private static List<String> thinned(List<String> steps) {
        if (steps.size() <= MOST_STEPS) {
            return steps;
        }
        return IntStream.range(0, MOST_STEPS)
                .mapToObj(i -> steps.get((int) ((long) i * (steps.size() - 1) / (MOST_STEPS - 1))))
                .toList();
    }

    /** Smallest and largest logarithm of a norm that is neither 0 nor infinite. */
    private static double[] range(Map<String, Map<String, Double>> byLayer) {
        double[] logs =
                byLayer.values().stream()
                        .flatMap(norms -> norms.values().stream())
                        .filter(norm -> norm > 0 && Double.isFinite(norm))
                        .mapToDouble(Math::log10)
                        .sorted()
                        .toArray();
        return logs.length == 0
                ? new double[] {-1, 0}
                : new double[] {logs[0], Math.max(logs[0] + 1, logs[logs.length - 1])};
    }

    private static Html cell(@Nullable Double norm, double[] range) {
        if (norm == null) {
            return Html.tag("td").of();
        }
        double share =
                norm > 0 && Double.isFinite(norm)
                        ? (Math.log10(norm) - range[0]) / (range[1] - range[0])
                        : norm == 0 ? 0 : 1;
        // White on dark blue to black on white: contrast 4.6 and more.
        long light = Math.round(22 + 76 * share);
        String style =
                "background:hsl(215 60%% %d%%);color:%s"
                        .formatted(light, light < 51 ? "#fff" : "#000");
        String text = norm == 0 ? "0" : String.format(Locale.ROOT, "%.0e", norm);
        return Html.tag("td").with("style", style).line(text);
    }
}
