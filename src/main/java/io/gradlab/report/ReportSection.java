package io.gradlab.report;

import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One experiment on the page. */
final class ReportSection {

    /** Titles of tables that are about the health listener, not about the question. */
    private static final List<String> LISTENER =
            List.of(
                    "Self-test of the health listener",
                    "Diagnosis by the health listener",
                    "Remedies");

    private static final Pattern SHOWN = Pattern.compile("[A-Za-z0-9_.-]+\\.(csv|params|pdf|json)");

    private final ExperimentResult result;
    private final PageParts parts;
    private final PageText text;
    private final Figures figures;

    ReportSection(ExperimentResult result, PageParts parts, Figures figures) {
        this.result = result;
        this.parts = parts;
        text = parts.text();
        this.figures = figures;
    }

    /** With the settings that the head of the page does not say. */
    Html html(Map<String, String> settings) {
        String id = result.id();
        Html book = Html.of(code(id), " · ", text.get("book"), " ", parts.words(result.book()));
        String command = Objects.requireNonNullElse(result.command(), "-");
        return Html.tag("section")
                .with("id", id)
                .line(
                        "\n",
                        Html.tag("h2").line(parts.words(result.question())),
                        Html.tag("p", "book").line(book),
                        below("mechanism", Html.tag("p").line(text.orEmpty(id))),
                        Html.tag("div", "formula").line(text.formula(id)),
                        figures.all(),
                        figures.heat(),
                        below("verdicts", parts.verdicts(result.verdicts())),
                        below("tables", tables(false)),
                        below("listener", folded("listener-tables", tables(true))),
                        below("exercises", folded("exercises-of", exercises())),
                        below("configuration", setup(settings)),
                        below("reproduce", Html.tag("pre").line(code(command))),
                        files());
    }

    private static Html code(String content) {
        return Html.tag("code").of(content);
    }

    /** Under a heading, unless there is nothing. */
    private Html below(String name, Html content) {
        return content.isEmpty() ? content : Html.of(Html.tag("h3").line(text.get(name)), content);
    }

    private Html folded(String name, Html content) {
        return content.isEmpty()
                ? content
                : Html.tag("details").line(Html.tag("summary").line(text.get(name)), content);
    }

    private Html tables(boolean ofListener) {
        TableView view = new TableView(parts);
        List<Table> tables =
                result.tables().stream()
                        .filter(one -> LISTENER.contains(one.title().template()) == ofListener)
                        .toList();
        return Html.of(tables.stream().map(view::of).toList());
    }

    private Html exercises() {
        List<Exercise> exercises = Exercise.of(result.id(), parts.language());
        return exercises.isEmpty()
                ? Html.NOTHING
                : Html.tag("ol", "exercises")
                        .line("\n", exercises.stream().map(one -> one.html(text)).toList());
    }

    private Html setup(Map<String, String> settings) {
        List<Html> list = new ArrayList<>();
        settings.forEach(
                (name, value) -> {
                    list.add(Html.tag("dt").line(parts.words(name)));
                    list.add(Html.tag("dd").line(value));
                });
        return list.isEmpty() ? Html.NOTHING : Html.tag("dl", "setup").line("\n", list);
    }

    private Html files() {
        Html links;
        try (Stream<Path> files = Files.list(figures.folder())) {
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
            figures.warn(
                    "folder '" + figures.folder() + "' cannot be listed; let its files be read");
            links = Html.of("-");
        }
        return Html.tag("p", "files").line(text.get("files", links));
    }

    private Html link(String name) {
        return Html.tag("a").with("href", result.id() + "/" + name).of(name);
    }
}
