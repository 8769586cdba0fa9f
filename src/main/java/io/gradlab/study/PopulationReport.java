package io.gradlab.study;

import io.gradlab.console.Console;
import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.engine.Versions;
import io.gradlab.figure.CountsFigure;
import io.gradlab.figure.FigureFiles;
import io.gradlab.files.RunFolder;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.population.Fate;
import io.gradlab.population.MemberResult;
import io.gradlab.population.PopulationResult;
import io.gradlab.result.NumberText;
import io.gradlab.result.Statistics.Interval;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What came of a population study: the success probability with its interval, the distribution of
 * scores and losses, and what became of the members.
 *
 * @param study what was asked
 * @param result at least one finished member
 * @param device where it was trained, by name
 * @param command that runs it again
 */
public record PopulationReport(
        PopulationStudy study, PopulationResult result, String device, String command) {

    private static final String MEMBERS = "members.csv";

    private static final String HEAD =
            "member,seed,best_step,validation_accuracy,test_accuracy,test_loss,first_loss,last_loss,"
                    + "first_gradient_ratio,diverged_at,fates\n";

    private static final String FIGURE = "test-accuracy";

    private static final String RESULT = "result.json";

    /** Names of the files of {@link #write}, in every language. */
    public static List<String> names() {
        return Stream.concat(Stream.of(MEMBERS, RESULT), FigureFiles.names(FIGURE).stream())
                .toList();
    }

    /**
     * Prints tables and writes {@code members.csv}, {@code result.json} and the figure.
     *
     * @param console where to print
     * @param files where they go
     * @param language of the figure, besides English
     * @throws IOException if a file cannot be written
     */
    public void write(Console console, RunFolder files, Language language) throws IOException {
        PopulationSummary summary = new PopulationSummary(result, study.success());
        print(console, summary);
        files.describe(RESULT, () -> json(summary));
        files.write(MEMBERS, csv());
        MlpConfiguration setup = study.template().configuration();
        Text title =
                Text.of(
                        "%s, learning rate %s",
                        setup.architecture().toString(), NumberText.shortest(setup.learningRate()));
        double[] accuracies =
                result.members().stream().mapToDouble(MemberResult::testAccuracy).toArray();
        CountsFigure figure = new CountsFigure(title, accuracies, study.success());
        FigureFiles.write(files, FIGURE, figure, language);
    }

    private void print(Console console, PopulationSummary summary) {
        int finished = result.members().size();
        console.line("");
        console.line(summary.headline());
        console.line("");
        console.table(summary.quartiles());
        console.line("");
        console.table(summary.histogram(), MEMBERS);
        console.line("");
        console.table(summary.fates());
        console.line("");
        if (!result.stopped()) { // else the time has gone into members that are not here, too
            console.line(
                    Text.of(
                            "%d members of %d epochs in %.1f s: %.1f members a second, %.2f microseconds a member-epoch",
                            finished,
                            study.epochs(),
                            result.seconds(),
                            finished / result.seconds(),
                            result.microsecondsPerMemberEpoch()));
        }
    }

    private Map<String, Object> json(PopulationSummary summary) {
        int finished = result.members().size();
        boolean whole = !result.stopped();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("success_probability", summary.success().estimate());
        json.put("interval", ends(summary.success()));
        json.put("success", study.success());
        json.put("members", finished);
        json.put("epochs", study.epochs());
        json.put("seconds", result.seconds());
        json.put("members_per_second", whole ? finished / result.seconds() : null);
        json.put(
                "microseconds_per_member_epoch",
                whole ? result.microsecondsPerMemberEpoch() : null);
        json.put("members_without_score", finished - summary.accuracies().length);
        json.put("test_accuracy_quartiles", PopulationSummary.quartiles(summary.accuracies()));
        json.put("train_loss_quartiles", PopulationSummary.quartiles(summary.losses()));
        Map<String, Object> fates = new LinkedHashMap<>();
        for (Fate fate : Fate.values()) {
            Interval of = summary.share(fate);
            Map<String, Object> share = new LinkedHashMap<>();
            share.put("share", of.estimate());
            share.put("interval", ends(of));
            fates.put(fate.id(), share);
        }
        json.put("fates", fates);
        json.put("command", command);
        json.put("configuration", configuration());
        json.put("versions", Versions.current());
        json.put("stopped", result.stopped());
        return json;
    }

    private static List<Double> ends(Interval interval) {
        return List.of(interval.low(), interval.high());
    }

    private Map<String, Object> configuration() {
        MlpConfiguration setup = study.template().configuration();
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("network", setup.architecture().toString());
        configuration.put("weights", setup.weights().toString());
        configuration.put("bias", setup.bias());
        configuration.put("learning_rate", setup.learningRate());
        configuration.put("optimizer", setup.updateRule().toString());
        configuration.put("clip_value", finite(setup.clipping().limit(Clipping.Kind.VALUE)));
        configuration.put("clip_norm", finite(setup.clipping().limit(Clipping.Kind.NORM)));
        configuration.put("seed", study.seed());
        configuration.put("members_asked_for", study.members());
        configuration.put("data", study.data().name());
        configuration.put("device", device);
        configuration.put("threads", Runtime.getRuntime().availableProcessors());
        return configuration;
    }

    /** Null for no limit. */
    private static @Nullable Float finite(float limit) {
        return Float.isFinite(limit) ? limit : null;
    }

    private String csv() {
        StringBuilder csv = new StringBuilder(HEAD);
        for (MemberResult one : result.members()) {
            List<Object> cells =
                    List.of(
                            one.index(),
                            one.member().seed(),
                            one.bestStep(),
                            one.validationAccuracy(),
                            one.testAccuracy(),
                            one.testLoss(),
                            one.start().loss(),
                            one.end().loss(),
                            one.start().gradientRatio(),
                            one.divergedAt() == MemberResult.NEVER ? "" : one.divergedAt(),
                            one.fates().stream().map(Fate::id).collect(Collectors.joining(" ")));
            csv.append(
                    cells.stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(",", "", "\n")));
        }
        return csv.toString();
    }
}
