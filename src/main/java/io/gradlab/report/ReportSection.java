package io.gradlab.report;

import io.gradlab.core.Json;
import io.gradlab.files.TextFile;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One experiment on the page. */
final class ReportSection {

    /** Rows of a table that the page shows at once; longer ones are folded. */
    private static final int SHORT = 14;

    /** Rows of a folded table; the rest is in the result file. */
    private static final int MOST_ROWS = 60;

    private static final Pattern SHOWN = Pattern.compile("[A-Za-z0-9_.-]+\\.(csv|params|pdf|json)");

    private final Path folder;
    private final ExperimentResult result;
    private final PageParts parts;
    private final PageText text;
    private final Consumer<String> warning;

    ReportSection(Path folder, ExperimentResult result, PageParts parts, Consumer<String> warning) {
        this.folder = folder;
        this.result = result;
        this.parts = parts;
        text = parts.text();
        this.warning = warning;
    }

    Html html() {
        String id = result.id();
        Html book = Html.of(code(id), " · ", text.get("book"), " ", parts.words(result.book()));
        String command = Objects.requireNonNullElse(result.command(), "-");
        return Html.tag("section")
                .with("id", id)
                .line(
                        "\n",
                        Html.tag("h2").line(parts.words(result.question())),
                        Html.tag("p", "book").line(book),
                        title("mechanism"),
                        Html.tag("p").line(text.orEmpty(id)),
                        Html.tag("div", "formula").line(text.formula(id)),
                        result.figures().stream().map(this::figure).toList(),
                        heat(),
                        title("verdicts"),
                        verdicts(),
                        title("tables"),
                        result.tables().stream().map(this::table).toList(),
                        title("configuration"),
                        configuration(),
                        title("reproduce"),
                        Html.tag("pre").line(code(command)),
                        files());
    }

    private static Html code(String content) {
        return Html.tag("code").of(content);
    }

    private Html title(String name) {
        return Html.tag("h3").line(text.get(name));
    }

    private static Html note(Object... content) {
        return Html.tag("p", "missing").line(content);
    }

    private Html figure(String name) {
        Path own = folder.resolve(name + "." + parts.language().tag() + ".svg");
        Path file = TextFile.exists(own) ? own : folder.resolve(name + ".svg");
        String caption = result.id() + "/" + name;
        String look = text.sourceOrEmpty(caption).isEmpty() ? result.id() + ".alt" : caption;
        try {
            Html svg =
                    InlineSvg.of(
                            TextFile.read(file),
                            result.id() + "-" + name,
                            text.sourceOrEmpty(look) + finding(),
                            parts.phrases());
            return Html.tag("figure")
                    .line(
                            Html.tag("div", "paper").of(svg),
                            Html.tag("figcaption").line(text.orEmpty(look)));
        } catch (IOException | RuntimeException e) {
            warnOf("figure", file, TextFile.reason(e, "it is no whole SVG"));
            return note(name, ": ", text.get("missing"));
        }
    }

    private void warnOf(String kind, Path file, String reason) {
        warning.accept(TextFile.warning(kind, file, reason));
    }

    /** What a reader who does not see a figure gets besides its caption: what came out. */
    private String finding() {
        return PageParts.headline(result)
                .map(
                        verdict ->
                                ". %s – %s: %s"
                                        .formatted(
                                                verdict.claim().in(parts.language()),
                                                text.source(verdict.word().text().toString()),
                                                verdict.measured().in(parts.language())))
                .orElse("");
    }

    private Html heat() {
        Path file = folder.resolve("gradients.csv");
        if (!TextFile.exists(file)) {
            return Html.NOTHING;
        }
        try {
            return GradientHeat.of(
                    TextFile.read(file),
                    Html.of(text.get("heat"), " ", parts.words(run())),
                    text.get("step"));
        } catch (IOException | IllegalArgumentException e) {
            warnOf("file", file, TextFile.reason(e, "a norm is no number"));
            return Html.NOTHING;
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

    private Html verdicts() {
        List<Html> items = result.verdicts().stream().map(this::item).toList();
        return Html.tag("ul", "verdicts").line("\n", items);
    }

    private Html item(Verdict verdict) {
        return Html.tag("li")
                .line(
                        parts.badge(verdict),
                        " ",
                        Html.tag("strong").of(parts.words(verdict.claim())),
                        Html.tag("br").alone(),
                        parts.words(verdict.measured()));
    }

    private Html table(Table table) {
        int size = table.rows().size();
        boolean folded = size > SHORT;
        Html title = parts.words(table.title());
        Html caption = folded ? Html.NOTHING : Html.tag("caption").line(title);
        Html content = PageParts.scroll(title, Html.tag("table").of(caption, cells(table)));
        if (!folded) {
            return content;
        }
        Html.Tag details = Html.tag("details");
        boolean cut = size > MOST_ROWS;
        return (cut ? details.with("class", "long") : details)
                .line(
                        Html.tag("summary").line(title, " (", size, " ", text.get("rows"), ")"),
                        content,
                        cut ? omitted(size) : Html.NOTHING);
    }

    private Html omitted(int size) {
        return note(MOST_ROWS, " / ", size, " ", text.get("omitted"), " ", code("result.json"));
    }

    private Html cells(Table table) {
        int rows = Math.min(MOST_ROWS, table.rows().size());
        Table shown = new Table(table.title(), table.columns(), table.rows().subList(0, rows));
        List<Html> heads = new ArrayList<>();
        List<List<Html>> cells = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            Html.Tag head = Html.tag("th").with("scope", "col");
            Html.Tag cell = Html.tag("td");
            boolean number = table.hasNumbers(column);
            heads.add(
                    (number ? head.with("class", "n") : head)
                            .line(parts.words(table.columns().get(column))));
            Html.Tag any = number ? cell.with("class", "n") : cell;
            cells.add(shown.texts(column, parts.language()).stream().map(any::of).toList());
        }
        List<Html> lines =
                IntStream.range(0, rows)
                        .mapToObj(row -> cells.stream().map(column -> column.get(row)).toList())
                        .map(row -> Html.tag("tr").line(row))
                        .toList();
        return PageParts.rows(heads, lines);
    }

    private Html configuration() {
        List<Html> list = new ArrayList<>();
        result.configuration()
                .forEach(
                        (name, value) -> {
                            if (!name.equals(Settings.OPTIONS)) { // the command shows them
                                list.add(Html.tag("dt").line(parts.words(name)));
                                String plain = Settings.plain(value);
                                list.add(Html.tag("dd").line(parts.words(plain)));
                            }
                        });
        return Html.tag("dl", "setup").line("\n", list);
    }

    private Html files() {
        Html links;
        try (Stream<Path> files = Files.list(folder)) {
            links =
                    Html.join(
                            " · ",
                            files.filter(Files::isRegularFile)
                                    .map(file -> file.getFileName().toString())
                                    .filter(name -> SHOWN.matcher(name).matches())
                                    .sorted()
                                    .map(this::link)
                                    .toList());
        } catch (IOException | UncheckedIOException e) {
            warning.accept("folder '" + folder + "' cannot be listed; let its files be read");
            links = Html.of("-");
        }
        return Html.tag("p", "files").line(text.get("files"), ": ", links);
    }

    private Html link(String name) {
        return Html.tag("a").with("href", result.id() + "/" + name).of(name);
    }
}
