package io.gradlab.report;

import io.gradlab.core.UserMistake;
import io.gradlab.data.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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
     * @throws IllegalArgumentException if there is not one result
     * @throws IOException if the page cannot be written
     */
    public static int write(Path out, List<String> ids, Language language, Consumer<String> warning)
            throws IOException {
        List<ExperimentResult> results = read(out, ids, warning);
        if (results.isEmpty()) {
            throw new UserMistake(
                    "folder '"
                            + out
                            + "' holds no result.json of an experiment; run experiments with --out "
                            + out
                            + " first");
        }
        ReportPage page = new ReportPage(language);
        List<String> sections = new ArrayList<>();
        for (ExperimentResult result : results) {
            sections.add(
                    new ReportSection(out.resolve(result.id()), result, language, warning).html());
        }
        AtomicFiles.write(
                out.resolve(FILE), page.of(results, damaged(out, ids, results), sections));
        return results.size();
    }

    private static List<String> damaged(Path out, List<String> ids, List<ExperimentResult> read) {
        List<String> good = read.stream().map(ExperimentResult::id).toList();
        return ids.stream()
                .filter(id -> !good.contains(id) && Files.isDirectory(out.resolve(id)))
                .toList();
    }

    /** The results of a folder that can be read. */
    static List<ExperimentResult> read(Path out, List<String> ids, Consumer<String> warning)
            throws IOException {
        List<ExperimentResult> results = new ArrayList<>();
        for (String id : ids) {
            Path folder = out.resolve(id);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            Path file = folder.resolve("result.json");
            try {
                ExperimentResult result = ResultFile.read(file);
                if (!result.id().equals(id)) {
                    throw new UserMistake(
                            "result file '"
                                    + file
                                    + "' is of experiment '"
                                    + result.id()
                                    + "'; move it to its own folder");
                }
                results.add(result);
            } catch (IllegalArgumentException e) {
                warning.accept(String.valueOf(e.getMessage()));
            }
        }
        return results;
    }
}
