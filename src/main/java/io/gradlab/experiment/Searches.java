package io.gradlab.experiment;

import io.gradlab.core.Seeds;
import io.gradlab.core.Text;
import io.gradlab.result.Claim;
import io.gradlab.result.ClaimRule;
import io.gradlab.result.Statistics;
import io.gradlab.result.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * As many searches by hand as there are starts: search k trains every configuration from start k
 * alone and keeps the network with the best validation accuracy, one of equals by lot: whoever took
 * the first or the last of them would measure the order in which they are tried. The test set
 * judges what was kept.
 *
 * @param outcomes of each configuration
 */
record Searches(List<Outcome> outcomes) {

    int number() {
        return outcomes.get(0).starts();
    }

    /** The configurations between which a search cannot tell; all if no number is finite. */
    private List<Outcome> tied(int search) {
        OptionalDouble best =
                outcomes.stream()
                        .mapToDouble(one -> one.validation()[search])
                        .filter(Double::isFinite)
                        .max();
        return best.isEmpty()
                ? outcomes
                : outcomes.stream()
                        .filter(one -> one.validation()[search] == best.getAsDouble())
                        .toList();
    }

    /** What a search keeps. */
    Outcome chosen(int search) {
        List<Outcome> tied = tied(search);
        return tied.get(Seeds.random(search).nextInt(tied.size()));
    }

    /** Searches that keep a configuration. */
    int choosing(Outcome configuration) {
        return (int)
                numbers()
                        .filter(search -> chosen(search).setup().equals(configuration.setup()))
                        .count();
    }

    private IntStream numbers() {
        return IntStream.range(0, number());
    }

    /** The configuration with the largest share of starts that end good. */
    Outcome best() {
        return byShare().get(0);
    }

    private List<Outcome> byShare() {
        return outcomes.stream().sorted(Comparator.comparingInt(Outcome::good).reversed()).toList();
    }

    /** What a search finds: a good network, and the best configuration where there is one. */
    List<Verdict> verdicts() {
        return best().good() == 0 ? List.of(findsGood()) : List.of(findsGood(), findsBest());
    }

    private Verdict findsGood() {
        double[] kept =
                numbers().mapToDouble(search -> chosen(search).test()[search]).sorted().toArray();
        return Claim.often(
                        ClaimRule.IN_MOST_STARTS,
                        Text.of(
                                "In most searches with one start for each configuration the network that is kept is good."))
                .counted(
                        Statistics.atLeast(kept, Outcome.GOOD),
                        number(),
                        Text.of("searches"),
                        Text.of(
                                "each trains %d networks and keeps the best by validation accuracy, by lot where several are equal, as in %d searches; test accuracy of what is kept %.4f to %.4f, median %.4f",
                                outcomes.size(),
                                numbers().filter(search -> tied(search).size() > 1).count(),
                                kept[0],
                                kept[kept.length - 1],
                                Statistics.median(kept)));
    }

    private Verdict findsBest() {
        return Claim.often(
                        ClaimRule.IN_MOST_STARTS,
                        Text.of(
                                "In most searches with one start for each configuration the configuration that is kept is the best one."))
                .counted(
                        choosing(best()),
                        number(),
                        Text.of("searches"),
                        Text.of(
                                "%s; a configuration that is kept ends good from %.0f %% of all starts on average",
                                rivals(),
                                100
                                        * numbers()
                                                .mapToDouble(
                                                        search -> chosen(search).share().estimate())
                                                .average()
                                                .orElseThrow()));
    }

    private Text rivals() {
        Outcome best = best();
        Outcome second = byShare().get(1);
        return Text.of(
                best.share().low() > second.share().high()
                        ? "the best is %s, good %s, before %s, %s"
                        : "the best is %s, good %s, though %s, %s, may be as good",
                best.name(),
                best.shareText(),
                second.name(),
                second.shareText());
    }
}
