package io.gradlab.report;

import io.gradlab.core.Resources;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Language;
import io.gradlab.result.Phrases;
import io.gradlab.result.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The frame of the page: head, overview, closing chapter. */
final class ReportPage {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Pattern EXPERIMENT_LINK =
            Pattern.compile("<a href=\"#([a-z-]+)\">(.*?)</a>");

    private final Language language;
    private final PageText text;
    private final Phrases phrases;

    ReportPage(Language language) {
        this.language = language;
        text = PageText.of(language);
        phrases = Phrases.of(language);
    }

    /**
     * The report.
     *
     * @param results on the page
     * @param damaged ids of experiments whose result cannot be read
     * @param sections a text for each result
     */
    String of(List<ExperimentResult> results, List<String> damaged, List<String> sections) {
        Set<String> shown = results.stream().map(ExperimentResult::id).collect(Collectors.toSet());
        String body =
                Html.element("a", "class=\"skip\" href=\"#overview\"", text.get("skip"))
                        + "<header>\n"
                        + Html.element("h1", "", text.get("title"))
                        + Html.element("p", "class=\"lead\"", text.get("lead"))
                        + run(results)
                        + navigation()
                        + "</header>\n<main>\n"
                        + overview(results)
                        + missing(damaged)
                        + String.join("", sections)
                        + Html.element("section", "", linked(text.get("chapter"), shown))
                        + "</main>\n";
        return frame(text.get("title"), body);
    }

    private String navigation() {
        StringBuilder links = new StringBuilder();
        for (String id : List.of("overview", "prevent", "mapping", "answers", "words")) {
            links.append("<a href=\"#")
                    .append(id)
                    .append("\">")
                    .append(text.get("to-" + id))
                    .append("</a>\n");
        }
        return "<nav aria-label=\"" + text.get("contents") + "\">" + links + "</nav>\n";
    }

    /** Names experiments whose result could not be read; empty if there are none. */
    String missing(Collection<String> damaged) {
        return damaged.isEmpty()
                ? ""
                : Html.element(
                        "p",
                        "class=\"missing\"",
                        text.get("missing") + ": " + Html.escape(String.join(", ", damaged)));
    }

    /** Links to experiments that are not on this page become text. */
    private static String linked(String html, Set<String> shown) {
        return EXPERIMENT_LINK
                .matcher(html)
                .replaceAll(
                        link ->
                                Matcher.quoteReplacement(
                                        shown.contains(link.group(1))
                                                ? link.group()
                                                : link.group(2)));
    }

    /** A whole document around a body. */
    String frame(String title, String body) {
        return "<!DOCTYPE html>\n<html lang=\""
                + language.tag()
                + "\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<link rel=\"icon\" href=\"data:,\">\n"
                + Html.element("title", "", Html.escape(title))
                + "<style>\n"
                + Resources.text(ReportPage.class, "page/style.css")
                + "</style>\n</head>\n<body>\n"
                + body
                + "</body>\n</html>\n";
    }

    private String run(List<ExperimentResult> results) {
        double seconds = results.stream().mapToDouble(ExperimentResult::seconds).sum();
        return "<dl class=\"run\">\n"
                + item("date", dates(values(results, "date")))
                + item("seed", String.join(", ", values(results, "seed")))
                + item("device", String.join(", ", values(results, "device")))
                + item("wall", String.format(Locale.ROOT, "%.1f s", seconds))
                + item("versions", String.join("; ", values(results, "versions")))
                + "</dl>\n";
    }

    /** The different ones: experiments of one folder may come from several runs. */
    static List<String> values(List<ExperimentResult> results, String key) {
        return results.stream()
                .map(one -> ReportSection.plain(one.configuration().getOrDefault(key, "-")))
                .distinct()
                .toList();
    }

    /** The first one, and the last where it is of another day. */
    static String dates(List<String> dates) {
        String first = dates.stream().min(Comparator.naturalOrder()).orElse("-");
        String last = dates.stream().max(Comparator.naturalOrder()).orElse("-");
        boolean oneDay = first.regionMatches(0, last, 0, "2000-01-01".length());
        return oneDay ? minute(first) : minute(first) + " – " + minute(last);
    }

    /** What is no date stays as it is. */
    private static String minute(String date) {
        try {
            return MINUTE.format(Instant.parse(date)) + " UTC";
        } catch (DateTimeParseException e) {
            return date;
        }
    }

    private String item(String name, String value) {
        return "<div>"
                + Html.element("dt", "", text.get(name))
                + Html.element("dd", "", Html.escape(value))
                + "</div>\n";
    }

    private String overview(List<ExperimentResult> results) {
        StringBuilder html = new StringBuilder();
        html.append(Html.element("h2", "id=\"overview\"", text.get("overview")));
        html.append("<table class=\"overview\"><thead><tr>");
        for (String head :
                List.of("experiment", "question", "claim", "measured", "verdict", "networks")) {
            html.append(Html.element("th", "scope=\"col\"", text.get(head)));
        }
        html.append("</tr></thead>\n<tbody>");
        results.forEach(result -> html.append(row(result)));
        return html.append("</tbody></table>\n").toString();
    }

    /** With the verdict that says most, and how all of them came out. */
    private String row(ExperimentResult result) {
        String id = Html.escape(result.id());
        String cells =
                Html.element(
                                "th",
                                "scope=\"row\"",
                                "<a href=\"#" + id + "\">" + id + "</a>" + counts(result))
                        + cell(text.get("question"), words(result.question()));
        if (result.verdicts().isEmpty()) {
            return Html.element("tr", "", cells + "<td></td><td></td><td></td><td></td>");
        }
        Verdict verdict = headline(result).orElseThrow();
        return Html.element(
                "tr",
                "",
                cells
                        + cell(text.get("claim"), words(verdict.claim()))
                        + cell(text.get("measured"), words(verdict.measured()))
                        + cell(text.get("verdict"), ReportSection.badge(verdict, text))
                        + Html.element(
                                "td",
                                "class=\"n\" data-head=\"" + text.get("networks") + "\"",
                                String.valueOf(verdict.seeds())));
    }

    /**
     * The verdict that says most: of the claims that are corrected, else of all, the first with the
     * most networks behind it.
     */
    static Optional<Verdict> headline(ExperimentResult result) {
        List<Verdict> corrected =
                result.verdicts().stream()
                        .filter(one -> one.word() == Verdict.Word.CORRECTED)
                        .toList();
        // max takes the first of equals.
        return (corrected.isEmpty() ? result.verdicts() : corrected)
                .stream().max(Comparator.comparingInt(Verdict::seeds));
    }

    /** A cell that names its column itself where a narrow screen has no head. */
    static String cell(String head, String content) {
        return Html.element("td", "data-head=\"" + head + "\"", content);
    }

    /** For example: 5 confirmed, 2 corrected. */
    private String counts(ExperimentResult result) {
        List<String> counts = new ArrayList<>();
        for (Verdict.Word word : Verdict.Word.values()) {
            long count = result.verdicts().stream().filter(one -> one.word() == word).count();
            if (count > 0) {
                counts.add(count + " " + text.get(word.id()));
            }
        }
        return Html.element("span", "class=\"counts\"", String.join(text.get("comma"), counts));
    }

    private String words(String english) {
        return Html.escape(phrases.of(english));
    }
}
