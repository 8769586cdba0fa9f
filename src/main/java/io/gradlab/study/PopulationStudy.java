package io.gradlab.study;

import ai.djl.Device;
import io.gradlab.console.Console;
import io.gradlab.console.Progress;
import io.gradlab.core.Json;
import io.gradlab.core.Seeds;
import io.gradlab.core.UserMistake;
import io.gradlab.data.Dataset;
import io.gradlab.engine.Torch;
import io.gradlab.engine.Versions;
import io.gradlab.figure.CountsFigure;
import io.gradlab.figure.FigureFiles;
import io.gradlab.files.RunFolder;
import io.gradlab.population.Fate;
import io.gradlab.population.Member;
import io.gradlab.population.MemberResult;
import io.gradlab.population.Population;
import io.gradlab.population.PopulationConfig;
import io.gradlab.population.PopulationResult;
import io.gradlab.result.Language;
import io.gradlab.result.Statistics;
import io.gradlab.result.Statistics.Interval;
import io.gradlab.result.Table;
import io.gradlab.result.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One configuration from many starts: the success probability with its interval, the distribution
 * of scores and losses, and what became of the members.
 *
 * @param data the data set
 * @param template a member, whose seed does not count
 * @param members how many starts, at least 1
 * @param seed of the study; member k is a function of it and k alone
 * @param success test accuracy from which a member has succeeded
 * @param epochs updates of each
 */
public record PopulationStudy(
        Dataset data, Member template, int members, long seed, double success, int epochs) {

    private static final String MEMBERS = "members.csv";

    private static final String FIGURE = "test-accuracy";

    private static final String RESULT = "result.json";

    /** Width of a row of the printed histogram. */
    private static final double BIN = 0.05;

    /** Updates of members: six days on two cores at 5 microseconds each. */
    private static final double MOST_WORK = 1e11;

    /**
     * Checks the numbers, and that the memory is large enough.
     *
     * @throws IllegalArgumentException if a number is out of range, or there are more or larger
     *     members than fit in the memory
     */
    public PopulationStudy {
        if (!(success > 0 && success <= 1)) {
            throw new UserMistake(
                    "success "
                            + success
                            + " is no test accuracy above 0 and at most 1; use for example 0.95");
        }
        PopulationConfig.epochs(epochs); // refuses what is out of range
        Population.requireRoom(data, template.architecture(), members);
        requireTime(1, members, epochs);
    }

    /**
     * Refuses what nobody waits for.
     *
     * @throws IllegalArgumentException with the number and the limit
     */
    static void requireTime(long populations, long members, long epochs) {
        double updates = (double) populations * members * epochs;
        if (updates > MOST_WORK) {
            throw new UserMistake(
                    Text.format(
                            "%d members of %d epochs are %.0e updates in all, %.0f days at 5 microseconds each; use fewer, at most %.0e",
                            populations * members,
                            epochs,
                            updates,
                            updates * 5e-6 / 86_400,
                            MOST_WORK));
        }
    }

    /**
     * The seed of a member's initial weights: {@code train --seed} of it trains that member alone.
     *
     * @param study seed of the study
     * @param member from 0
     * @return neighbours for neighbouring members of a study, far apart for other studies
     */
    public static long memberSeed(long study, int member) {
        return Seeds.mix(study) + member;
    }

    /**
     * Trains.
     *
     * @param device where
     * @param console for the progress
     * @param stop true ends it with what is finished
     * @return the finished members
     */
    public PopulationResult train(Device device, Console console, BooleanSupplier stop) {
        List<Member> all = new ArrayList<>();
        for (int k = 0; k < members; k++) {
            all.add(template.withSeed(memberSeed(seed, k)));
        }
        try (Progress progress = console.progress("population", members)) {
            PopulationConfig config = PopulationConfig.epochs(epochs).watched(progress::step, stop);
            return Population.train(data, all, config, device);
        }
    }

    /**
     * Names of the files.
     *
     * @return those of {@link #report}, in every language
     */
    public static List<String> names() {
        return Stream.concat(Stream.of(MEMBERS, RESULT), FigureFiles.names(FIGURE).stream())
                .toList();
    }

    /**
     * Prints tables and writes {@code members.csv}, {@code result.json} and the figure.
     *
     * @param result at least one finished member
     * @param device where it was trained
     * @param console where to print
     * @param files where they go
     * @param language of the figure, besides English
     * @throws IOException if a file cannot be written
     */
    public void report(
            PopulationResult result,
            Device device,
            Console console,
            RunFolder files,
            Language language)
            throws IOException {
        Summary summary = new Summary(result.members(), success);
        console.line("");
        if (result.stopped()) {
            console.line(
                    "stopped: "
                            + result.members().size()
                            + " of "
                            + members
                            + " members are finished, and the numbers are theirs");
        }
        console.line(summary.headline());
        console.line("");
        console.table(summary.quartiles());
        console.line("");
        console.table(summary.histogram());
        console.line("");
        console.table(summary.fates());
        console.line("");
        if (!result.stopped()) { // else the time has gone into members that are not here, too
            console.line(
                    Text.format(
                            "%d members of %d epochs in %.1f s: %.1f members a second, %.2f microseconds a member-epoch",
                            result.members().size(),
                            epochs,
                            result.seconds(),
                            result.members().size() / result.seconds(),
                            result.microsecondsPerMemberEpoch()));
        }
        files.describe(RESULT, () -> Json.pretty(json(result, summary, device)));
        files.write(MEMBERS, csv(result.members()));
        FigureFiles.write(
                files,
                FIGURE,
                new CountsFigure(
                        template.architecture() + ", learning rate " + template.learningRate(),
                        result.members().stream().mapToDouble(MemberResult::testAccuracy).toArray(),
                        success),
                language);
    }

    private Map<String, Object> json(PopulationResult result, Summary summary, Device device) {
        Interval probability = summary.success();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("success_probability", probability.estimate());
        json.put("interval", List.of(probability.low(), probability.high()));
        json.put("success", success);
        json.put("members", result.members().size());
        json.put("epochs", epochs);
        json.put("seconds", result.seconds());
        boolean whole = !result.stopped();
        json.put("members_per_second", whole ? result.members().size() / result.seconds() : null);
        json.put(
                "microseconds_per_member_epoch",
                whole ? result.microsecondsPerMemberEpoch() : null);
        json.put("members_without_score", result.members().size() - summary.accuracies().length);
        json.put("test_accuracy_quartiles", summary.quartiles(summary.accuracies()));
        json.put("train_loss_quartiles", summary.quartiles(summary.losses()));
        Map<String, Object> fates = new LinkedHashMap<>();
        for (Fate fate : Fate.values()) {
            Interval of = summary.share(fate);
            Map<String, Object> share = new LinkedHashMap<>();
            share.put("share", of.estimate());
            share.put("interval", List.of(of.low(), of.high()));
            fates.put(fate.id(), share);
        }
        json.put("fates", fates);
        json.put("configuration", configuration(device));
        json.put("versions", Versions.current());
        json.put("stopped", result.stopped());
        return json;
    }

    private Map<String, Object> configuration(Device device) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("network", template.architecture().toString());
        configuration.put("weights", template.weights().toString());
        configuration.put("bias", template.bias());
        configuration.put("learning_rate", template.learningRate());
        configuration.put("clip_value", finite(template.clipValue()));
        configuration.put("clip_norm", finite(template.clipNorm()));
        configuration.put("seed", seed);
        configuration.put("members_asked_for", members);
        configuration.put("data", data.name());
        configuration.put("device", Torch.name(device));
        configuration.put("threads", Runtime.getRuntime().availableProcessors());
        return configuration;
    }

    /** Null for no limit. */
    private static @Nullable Float finite(float limit) {
        return Float.isFinite(limit) ? limit : null;
    }

    private String csv(List<MemberResult> results) {
        StringBuilder csv =
                new StringBuilder(
                        "member,seed,best_step,validation_accuracy,test_accuracy,test_loss,first_loss,"
                                + "last_loss,first_gradient_ratio,diverged_at,fates\n");
        for (MemberResult one : results) {
            csv.append(one.index()).append(',');
            csv.append(one.member().seed()).append(',');
            csv.append(one.bestStep()).append(',');
            csv.append(one.validationAccuracy()).append(',');
            csv.append(one.testAccuracy()).append(',');
            csv.append(one.testLoss()).append(',');
            csv.append(one.start().loss()).append(',');
            csv.append(one.end().loss()).append(',');
            csv.append(one.start().gradientRatio()).append(',');
            csv.append(one.divergedAt() == MemberResult.NEVER ? "" : one.divergedAt()).append(',');
            csv.append(one.fates().stream().map(Fate::id).collect(Collectors.joining(" ")))
                    .append('\n');
        }
        return csv.toString();
    }

    /** Numbers over the members. */
    private record Summary(List<MemberResult> members, double limit) {

        /** Of the members that have one: a logit that is not finite answers nothing. */
        double[] accuracies() {
            return members.stream()
                    .mapToDouble(MemberResult::testAccuracy)
                    .filter(Double::isFinite)
                    .toArray();
        }

        /** Of the members that did not diverge. */
        double[] losses() {
            return members.stream()
                    .mapToDouble(one -> one.end().loss())
                    .filter(Double::isFinite)
                    .toArray();
        }

        Interval success() {
            return Statistics.share(Statistics.atLeast(accuracies(), limit), members.size());
        }

        Interval share(Fate fate) {
            int number = (int) members.stream().filter(m -> m.fates().contains(fate)).count();
            return Statistics.share(number, members.size());
        }

        String headline() {
            Interval share = success();
            return Text.format(
                    "success probability %.4f (95 %% interval %.4f to %.4f): %d of %d with test accuracy >= %s",
                    share.estimate(),
                    share.low(),
                    share.high(),
                    Statistics.atLeast(accuracies(), limit),
                    members.size(),
                    limit);
        }

        List<Double> quartiles(double[] sample) {
            List<Double> quartiles = new ArrayList<>();
            if (sample.length > 0) {
                quartiles.add(Arrays.stream(sample).min().orElseThrow());
                for (double share : new double[] {0.25, 0.5, 0.75}) {
                    quartiles.add(Statistics.quantile(sample, share));
                }
                quartiles.add(Arrays.stream(sample).max().orElseThrow());
            }
            return quartiles;
        }

        Table quartiles() {
            List<List<Object>> rows = new ArrayList<>();
            add(rows, "test accuracy", accuracies());
            add(rows, "train loss at the end", losses());
            return new Table(
                    "Over the members",
                    List.of(
                            "quantity",
                            "members",
                            "min",
                            "quartile 1",
                            "median",
                            "quartile 3",
                            "max"),
                    rows);
        }

        private void add(List<List<Object>> rows, String name, double[] sample) {
            if (sample.length > 0) {
                List<Object> row = new ArrayList<>(List.of(name, sample.length));
                row.addAll(quartiles(sample));
                rows.add(row);
            }
        }

        Table histogram() {
            int[] counts = new int[(int) Math.round(1 / BIN)];
            for (double accuracy : accuracies()) {
                // 0.95 / 0.05 is a little less than 19 in float64.
                int bin = (int) Math.floor(accuracy / BIN + 1e-9);
                counts[Math.min(counts.length - 1, bin)]++;
            }
            List<List<Object>> rows = new ArrayList<>();
            for (int bin = 0; bin < counts.length; bin++) {
                if (counts[bin] > 0) {
                    rows.add(
                            row(
                                    Text.format("%.2f to %.2f", bin * BIN, (bin + 1) * BIN),
                                    counts[bin]));
                }
            }
            int without = members.size() - accuracies().length;
            if (without > 0) {
                rows.add(row("no score", without));
            }
            return new Table("Test accuracy", List.of("from, to", "members", ""), rows);
        }

        private List<Object> row(String name, int count) {
            int length = (int) Math.ceil(40.0 * count / members.size());
            return List.of(name, count, "#".repeat(length));
        }

        Table fates() {
            List<List<Object>> rows = new ArrayList<>();
            for (Fate fate : Fate.values()) {
                Interval share = share(fate);
                rows.add(
                        List.of(
                                fate.title(),
                                (int)
                                        members.stream()
                                                .filter(m -> m.fates().contains(fate))
                                                .count(),
                                share.estimate(),
                                share.low(),
                                share.high()));
            }
            return new Table(
                    "What became of the members, share with its 95 % interval",
                    List.of("fate", "members", "share", "from", "to"), rows);
        }
    }
}
