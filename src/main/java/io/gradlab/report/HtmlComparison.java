package io.gradlab.report;

import io.gradlab.data.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Two runs of the laboratory, claim by claim. */
public final class HtmlComparison {

    /** Its name in the output folder. */
    public static final String FILE = "compare.html";

    private final PageText text;
    private final Phrases phrases;

    private HtmlComparison(Language language) {
        text = PageText.of(language);
        phrases = Phrases.of(language);
    }

    /** One claim in both runs; null where a run does not have it. */
    private record Pair(String id, @Nullable Verdict left, @Nullable Verdict right) {

        Verdict any() {
            Verdict one = left == null ? right : left;
            if (one == null) {
                throw new IllegalStateException("a pair of nothing");
            }
            return one;
        }

        /** {@code same}, {@code different} or {@code only}. */
        String state() {
            if (left == null || right == null) {
                return "only";
            }
            return left.equals(right) ? "same" : "different";
        }
    }

    /**
     * Writes the page {@value #FILE}.
     *
     * @param left folder of a run
     * @param right folder of the other
     * @param ids experiments, in order
     * @param out where the page goes
     * @param language of the page
     * @param warning told what cannot be read
     * @return a table of the claims that differ
     * @throws IllegalArgumentException if one of the folders holds no result
     * @throws IOException if a file cannot be read or the page not written
     */
    public static Table write(
            Path left,
            Path right,
            List<String> ids,
            Path out,
            Language language,
            Consumer<String> warning)
            throws IOException {
        List<Pair> pairs = pairs(results(left, ids, warning), results(right, ids, warning));
        HtmlComparison comparison = new HtmlComparison(language);
        String page = new ReportPage(language).frame(comparison.body(left, right, pairs));
        AtomicFiles.write(out.resolve(FILE), page.getBytes(StandardCharsets.UTF_8));
        List<List<Object>> rows = new ArrayList<>();
        pairs.stream()
                .filter(pair -> !pair.state().equals("same"))
                .forEach(
                        pair ->
                                rows.add(
                                        List.of(
                                                pair.id(),
                                                pair.any().claim(),
                                                word(pair.left()),
                                                word(pair.right()))));
        return new Table(
                pairs.size() + " claims, of which differ: " + rows.size(),
                List.of("experiment", "claim", left.toString(), right.toString()),
                rows);
    }

    private static String word(@Nullable Verdict verdict) {
        return verdict == null ? "-" : verdict.word().name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, ExperimentResult> results(
            Path folder, List<String> ids, Consumer<String> warning) throws IOException {
        List<ExperimentResult> results = HtmlReport.read(folder, ids, warning);
        if (results.isEmpty()) {
            throw new IllegalArgumentException(
                    "folder '"
                            + folder
                            + "' holds no result.json of an experiment; give the --out folder of a"
                            + " run");
        }
        return results.stream()
                .collect(
                        Collectors.toMap(
                                ExperimentResult::id, one -> one, (a, b) -> a, LinkedHashMap::new));
    }

    private static List<Pair> pairs(
            Map<String, ExperimentResult> left, Map<String, ExperimentResult> right) {
        Map<String, ExperimentResult> ids = new LinkedHashMap<>(left);
        right.forEach(ids::putIfAbsent);
        List<Pair> pairs = new ArrayList<>();
        for (String id : ids.keySet()) {
            Map<String, Verdict> first = byClaim(left.get(id));
            Map<String, Verdict> second = byClaim(right.get(id));
            Map<String, Verdict> claims = new LinkedHashMap<>(first);
            second.forEach(claims::putIfAbsent);
            for (String claim : claims.keySet()) {
                pairs.add(new Pair(id, first.get(claim), second.get(claim)));
            }
        }
        return pairs;
    }

    private static Map<String, Verdict> byClaim(@Nullable ExperimentResult result) {
        Map<String, Verdict> byClaim = new LinkedHashMap<>();
        if (result != null) {
            result.verdicts().forEach(verdict -> byClaim.put(verdict.claim(), verdict));
        }
        return byClaim;
    }

    private String body(Path left, Path right, List<Pair> pairs) {
        StringBuilder html = new StringBuilder("<main>\n");
        html.append(Html.element("h1", "", text.get("compare")));
        html.append("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
        for (String head :
                List.of(
                        text.get("experiment"),
                        text.get("claim"),
                        Html.escape(left.toString()),
                        Html.escape(right.toString()),
                        "")) {
            html.append(Html.element("th", "scope=\"col\"", head));
        }
        html.append("</tr></thead>\n<tbody>");
        for (Pair pair : pairs) {
            html.append("<tr class=\"" + pair.state() + "\">");
            html.append(Html.element("th", "scope=\"row\"", Html.escape(pair.id())));
            html.append(Html.element("td", "", Html.escape(phrases.of(pair.any().claim()))));
            html.append(cell(pair.left())).append(cell(pair.right()));
            html.append(Html.element("td", "", text.get(pair.state()))).append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n</main>\n").toString();
    }

    private String cell(@Nullable Verdict verdict) {
        return Html.element(
                "td",
                "",
                verdict == null
                        ? "-"
                        : ReportSection.badge(verdict, text)
                                + "<br>"
                                + Html.escape(phrases.of(verdict.measured())));
    }
}
