package io.gradlab.report;

import io.gradlab.core.UserMistake;
import io.gradlab.files.AtomicFiles;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Language;
import io.gradlab.result.Phrases;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

        /** Name of its text and its class. */
        String state() {
            if (left == null || right == null) {
                return "only";
            }
            if (left.word() != right.word()) {
                return "flipped";
            }
            return left.measured().equals(right.measured()) ? "same" : "different";
        }
    }

    /**
     * Writes the page {@value #FILE}. An experiment whose result one folder has, but damaged, is
     * told and not compared: the other's claims would look like claims of one run only.
     *
     * @param left folder of a run
     * @param right folder of the other
     * @param ids experiments, in order
     * @param out where the page goes
     * @param language of the page
     * @param warning told what cannot be read
     * @return a table of the claims that differ
     * @throws IllegalArgumentException if one of the folders holds no result that can be read
     * @throws IOException if the page cannot be written
     */
    public static Table write(
            Path left,
            Path right,
            List<String> ids,
            Path out,
            Language language,
            Consumer<String> warning)
            throws IOException {
        Map<String, ExperimentResult> first = results(left, ids, warning);
        Map<String, ExperimentResult> second = results(right, ids, warning);
        Set<String> unread = new LinkedHashSet<>(HtmlReport.unread(left, ids, first.values()));
        unread.addAll(HtmlReport.unread(right, ids, second.values()));
        first.keySet().removeAll(unread);
        second.keySet().removeAll(unread);
        List<Pair> pairs = pairs(first, second);
        HtmlComparison comparison = new HtmlComparison(language);
        ReportPage page = new ReportPage(language);
        String body =
                comparison.body(
                        new Run(left, List.copyOf(first.values())),
                        new Run(right, List.copyOf(second.values())),
                        page.missing(unread),
                        pairs);
        AtomicFiles.write(out.resolve(FILE), page.frame(comparison.text.get("compare"), body));
        List<List<Object>> rows = new ArrayList<>();
        pairs.stream()
                .filter(pair -> !pair.state().equals("same"))
                .forEach(
                        pair ->
                                rows.add(
                                        List.of(
                                                pair.id(),
                                                pair.any().claim(),
                                                PageText.of(Language.EN).get(pair.state()),
                                                word(pair.left()),
                                                word(pair.right()))));
        return new Table(
                pairs.size() + " claims, of which differ: " + rows.size(),
                List.of("experiment", "claim", "difference", left.toString(), right.toString()),
                rows);
    }

    private static String word(@Nullable Verdict verdict) {
        return verdict == null ? "-" : verdict.word().id();
    }

    /** Another number of epochs does not make another claim. */
    private static String key(Verdict verdict) {
        return verdict.claim().replaceAll("[0-9]+ epochs", "epochs");
    }

    private static Map<String, ExperimentResult> results(
            Path folder, List<String> ids, Consumer<String> warning) {
        List<ExperimentResult> results = HtmlReport.read(folder, ids, warning);
        if (results.isEmpty()) {
            throw new UserMistake(
                    "folder '"
                            + folder
                            + "' holds no result.json of an experiment that can be read; give the --out"
                            + " folder of a run");
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
            result.verdicts().forEach(verdict -> byClaim.put(key(verdict), verdict));
        }
        return byClaim;
    }

    private String body(Run left, Run right, String missing, List<Pair> pairs) {
        StringBuilder html = new StringBuilder("<main>\n");
        html.append(Html.element("h1", "", text.get("compare")));
        html.append(Html.element("p", "class=\"lead\"", summary(pairs)));
        html.append(missing);
        html.append(runs(left, right));
        html.append("<table class=\"overview\"><thead><tr>");
        for (String head : List.of("experiment", "marked", "claim", "left", "right")) {
            html.append(Html.element("th", "scope=\"col\"", text.get(head)));
        }
        html.append("</tr></thead>\n<tbody>");
        for (Pair pair : pairs) {
            String state = pair.state();
            html.append("<tr class=\"" + state + "\">");
            html.append(Html.element("th", "scope=\"row\"", Html.escape(pair.id())));
            html.append(
                    ReportPage.cell(
                            text.get("marked"),
                            "<span class=\"mark\">" + text.get(state) + "</span>"));
            html.append(
                    ReportPage.cell(
                            text.get("claim"), Html.escape(phrases.of(pair.any().claim()))));
            html.append(ReportPage.cell(text.get("left"), verdict(pair.left())));
            html.append(ReportPage.cell(text.get("right"), verdict(pair.right())));
            html.append("</tr>\n");
        }
        return html.append("</tbody></table>\n</main>\n").toString();
    }

    private String summary(List<Pair> pairs) {
        List<Object> counts = new ArrayList<>(List.of(pairs.size()));
        for (String state : List.of("flipped", "different", "only", "same")) {
            counts.add(pairs.stream().filter(pair -> pair.state().equals(state)).count());
        }
        return MessageFormat.format(text.get("summary"), counts.toArray());
    }

    /** What was run in each. */
    private String runs(Run left, Run right) {
        StringBuilder html = new StringBuilder(ReportSection.scroll(text.get("run")));
        html.append("<table><thead><tr><td></td>");
        html.append(Html.element("th", "scope=\"col\"", text.get("left")));
        html.append(Html.element("th", "scope=\"col\"", text.get("right")));
        html.append("</tr></thead>\n<tbody>");
        row(html, "folder", left.folder().toString(), right.folder().toString());
        for (String key : List.of("date", "seed", "options", "device", "versions")) {
            row(html, key, left.values(key), right.values(key));
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private void row(StringBuilder html, String name, String left, String right) {
        String mark = left.equals(right) ? "%s" : "<strong>%s</strong>";
        html.append("<tr>").append(Html.element("th", "scope=\"row\"", text.get(name)));
        html.append(Html.element("td", "", mark.formatted(Html.escape(left))));
        html.append(Html.element("td", "", mark.formatted(Html.escape(right))));
        html.append("</tr>\n");
    }

    private String verdict(@Nullable Verdict verdict) {
        return verdict == null
                ? "-"
                : ReportSection.badge(verdict, text)
                        + "<br>"
                        + Html.escape(phrases.of(verdict.measured()));
    }

    /** One of the two. */
    private record Run(Path folder, List<ExperimentResult> results) {

        String values(String key) {
            if (key.equals("options")) {
                return results.stream()
                        .map(ReportSection::options)
                        .map(options -> options.isEmpty() ? "-" : options)
                        .distinct()
                        .collect(Collectors.joining("; "));
            }
            List<String> values = ReportPage.values(results, key);
            return key.equals("date") ? ReportPage.dates(values) : String.join("; ", values);
        }
    }
}
