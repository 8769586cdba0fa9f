package io.gradlab.report;

import io.gradlab.core.Language;
import io.gradlab.core.Require;
import io.gradlab.files.AtomicFiles;
import io.gradlab.files.TextFile;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.ResultFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The report: one page that needs nothing but itself, from the {@code result.json} of each
 * experiment and the figures beside it. The same files give the same bytes.
 */
public final class HtmlReport {

    /** Its name in the output folder. */
    public static final String FILE = "report.html";

    private HtmlReport() {}

    /**
     * Renders what is there. What is missing or damaged is told, and the rest rendered.
     *
     * @param out folder of the results, with a folder for each experiment
     * @param ids experiments, in the order of the page
     * @param language of the page
     * @param warning told one line for each result or figure that cannot be rendered
     * @return how many experiments are on the page
     * @throws IllegalArgumentException if there is not one result that can be read
     * @throws IOException if the page cannot be written
     */
    public static int write(Path out, List<String> ids, Language language, Consumer<String> warning)
            throws IOException {
        List<ExperimentResult> results = some(out, ids, warning);
        PageParts parts = new PageParts(language);
        Settings settings = new Settings(results, language);
        List<Html> sections = new ArrayList<>();
        for (ExperimentResult result : results) {
            Figures figures = new Figures(out.resolve(result.id()), result, parts, warning);
            sections.add(new ReportSection(result, parts, figures).html(settings.own(result)));
        }
        ReportPage page = new ReportPage(parts, settings);
        AtomicFiles.write(
                out.resolve(FILE),
                page.of(results, unread(out, ids, results), sections).toString());
        return results.size();
    }

    /** At least one result of a folder that should hold some. */
    static List<ExperimentResult> some(Path out, List<String> ids, Consumer<String> warning) {
        Require.that(
                !Files.exists(out) || Files.isDirectory(out),
                "'%s' is no folder; give that of a run",
                out);
        List<ExperimentResult> results = read(out, ids, warning);
        Require.that(
                !results.isEmpty(),
                "folder '%s' holds no result.json of an experiment that can be read; run experiments into it first",
                out);
        return results;
    }

    /** Experiments that have something in a folder, but no result that was read. */
    static List<String> unread(Path out, List<String> ids, Collection<ExperimentResult> read) {
        List<String> good = read.stream().map(ExperimentResult::id).toList();
        return ids.stream()
                .filter(id -> !good.contains(id) && TextFile.exists(out.resolve(id)))
                .toList();
    }

    /**
     * The results of a folder that can be read; of every other that has something in it one line is
     * told.
     */
    static List<ExperimentResult> read(Path out, List<String> ids, Consumer<String> warning) {
        List<ExperimentResult> results = new ArrayList<>();
        for (String id : ids) {
            if (!TextFile.exists(out.resolve(id))) {
                continue;
            }
            Path file = out.resolve(id).resolve("result.json");
            try {
                ExperimentResult result = ResultFile.read(file);
                Require.that(
                        result.id().equals(id),
                        "result file '%s' is of experiment '%s'; move it to its own folder",
                        file,
                        result.id());
                results.add(usable(file, result, warning));
            } catch (IllegalArgumentException e) {
                warning.accept(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                warning.accept(TextFile.warning("result file", file, "it cannot be read"));
            }
        }
        return results;
    }

    /** The result without settings that are null, or that the page names and that are no such. */
    private static ExperimentResult usable(
            Path file, ExperimentResult result, Consumer<String> warning) {
        Map<String, Object> usable = new LinkedHashMap<>(result.configuration());
        usable.entrySet().removeIf(entry -> !usable(entry.getKey(), entry.getValue()));
        Set<String> lost = new LinkedHashSet<>(result.configuration().keySet());
        lost.addAll(Settings.NEEDED);
        lost.removeAll(usable.keySet());
        if (lost.isEmpty()) {
            return result;
        }
        warning.accept(
                TextFile.warning(
                        "result file",
                        file,
                        "its configuration has no usable " + String.join(", ", lost)));
        return result.withConfiguration(usable);
    }

    private static boolean usable(String name, Object value) {
        return whole(value)
                && switch (name) {
                    case Settings.DATE, "device" -> value instanceof String;
                    case "seed" -> value instanceof Number;
                    case "versions" -> value instanceof Map;
                    case Settings.OPTIONS ->
                            value instanceof List<?> options
                                    && options.stream().allMatch(String.class::isInstance);
                    default -> true;
                };
    }

    /** Without null at any depth. */
    private static boolean whole(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().allMatch(HtmlReport::whole);
        }
        return value instanceof List<?> list
                ? list.stream().allMatch(HtmlReport::whole)
                : value != null;
    }
}
