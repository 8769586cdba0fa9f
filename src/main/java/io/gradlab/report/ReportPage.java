package io.gradlab.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The frame of the page: head, overview, closing chapter. */
final class ReportPage {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Language language;
    private final PageText text;
    private final Phrases phrases;

    ReportPage(Language language) {
        this.language = language;
        text = PageText.of(language);
        phrases = Phrases.of(language);
    }

    String of(List<ExperimentResult> results, List<String> sections) {
        String body =
                Html.element("a", "class=\"skip\" href=\"#overview\"", text.get("skip"))
                        + "<header>\n"
                        + Html.element("h1", "", text.get("title"))
                        + Html.element("p", "class=\"lead\"", text.get("lead"))
                        + run(results)
                        + "</header>\n<main>\n"
                        + overview(results)
                        + String.join("", sections)
                        + Html.element("section", "", text.get("chapter"))
                        + "</main>\n";
        return frame(body);
    }

    /** A whole document around a body. */
    String frame(String body) {
        return "<!DOCTYPE html>\n<html lang=\""
                + language.tag()
                + "\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<link rel=\"icon\" href=\"data:,\">\n"
                + Html.element("title", "", text.get("title"))
                + "<style>\n"
                + PageText.resource("style.css")
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
    private static List<String> values(List<ExperimentResult> results, String key) {
        return results.stream()
                .map(one -> ReportSection.plain(one.configuration().getOrDefault(key, "-")))
                .distinct()
                .toList();
    }

    /** The first one, and the last where it is of another day. */
    private static String dates(List<String> dates) {
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
        html.append("<div class=\"scroll\" tabindex=\"0\"><table class=\"overview\"><thead><tr>");
        for (String head :
                List.of("experiment", "question", "claim", "measured", "verdict", "networks")) {
            html.append(Html.element("th", "scope=\"col\"", text.get(head)));
        }
        html.append("</tr></thead>\n<tbody>");
        results.forEach(result -> html.append(row(result)));
        return html.append("</tbody></table></div>\n").toString();
    }

    /** With the verdict that says most: the first claim that is corrected, else the first. */
    private String row(ExperimentResult result) {
        String id = Html.escape(result.id());
        String cells =
                Html.element("th", "scope=\"row\"", "<a href=\"#" + id + "\">" + id + "</a>")
                        + Html.element("td", "", words(result.question()));
        if (result.verdicts().isEmpty()) {
            return Html.element("tr", "", cells + "<td></td><td></td><td></td><td></td>");
        }
        Verdict verdict =
                result.verdicts().stream()
                        .filter(one -> one.word() == Verdict.Word.CORRECTED)
                        .findFirst()
                        .orElse(result.verdicts().get(0));
        return Html.element(
                "tr",
                "",
                cells
                        + Html.element("td", "", words(verdict.claim()))
                        + Html.element("td", "", words(verdict.measured()))
                        + Html.element("td", "", ReportSection.badge(verdict, text))
                        + Html.element("td", "class=\"n\"", String.valueOf(verdict.seeds())));
    }

    private String words(String english) {
        return Html.escape(phrases.of(english));
    }
}
