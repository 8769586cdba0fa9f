package io.gradlab.report;

import io.gradlab.core.Json;
import io.gradlab.files.TextFile;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Language;
import io.gradlab.result.NumberText;
import io.gradlab.result.Phrases;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One experiment on the page. */
final class ReportSection {

    /** Rows of a table that the page shows at once; longer ones are folded. */
    private static final int SHORT = 14;

    /** Rows of a folded table; the rest is in the result file. */
    private static final int MOST_ROWS = 60;

    /** Of a configuration. */
    static final String OPTIONS = "options";

    private final Path folder;
    private final ExperimentResult result;
    private final PageText text;
    private final Phrases phrases;
    private final Language language;
    private final Consumer<String> warning;

    ReportSection(
            Path folder, ExperimentResult result, Language language, Consumer<String> warning) {
        this.folder = folder;
        this.result = result;
        this.language = language;
        text = PageText.of(language);
        phrases = Phrases.of(language);
        this.warning = warning;
    }

    String html() {
        StringBuilder html = new StringBuilder();
        String id = Html.escape(result.id());
        html.append("<section id=\"").append(id).append("\">\n");
        html.append(Html.element("h2", "", words(result.question())));
        html.append(
                Html.element(
                        "p",
                        "class=\"book\"",
                        "<code>"
                                + id
                                + "</code> · "
                                + text.get("book")
                                + " "
                                + words(result.book())));
        html.append(Html.element("h3", "", text.get("mechanism")));
        html.append(Html.element("p", "", text.orEmpty(result.id())));
        html.append(Html.element("div", "class=\"formula\"", text.formula(result.id())));
        for (String figure : result.figures()) {
            html.append(figure(figure));
        }
        html.append(heat());
        html.append(Html.element("h3", "", text.get("verdicts")));
        html.append(verdicts());
        html.append(Html.element("h3", "", text.get("tables")));
        result.tables().forEach(table -> html.append(table(table)));
        html.append(configuration());
        html.append(Html.element("h3", "", text.get("reproduce")));
        html.append(
                Html.element(
                        "pre",
                        "",
                        "<code>"
                                + Html.escape(Objects.requireNonNullElse(result.command(), "-"))
                                + "</code>"));
        html.append(files());
        return html.append("</section>\n").toString();
    }

    /** A text of the result, in the language, as HTML. */
    private String words(String english) {
        return Html.escape(phrases.of(english));
    }

    private String figure(String name) {
        Path own = folder.resolve(name + "." + language.tag() + ".svg");
        Path file = TextFile.exists(own) ? own : folder.resolve(name + ".svg");
        String caption = text.orEmpty(result.id() + "/" + name);
        String look = caption.isEmpty() ? text.orEmpty(result.id() + ".alt") : caption;
        try {
            String svg =
                    InlineSvg.of(
                            TextFile.read(file),
                            result.id() + "-" + name,
                            look + finding(),
                            phrases);
            return Html.element(
                    "figure",
                    "",
                    "<div class=\"paper\">"
                            + svg
                            + "</div>"
                            + Html.element("figcaption", "", look));
        } catch (IOException | RuntimeException e) {
            warnOf("figure", file, TextFile.reason(e, "it is no whole SVG"));
            return Html.element(
                    "p", "class=\"missing\"", Html.escape(name) + ": " + text.get("missing"));
        }
    }

    private void warnOf(String kind, Path file, String reason) {
        warning.accept(TextFile.warning(kind, file, reason));
    }

    /** What a reader who does not see a figure gets besides its caption: what came out. */
    private String finding() {
        return ReportPage.headline(result)
                .map(
                        verdict ->
                                ". "
                                        + phrases.of(verdict.claim())
                                        + " – "
                                        + text.get(verdict.word().id())
                                        + ": "
                                        + phrases.of(verdict.measured()))
                .orElse("");
    }

    private String heat() {
        Path file = folder.resolve("gradients.csv");
        if (!TextFile.exists(file)) {
            return "";
        }
        try {
            return GradientHeat.of(
                    TextFile.read(file), text.get("heat") + " " + words(run()), text.get("step"));
        } catch (IOException | IllegalArgumentException e) {
            warnOf("file", file, TextFile.reason(e, "a norm is no number"));
            return "";
        }
    }

    /** The run whose files are here, by the description beside its parameters; else nothing. */
    private String run() {
        Path file = folder.resolve("best-0000.json");
        if (!TextFile.exists(file)) {
            return "";
        }
        try {
            Map<String, @Nullable Object> run = Json.object(TextFile.read(file));
            Map<?, ?> setup = (Map<?, ?>) Objects.requireNonNull(run.get("configuration"));
            return (String) Objects.requireNonNull(setup.get("network"))
                    + ", lr "
                    + (Number) Objects.requireNonNull(setup.get("learning_rate"))
                    + ", seed "
                    + (Number) Objects.requireNonNull(run.get("seed"));
        } catch (IOException | RuntimeException e) {
            warnOf("file", file, TextFile.reason(e, "it does not describe one run"));
            return "";
        }
    }

    private String verdicts() {
        StringBuilder html = new StringBuilder("<ul class=\"verdicts\">\n");
        for (Verdict verdict : result.verdicts()) {
            html.append("<li>")
                    .append(badge(verdict, text))
                    .append(" <strong>")
                    .append(words(verdict.claim()))
                    .append("</strong><br>")
                    .append(words(verdict.measured()))
                    .append(behind(verdict))
                    .append("</li>\n");
        }
        return html.append("</ul>\n").toString();
    }

    /** The number of seeds, unless the measured text has named it. */
    private String behind(Verdict verdict) {
        return verdict.saysSeeds()
                ? ""
                : text.get("open-bracket") + words(verdict.seedsText()) + text.get("close-bracket");
    }

    static String badge(Verdict verdict, PageText text) {
        String word = verdict.word().id();
        return "<span class=\"badge " + word + "\">" + text.get(word) + "</span>";
    }

    private String table(Table table) {
        int rows = Math.min(MOST_ROWS, table.rows().size());
        StringBuilder html = new StringBuilder(scroll(words(table.title())));
        boolean folded = table.rows().size() > SHORT;
        html.append("<table>");
        if (!folded) {
            html.append(Html.element("caption", "", words(table.title())));
        }
        html.append("<thead><tr>");
        List<List<String>> cells = new ArrayList<>();
        List<Boolean> numbers = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            boolean number = isNumber(table, column);
            numbers.add(number);
            cells.add(cells(table, column, rows));
            html.append(
                    Html.element(
                            "th",
                            number ? "scope=\"col\" class=\"n\"" : "scope=\"col\"",
                            words(table.columns().get(column))));
        }
        html.append("</tr></thead>\n<tbody>");
        for (int row = 0; row < rows; row++) {
            html.append("<tr>");
            for (int column = 0; column < cells.size(); column++) {
                html.append(numbers.get(column) ? "<td class=\"n\">" : "<td>")
                        .append(words(cells.get(column).get(row)))
                        .append("</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div>\n");
        if (table.rows().size() > rows) {
            html.append(
                    Html.element(
                            "p",
                            "class=\"missing\"",
                            rows
                                    + " / "
                                    + table.rows().size()
                                    + " "
                                    + text.get("omitted")
                                    + " <code>result.json</code>"));
        }
        return folded
                ? Html.element(
                        "details",
                        table.rows().size() > MOST_ROWS ? "class=\"long\"" : "",
                        Html.element(
                                        "summary",
                                        "",
                                        words(table.title())
                                                + " ("
                                                + table.rows().size()
                                                + " "
                                                + text.get("rows")
                                                + ")")
                                + html)
                : html.toString();
    }

    /** Opens a region that the keyboard can reach, for what may be wider than the screen. */
    static String scroll(String name) {
        return "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" + name + "\">";
    }

    private static boolean isNumber(Table table, int column) {
        return !table.rows().isEmpty()
                && table.rows().stream().anyMatch(row -> row.get(column) instanceof Number);
    }

    private static List<String> cells(Table table, int column, int rows) {
        List<Object> values =
                table.rows().subList(0, rows).stream().map(row -> row.get(column)).toList();
        List<String> doubles =
                new ArrayList<>(
                        NumberText.ofColumn(
                                values.stream()
                                        .filter(Double.class::isInstance)
                                        .map(Double.class::cast)
                                        .toList()));
        return values.stream()
                .map(value -> value instanceof Double ? doubles.remove(0) : value.toString())
                .toList();
    }

    private String configuration() {
        StringBuilder list = new StringBuilder("<dl class=\"setup\">\n");
        Map<String, Object> shown = new LinkedHashMap<>(result.configuration());
        shown.remove(OPTIONS); // the command shows them
        shown.forEach(
                (name, value) -> {
                    list.append(Html.element("dt", "", words(name)));
                    list.append(Html.element("dd", "", words(plain(value))));
                });
        return Html.element("h3", "", text.get("configuration")) + list + "</dl>\n";
    }

    static String plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", "));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return String.valueOf(value);
    }

    /** The options that were given; empty if none were. */
    static String options(ExperimentResult result) {
        return result.configuration().get(OPTIONS) instanceof List<?> options
                ? options.stream().map(Object::toString).collect(Collectors.joining(" "))
                : "";
    }

    private String files() {
        String links;
        try (Stream<Path> files = Files.list(folder)) {
            links =
                    files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString())
                            .filter(name -> name.matches("[A-Za-z0-9_.-]+\\.(csv|params|pdf|json)"))
                            .sorted()
                            .map(
                                    name ->
                                            "<a href=\"%s/%s\">%s</a>"
                                                    .formatted(
                                                            Html.escape(result.id()), name, name))
                            .collect(Collectors.joining(" · "));
        } catch (IOException | UncheckedIOException e) {
            warning.accept("folder '" + folder + "' cannot be listed; let its files be read");
            links = "-";
        }
        return Html.element("p", "class=\"files\"", text.get("files") + ": " + links);
    }
}
