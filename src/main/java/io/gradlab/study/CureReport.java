package io.gradlab.study;

import io.gradlab.console.Console;
import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.engine.Versions;
import io.gradlab.figure.FigureFiles;
import io.gradlab.figure.SharesFigure;
import io.gradlab.files.RunFolder;
import io.gradlab.result.Columns;
import io.gradlab.result.Statistics.Interval;
import io.gradlab.result.Table;
import io.gradlab.study.CureResult.Prescription;
import io.gradlab.study.CureResult.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a cure prints and writes: a table, {@code cure.json}, {@code cure.csv} and the figure.
 *
 * @param result what came of it
 * @param training what was to be mended
 * @param data name of the data set
 * @param config how it was looked for
 */
public record CureReport(CureResult result, MlpTraining training, Text data, CureConfig config) {

    private static final String FIGURE = "cure";

    private static final String JSON = "cure.json";

    private static final String CSV = "cure.csv";

    private static final String HEAD =
            "change,settings,starts,succeeded,share,low,high,median_accuracy,member_epochs\n";

    /** Most other changes that are named. */
    private static final int OTHERS = 4;

    /** Rows of a table and of the figure where no start was fresh. */
    private static final int SHOWN = 8;

    /** Names of the files of {@link #write}, in every language. */
    public static List<String> names() {
        return Stream.concat(Stream.of(JSON, CSV), FigureFiles.names(FIGURE).stream()).toList();
    }

    /**
     * Prints what helps, and writes the files.
     *
     * @param console where to print
     * @param files where they go
     * @param language of the figure, besides English
     * @param command that looks for it again
     * @param prescription the command that trains so
     * @throws IOException if a file cannot be written
     */
    public void write(
            Console console,
            RunFolder files,
            Language language,
            String command,
            Function<MlpTraining, String> prescription)
            throws IOException {
        console.line("");
        console.table(table(), CSV);
        console.line("");
        lines().forEach(console::line);
        prescriptions().forEach(one -> console.line("  " + prescription.apply(one.training())));
        files.describe(JSON, () -> json(command, prescription));
        files.write(CSV, csv());
        Optional<SharesFigure> figure = figure();
        if (figure.isPresent()) {
            FigureFiles.write(files, FIGURE, figure.get(), language);
        }
    }

    /** What was found, a line for each sentence. */
    public List<Text> lines() {
        List<Text> lines = new ArrayList<>();
        lines.add(
                Text.of(
                        "a start succeeds from a validation accuracy of %.4f on; the constant answer has %.4f, the best median %.4f",
                        result.success(), result.constant(), result.bestMedian()));
        lines.addAll(sentences());
        List<Row> named = prescriptions().stream().map(Prescription::row).toList();
        List<Text> others =
                result.helpful().stream()
                        .filter(row -> !named.contains(row))
                        .sorted(Comparator.comparingInt(row -> -row.succeeded()))
                        .limit(OTHERS)
                        .map(row -> Text.of("%s (%.2f)", row.title(), row.share().estimate()))
                        .toList();
        if (!others.isEmpty() && !named.isEmpty()) {
            lines.add(Text.of("what else helps: %s", Text.join("; ", others)));
        }
        result.randomSearch()
                .ifPresent(search -> lines.add(Text.of("%s: %s", search.title(), succeed(search))));
        result.test().ifPresent(test -> lines.add(sentence(test)));
        return lines;
    }

    private static Text sentence(CureResult.Test test) {
        return Text.of(
                "best of these networks by validation, seed %s: test accuracy %.4f, validation accuracy %.4f; beyond the constant answer from %.4f on",
                String.valueOf(test.seed()),
                test.accuracy(),
                test.validationAccuracy(),
                test.needed());
    }

    /** The smallest, and the surest where it succeeds more often than chance lets it. */
    private List<Prescription> prescriptions() {
        List<Prescription> all = new ArrayList<>();
        result.prescribed().ifPresent(all::add);
        result.surest()
                .filter(surest -> surest.row().share().isAbove(all.get(0).row().share().high()))
                .ifPresent(all::add);
        return all;
    }

    /** What was found, in a sentence or two. */
    public List<Text> sentences() {
        List<Prescription> named = prescriptions();
        return named.size() < 2
                ? List.of(sentence())
                : List.of(
                        sentence(),
                        Text.of(
                                "surest change: %s: %s",
                                named.get(1).row().title(), proof(named.get(1).row())));
    }

    private Text sentence() {
        return result.prescribed()
                .map(Prescription::row)
                .map(row -> Text.of("smallest change that helps: %s: %s", row.title(), proof(row)))
                .orElseGet(() -> Text.of("%s: %s", result.outcome().title(), unprescribed()));
    }

    private Text proof(Row row) {
        return Text.of(
                "%s; %.2f more than nothing changed, %.2f more than a random change",
                succeed(row),
                more(row, result.nothing()),
                more(row, result.random().orElseThrow()));
    }

    private Text unprescribed() {
        Row nothing = result.nothing();
        return switch (result.outcome()) {
            case STOPPED -> Text.of("what was trained until then is kept");
            case NOTHING_TO_MEND, PROVEN -> Text.of("with nothing changed %s", succeed(nothing));
            case CHECK_LABELS ->
                    Text.of(
                            "%d changes were tried, and none is told from the constant answer by examples that it was not trained on",
                            result.changes().size());
            case NONE_PROVEN ->
                    Text.of(
                            "of %d changes none has an interval above those of nothing changed (%s) and of a random change (%s); more starts make them narrower",
                            result.changes().size(),
                            succeed(nothing),
                            succeed(result.random().orElse(nothing)));
        };
    }

    private static Text succeed(Row row) {
        Interval share = row.share();
        return Text.of(
                "%d of %d starts succeed, 95 %% interval %.2f to %.2f",
                row.succeeded(), row.starts(), share.low(), share.high());
    }

    private static double more(Row row, Row than) {
        return row.share().estimate() - than.share().estimate();
    }

    /** The controls, and the changes that were trained from fresh starts. */
    public Table table() {
        return table(Stream.concat(controls(), shown().stream()).toList());
    }

    private List<Row> shown() {
        List<Row> fresh = result.changes().stream().filter(Row::fresh).toList();
        return fresh.isEmpty() ? result.changes().stream().limit(SHOWN).toList() : fresh;
    }

    private Stream<Row> controls() {
        return Stream.of(Optional.of(result.nothing()), result.random(), result.randomSearch())
                .flatMap(Optional::stream)
                .filter(row -> row.starts() > 0);
    }

    private Table table(List<Row> rows) {
        return new Columns<Row>()
                .add("change", Row::title)
                .add("starts", Row::starts)
                .add("succeed", Row::succeeded)
                .add("share", row -> row.share().estimate())
                .add("from", row -> row.share().low())
                .add("to", row -> row.share().high())
                .add("helps", row -> Text.of(result.helps(row) ? "yes" : "no"))
                .add("median accuracy", Row::medianAccuracy)
                .add("lost", row -> Double.isNaN(row.lost()) ? "-" : row.lost())
                .add("member-epochs", Row::memberEpochs)
                .table(
                        Text.of(
                                "Changes of %s, share of the starts that succeed with its 95 %% interval, and accuracy lost where it succeeded before",
                                training.configuration().architecture().toString()),
                        rows);
    }

    /** The share of each change with its interval; empty if there is none yet. */
    public Optional<SharesFigure> figure() {
        List<Row> rows = shown();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<SharesFigure.Row> lines = new ArrayList<>();
        lines.add(new SharesFigure.Row(result.nothing().title(), result.nothing().share()));
        result.random().ifPresent(row -> lines.add(new SharesFigure.Row(row.title(), row.share())));
        return Optional.of(
                new SharesFigure(
                        Text.of(
                                "Changes of %s that were tried",
                                training.configuration().architecture().toString()),
                        rows.stream()
                                .map(row -> new SharesFigure.Row(row.title(), row.share()))
                                .toList(),
                        lines));
    }

    private String csv() {
        return Stream.concat(controls(), result.changes().stream())
                .map(CureReport::line)
                .collect(Collectors.joining("", HEAD, ""));
    }

    private static String line(Row row) {
        Interval share = row.share();
        return Stream.of(
                        quoted(row.title().toString()),
                        quoted(cell(row.settings())),
                        row.starts(),
                        row.succeeded(),
                        share.estimate(),
                        share.low(),
                        share.high(),
                        row.medianAccuracy(),
                        row.memberEpochs())
                .map(Object::toString)
                .collect(Collectors.joining(",", "", "\n"));
    }

    /** For example {@code weights=he;learning_rate=2}. */
    private static String cell(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(Map.Entry::toString)
                .collect(Collectors.joining(";"));
    }

    /** As RFC 4180 has it; no text of ours has a quotation mark. */
    private static String quoted(String cell) {
        return cell.contains(",") ? '"' + cell + '"' : cell;
    }

    private Map<String, Object> json(String command, Function<MlpTraining, String> prescription) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", 1);
        json.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
        json.put("success", result.success());
        json.put("constant_accuracy", result.constant());
        json.put("best_median_accuracy", result.bestMedian());
        json.put("nothing_changed", json(result.nothing()));
        json.put("random_change", result.random().map(this::json).orElse(null));
        json.put("random_search", result.randomSearch().map(this::json).orElse(null));
        json.put("prescribed", json(result.prescribed(), prescription));
        json.put("surest", json(result.surest(), prescription));
        json.put("changes", result.changes().stream().map(this::json).toList());
        json.put("test", test());
        json.put("member_epochs", result.memberEpochs());
        json.put("command", command);
        json.put("configuration", configuration());
        json.put("versions", Versions.current());
        return json;
    }

    private Map<String, Object> json(Row row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("change", row.title().toString());
        json.put("settings", row.settings());
        json.put("starts", row.starts());
        json.put("succeeded", row.succeeded());
        if (row.starts() > 0) {
            json.put("share", row.share().estimate());
            json.put("interval", List.of(row.share().low(), row.share().high()));
        }
        json.put("median_accuracy", row.medianAccuracy());
        json.put("accuracy_lost", row.lost());
        json.put("member_epochs", row.memberEpochs());
        json.put("fresh", row.fresh());
        json.put("helps", result.helps(row));
        return json;
    }

    private @Nullable Map<String, Object> json(
            Optional<Prescription> one, Function<MlpTraining, String> prescription) {
        if (one.isEmpty()) {
            return null;
        }
        Row row = one.get().row();
        Map<String, Object> json = json(row);
        json.put("more_than_nothing", more(row, result.nothing()));
        json.put("more_than_random", more(row, result.random().orElseThrow()));
        json.put("command", prescription.apply(one.get().training()));
        return json;
    }

    private @Nullable Map<String, Object> test() {
        if (result.test().isEmpty()) {
            return null;
        }
        CureResult.Test test = result.test().get();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seed", test.seed());
        json.put("validation_accuracy", test.validationAccuracy());
        json.put("accuracy", test.accuracy());
        json.put("needed", test.needed());
        return json;
    }

    private Map<String, Object> configuration() {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("network", training.configuration().architecture().toString());
        for (TrainingSetting setting : TrainingSetting.values()) {
            configuration.put(setting.id(), setting.of(training));
        }
        configuration.put("members", config.members());
        configuration.put("success", config.success());
        configuration.put("budget", config.budget());
        configuration.put("seed", config.seed());
        configuration.put("data", data);
        configuration.put("device", config.device());
        configuration.put("threads", Runtime.getRuntime().availableProcessors());
        return configuration;
    }
}
