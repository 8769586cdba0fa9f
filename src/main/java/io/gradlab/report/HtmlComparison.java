package io.gradlab.report;

import io.gradlab.core.Language;
import io.gradlab.core.Require;
import io.gradlab.files.AtomicFiles;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import java.io.IOException;
import java.nio.file.Path;
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

    private final PageParts parts;
    private final PageText text;

    private HtmlComparison(Language language) {
        parts = new PageParts(language);
        text = parts.text();
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
        Html page =
                comparison.page(
                        new Side(left, List.copyOf(first.values())),
                        new Side(right, List.copyOf(second.values())),
                        unread,
                        pairs);
        AtomicFiles.write(out.resolve(FILE), page.toString());
        PageText english = PageText.of(Language.EN);
        List<List<Object>> rows = new ArrayList<>();
        pairs.stream()
                .filter(pair -> !pair.state().equals("same"))
                .forEach(
                        pair ->
                                rows.add(
                                        List.of(
                                                pair.id(),
                                                pair.any().claim().toString(),
                                                english.source(pair.state()),
                                                word(pair.left()),
                                                word(pair.right()))));
        return new Table(
                pairs.size() + " claims, of which differ: " + rows.size(),
                List.of("experiment", "claim", "difference", left.toString(), right.toString()),
                rows);
    }

    private static String word(@Nullable Verdict verdict) {
        return verdict == null ? "-" : verdict.word().text().toString();
    }

    /** Another number of epochs does not make another claim. */
    private static String key(Verdict verdict) {
        return verdict.claim().toString().replaceAll("[0-9]+ epochs", "epochs");
    }

    private static Map<String, ExperimentResult> results(
            Path folder, List<String> ids, Consumer<String> warning) {
        List<ExperimentResult> results = HtmlReport.read(folder, ids, warning);
        Require.that(
                !results.isEmpty(),
                "folder '%s' holds no result.json of an experiment that can be read; give the folder of a run",
                folder);
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

    private Html page(Side left, Side right, Set<String> unread, List<Pair> pairs) {
        Html heads = parts.heads(List.of("experiment", "marked", "claim", "left", "right"));
        Html rows = Html.of(pairs.stream().map(this::row).toList());
        Html table = Html.tag("table", "overview").of(PageParts.rows(heads, rows));
        Html main =
                Html.of(
                        "\n",
                        Html.tag("h1").line(text.get("compare")),
                        Html.tag("p", "lead").line(summary(pairs)),
                        parts.missing(unread),
                        sides(left, right),
                        table.line());
        return parts.frame("compare", Html.tag("main").line(main));
    }

    private Html row(Pair pair) {
        Html mark = Html.tag("span", "mark").of(text.get(pair.state()));
        return Html.tag("tr")
                .with("class", pair.state())
                .line(
                        PageParts.head("row", pair.id()),
                        parts.cell("marked", mark),
                        parts.cell("claim", parts.words(pair.any().claim())),
                        parts.cell("left", verdict(pair.left())),
                        parts.cell("right", verdict(pair.right())));
    }

    private Html summary(List<Pair> pairs) {
        List<Number> counts = new ArrayList<>(List.of(pairs.size()));
        for (String state : List.of("flipped", "different", "only", "same")) {
            counts.add(pairs.stream().filter(pair -> pair.state().equals(state)).count());
        }
        return text.get("summary", counts.toArray(Number[]::new));
    }

    /** What was run in each. */
    private Html sides(Side left, Side right) {
        List<Html> rows = new ArrayList<>();
        rows.add(row("folder", left.folder().toString(), right.folder().toString()));
        for (String key : List.of("date", "seed", Settings.OPTIONS, "device", "versions")) {
            rows.add(row(key, left.values(key), right.values(key)));
        }
        Html heads = Html.of(Html.tag("td").of(), parts.heads(List.of("left", "right")));
        return PageParts.scroll(text.get("run"), Html.tag("table").of(PageParts.rows(heads, rows)));
    }

    private Html row(String name, String left, String right) {
        boolean same = left.equals(right);
        return Html.tag("tr")
                .line(PageParts.head("row", text.get(name)), value(left, same), value(right, same));
    }

    private static Html value(String value, boolean same) {
        return Html.tag("td").line(same ? value : Html.tag("strong").of(value));
    }

    private Html verdict(@Nullable Verdict verdict) {
        return verdict == null
                ? Html.of("-")
                : Html.of(
                        parts.badge(verdict),
                        Html.tag("br").alone(),
                        parts.words(verdict.measured()));
    }

    /** One of the two. */
    private record Side(Path folder, List<ExperimentResult> results) {

        String values(String key) {
            return switch (key) {
                case Settings.OPTIONS -> Settings.options(results);
                case "date" -> Settings.dates(results);
                default -> String.join("; ", Settings.values(results, key));
            };
        }
    }
}
