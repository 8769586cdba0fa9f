package io.gradlab.report;

import io.gradlab.core.Language;
import io.gradlab.core.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * A question for a reader: predict, run, explain.
 *
 * @param predict what to say before
 * @param command shows what comes out
 * @param explain what to say of it
 */
record Exercise(String predict, String command, String explain) {

    private static final List<String> PARTS = List.of("predict: ", "run: ", "explain: ");

    /** Those of an experiment, in the order of the file; none of one that it does not know. */
    static List<Exercise> of(String experiment, Language language) {
        String name = "exercises-" + language.tag() + ".txt";
        String section = PageText.sections(PageText.file(name)).getOrDefault(experiment, "");
        List<String> lines = section.lines().filter(line -> !line.isBlank()).toList();
        List<Exercise> exercises = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += PARTS.size()) {
            Require.argument(
                    i + PARTS.size() <= lines.size(),
                    "%s: an exercise of %s has not three lines",
                    name,
                    experiment);
            exercises.add(
                    new Exercise(
                            part(lines.get(i), 0),
                            part(lines.get(i + 1), 1),
                            part(lines.get(i + 2), 2)));
        }
        return exercises;
    }

    private static String part(String line, int part) {
        String begin = PARTS.get(part);
        Require.argument(line.startsWith(begin), "'%s' does not begin with '%s'", line, begin);
        return line.substring(begin.length());
    }

    /** As a page in a language shows it. */
    Html html(PageText text) {
        Html run = Html.tag("pre").of(Html.tag("code").of(command));
        return Html.tag("li")
                .line(step(text, "predict", predict), run, step(text, "explain", explain));
    }

    private static Html step(PageText text, String name, String content) {
        return Html.tag("p").of(Html.tag("strong").of(text.get(name)), " ", content);
    }
}
