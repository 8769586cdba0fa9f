package io.gradlab.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    String html() throws IOException {
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
        html.append(Html.element("pre", "", "<code>" + Html.escape(command()) + "</code>"));
        html.append(files());
        return html.append("</section>\n").toString();
    }

    /** A text of the result, in the language, as HTML. */
    private String words(String english) {
        return Html.escape(phrases.of(english));
    }

    private String figure(String name) {
        Path own = folder.resolve(name + "." + language.tag() + ".svg");
        Path file = Files.exists(own) ? own : folder.resolve(name + ".svg");
        String caption = text.orEmpty(result.id() + "/" + name);
        String look = caption.isEmpty() ? text.orEmpty(result.id() + ".alt") : caption;
        try {
            String svg =
                    InlineSvg.of(Files.readString(file), result.id() + "-" + name, look, phrases);
            return Html.element(
                    "figure",
                    "",
                    "<div class=\"paper\">"
                            + svg
                            + "</div>"
                            + Html.element("figcaption", "", look));
        } catch (IOException | IllegalArgumentException e) {
            warning.accept("figure '" + file + "' is missing or damaged; run the experiment again");
            return Html.element(
                    "p", "class=\"missing\"", Html.escape(name) + ": " + text.get("missing"));
        }
    }

    private String heat() throws IOException {
        Path file = folder.resolve("gradients.csv");
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try {
            return GradientHeat.of(Files.readString(file), text.get("heat"));
        } catch (NumberFormatException e) {
            warning.accept("file '" + file + "' is damaged; run the experiment again");
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
                    .append(" (")
                    .append(words(verdict.seeds() + (verdict.seeds() == 1 ? " seed" : " seeds")))
                    .append(")</li>\n");
        }
        return html.append("</ul>\n").toString();
    }

    static String badge(Verdict verdict, PageText text) {
        String word = verdict.word().name().toLowerCase(Locale.ROOT);
        return "<span class=\"badge " + word + "\">" + text.get(word) + "</span>";
    }

    private String table(Table table) {
        int rows = Math.min(MOST_ROWS, table.rows().size());
        StringBuilder html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\"><table>");
        boolean folded = table.rows().size() > SHORT;
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
                        "",
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
        result.configuration()
                .forEach(
                        (name, value) -> {
                            list.append(Html.element("dt", "", words(name)));
                            list.append(Html.element("dd", "", words(plain(value))));
                        });
        return Html.element(
                "details",
                "",
                Html.element("summary", "", text.get("configuration")) + list + "</dl>\n");
    }

    static String plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", "));
        }
        return String.valueOf(value);
    }

    private String command() {
        StringBuilder command = new StringBuilder("scripts/gradlab run ").append(result.id());
        Map<String, Object> setup = result.configuration();
        option(command, "--seed", setup.get("seed"), "0");
        option(command, "--seeds", setup.get("number_of_seeds"), "5");
        option(command, "--epochs", setup.get("epochs_chosen"), "defaults");
        option(command, "--device", setup.get("device"), "cpu");
        String data = String.valueOf(setup.get("data"));
        if (data.endsWith(".csv")) {
            option(command, "--data", data, "moon1000.csv");
        }
        return command.toString();
    }

    private static void option(
            StringBuilder command, String name, @Nullable Object value, String defaultValue) {
        if (value != null && !value.toString().equals(defaultValue)) {
            String plain = value.toString();
            boolean bare = plain.matches("[A-Za-z0-9_./:-]+");
            command.append(' ')
                    .append(name)
                    .append(' ')
                    .append(bare ? plain : "'" + plain.replace("'", "'\\''") + "'");
        }
    }

    private String files() throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(folder)) {
            names =
                    files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString())
                            .filter(name -> name.matches("[A-Za-z0-9_.-]+\\.(csv|params|pdf|json)"))
                            .sorted()
                            .toList();
        }
        String links =
                names.stream()
                        .map(
                                name ->
                                        "<a href=\"%s/%s\">%s</a>"
                                                .formatted(Html.escape(result.id()), name, name))
                        .collect(Collectors.joining(" · "));
        return Html.element("p", "class=\"files\"", text.get("files") + ": " + links);
    }
}
