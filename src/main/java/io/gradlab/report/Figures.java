package io.gradlab.report;

import io.gradlab.core.Json;
import io.gradlab.core.Text;
import io.gradlab.files.TextFile;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is drawn of one experiment: from the files in its folder. */
final class Figures {

    /** Of whichever experiment, one or several. */
    private static final Pattern CURE = Pattern.compile("cure(-[0-9]+)?");

    private final Path folder;
    private final ExperimentResult result;
    private final PageParts parts;
    private final PageText text;
    private final Consumer<String> warning;
    private final Map<String, Text> labels = new HashMap<>();

    /** The warning is told one line for each file that is missing or damaged. */
    Figures(Path folder, ExperimentResult result, PageParts parts, Consumer<String> warning) {
        this.folder = folder;
        this.result = result;
        this.parts = parts;
        text = parts.text();
        this.warning = warning;
        result.labels().forEach(label -> labels.put(label.toString(), label));
    }

    Path folder() {
        return folder;
    }

    void warn(String line) {
        warning.accept(line);
    }

    List<Html> all() {
        return result.figures().stream().map(this::figure).toList();
    }

    /** One of them with its caption; a line in its place where it cannot be read. */
    Html figure(String name) {
        Path own = folder.resolve(name + "." + parts.language().tag() + ".svg");
        Path file = TextFile.exists(own) ? own : folder.resolve(name + ".svg");
        String caption = result.id() + "/" + name;
        boolean cure = CURE.matcher(name).matches();
        String look = cure ? "cure.alt" : own(caption) ? caption : result.id() + ".alt";
        try {
            Html svg =
                    InlineSvg.of(
                            TextFile.read(file),
                            result.id() + "-" + name,
                            Html.of(text.orEmpty(look), cure ? Html.NOTHING : finding(caption)),
                            this::label);
            Html paper = PageParts.region("paper", caption).of(svg);
            return Html.tag("figure")
                    .line(paper, parts.sideways(), Html.tag("figcaption").line(text.orEmpty(look)));
        } catch (IOException | RuntimeException e) {
            warnOf("figure", file, TextFile.reason(e, "it is no whole SVG"));
            return PageParts.note(text.get("missing-of", name));
        }
    }

    /** Whether a figure has a caption of its own. */
    private boolean own(String caption) {
        return !text.sourceOrEmpty(caption).isEmpty();
    }

    private String label(String english) {
        return labels.getOrDefault(english, Text.of(english)).in(parts.language());
    }

    private void warnOf(String kind, Path file, String reason) {
        warn(TextFile.warning(kind, file, reason));
    }

    /**
     * What a reader who does not see a figure gets besides its caption: what came out, by the
     * verdict that says most of those that are about what it shows.
     */
    private Html finding(String figure) {
        String subject = PageText.subject(figure);
        List<Verdict> about =
                result.verdicts().stream()
                        .filter(one -> one.claim().toString().contains(subject))
                        .toList();
        return PageParts.headline(about.isEmpty() ? result.verdicts() : about)
                .map(this::sentence)
                .orElse(Html.NOTHING);
    }

    private Html sentence(Verdict verdict) {
        return text.get(
                "finding",
                parts.words(verdict.claim()),
                parts.words(verdict.word().text()),
                parts.words(verdict.measured()));
    }

    /** Gradient norms over the steps, if the folder has them. */
    Html heat() {
        Path file = folder.resolve("gradients.csv");
        if (!TextFile.exists(file)) {
            return Html.NOTHING;
        }
        try {
            Html caption = Html.of(text.get("heat"), " ", run());
            return GradientHeat.of(TextFile.read(file), caption, parts);
        } catch (IOException | IllegalArgumentException e) {
            warnOf("file", file, TextFile.reason(e, "a norm is no number"));
            return Html.NOTHING;
        }
    }

    /** The run whose files are here, by the description beside its parameters; else nothing. */
    private Html run() {
        Path file = folder.resolve("best-0000.json");
        if (!TextFile.exists(file)) {
            return Html.NOTHING;
        }
        try {
            Map<String, @Nullable Object> run = Json.object(TextFile.read(file));
            Map<?, ?> setup = (Map<?, ?>) Objects.requireNonNull(run.get("configuration"));
            String network = (String) Objects.requireNonNull(setup.get("network"));
            Number rate = (Number) Objects.requireNonNull(setup.get("learning_rate"));
            Number seed = (Number) Objects.requireNonNull(run.get("seed"));
            return text.get("training", network, rate.toString(), seed.toString());
        } catch (IOException | RuntimeException e) {
            warnOf("file", file, TextFile.reason(e, "it does not describe one run"));
            return Html.NOTHING;
        }
    }
}
