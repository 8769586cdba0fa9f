package io.gradlab.result;

import io.gradlab.core.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an experiment has found.
 *
 * @param id its name on the command line
 * @param book the section of the book
 * @param question the question in one line
 * @param command runs it again; null where no command has started it, and in files of versions
 *     before it was kept
 * @param configuration what it ran with: texts, numbers, booleans, lists and maps of them
 * @param tables every number that was measured
 * @param verdicts what the numbers say
 * @param figures names of the figure files, without extension
 * @param labels texts in them
 * @param seconds wall time
 */
public record ExperimentResult(
        String id,
        String book,
        String question,
        @Nullable String command,
        Map<String, Object> configuration,
        List<Table> tables,
        List<Verdict> verdicts,
        List<String> figures,
        List<Text> labels,
        double seconds) {

    /** Copies the lists and the map, whose order is kept. */
    public ExperimentResult {
        configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
        tables = List.copyOf(tables);
        verdicts = List.copyOf(verdicts);
        figures = List.copyOf(figures);
        labels = List.copyOf(labels);
    }

    /** The same of another configuration. */
    public ExperimentResult withConfiguration(Map<String, Object> other) {
        return new ExperimentResult(
                id, book, question, command, other, tables, verdicts, figures, labels, seconds);
    }
}
