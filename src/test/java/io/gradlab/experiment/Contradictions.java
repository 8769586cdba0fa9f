package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.result.ClaimRule;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.NumberText;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import io.gradlab.result.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the claims and tables of one result speak against one another, by its file alone. */
final class Contradictions {

    private static final String SHARE = "in %s %% of the %s (%d of %d, 95 %% interval %s to %s)";

    /** Quantile of the normal distribution behind an interval of 95 %. */
    private static final double Z = 1.959964;

    /** Starts from which on "in every start" is confirmed. */
    private static final int ENOUGH = 300;

    /** The cures' caption says three decades. */
    private static final double THREE_DECADES = 1e-3;

    /**
     * A number in a claim that stands in a table too.
     *
     * @param id of the experiment
     * @param claim a part of the sentence, which names the row
     * @param template of the text in the measurement that holds the number
     * @param value its place among the values of that text, from 0
     * @param table the beginning of its title
     * @param column its head
     */
    private record Link(
            String id, String claim, String template, int value, String table, String column) {}

    private static final String MEDIAN =
            "that is, better than the constant answer's %.4f beyond sampling error; median test accuracy %.4f";
    private static final String MOVED =
            "%d of %d parameters changed by as much as one bit in %d epochs: %s";
    private static final String WIDTH =
            "effective width of layer 1 from %d to %d over %d updates; to the last bit up to %d, by rounding";
    private static final String RIGHT = "right of %d test examples: zeros %.4f, N(0, 1) %.4f";
    private static final String BETTER = "better than a constant";

    private static final List<Link> LINKS =
            List.of(
                    new Link("exploding-gradient", "learns within", SHARE, 2, "How", BETTER),
                    new Link("exploding-gradient", "learns within", MEDIAN, 1, "How", "median"),
                    new Link("exploding-gradient", "survives", SHARE, 2, "How", "alive"),
                    new Link("exploding-gradient", "shows as NaN", SHARE, 2, "How", "non-finite"),
                    new Link("vanishing-gradient", "learns within", SHARE, 2, "After", BETTER),
                    new Link(
                            "vanishing-gradient",
                            "learns within",
                            MEDIAN,
                            1,
                            "After",
                            "test accuracy"),
                    new Link("dead-relu", "moves every parameter", MOVED, 0, "After", "moved"),
                    new Link("dead-relu", "moves every parameter", MOVED, 1, "After", "parameters"),
                    new Link("search-by-hand", "one run shows", SHARE, 2, "Test acc", "good"),
                    new Link("three-layer", "By the share", SHARE, 2, "Test acc", "good 2-5-3-1"),
                    new Link("zero-init", "with zeros all", WIDTH, 1, "Median", "largest width"),
                    new Link("zero-init", "answers more", RIGHT, 1, "Median", "median"));

    private final ExperimentResult result;
    private final List<String> found = new ArrayList<>();

    private Contradictions(ExperimentResult result) {
        this.result = result;
    }

    /** One line for each; empty if there is none. */
    static List<String> of(ExperimentResult result) {
        Contradictions all = new Contradictions(result);
        result.tables().forEach(all::table);
        result.verdicts().forEach(all::verdict);
        all.selfTest();
        return all.found;
    }

    private void require(boolean holds, String what, Object where) {
        if (!holds) {
            found.add(result.id() + ": " + what + ": " + where);
        }
    }

    private void verdict(Verdict verdict) {
        String sentence = verdict.claim().toString();
        require(
                sentence.toLowerCase(Locale.ROOT).contains(verdict.rule().wording()),
                "does not say its rule",
                sentence);
        shares(verdict.measured()).forEach(share -> inside(share, sentence));
        require(
                word(verdict).map(word -> word == verdict.word()).orElse(true),
                verdict.word() + " by other numbers than " + verdict.measured(),
                sentence);
        LINKS.stream()
                .filter(link -> link.id().equals(result.id()) && sentence.contains(link.claim()))
                .forEach(link -> link(link, verdict));
        if (result.id().equals("vanishing-gradient") || result.id().equals("dead-relu")) {
            gradients(verdict);
        }
    }

    private void inside(Text share, String sentence) {
        double estimate = (double) integer(share, 2) / integer(share, 3);
        double low = Double.parseDouble(share.values().get(4).toString());
        double high = Double.parseDouble(share.values().get(5).toString());
        double rounding = 0.006;
        require(
                low - rounding <= estimate && estimate <= high + rounding,
                "a share outside its interval",
                sentence);
    }

    /**
     * What the numbers of a claim say by its rule; empty for rules that they alone do not settle.
     */
    private Optional<Word> word(Verdict verdict) {
        Optional<Text> share = shares(verdict.measured()).findFirst();
        return switch (verdict.rule()) {
            case IN_EVERY_START, IN_MOST_STARTS -> {
                require(share.isPresent(), "counts nothing", verdict.claim());
                int agreeing = share.map(one -> integer(one, 2)).orElse(0);
                int all = share.map(one -> integer(one, 3)).orElse(1);
                require(all == verdict.seeds(), "of another number of starts", verdict.claim());
                yield Optional.of(
                        verdict.rule() == ClaimRule.IN_EVERY_START
                                ? inEvery(agreeing, all)
                                : inMost(agreeing, all));
            }
            case ON_AVERAGE ->
                    texts(verdict.measured())
                            .filter(text -> text.template().startsWith("paired difference"))
                            .findFirst()
                            .map(Contradictions::onAverage);
            default -> Optional.empty();
        };
    }

    private static Word inEvery(int agreeing, int all) {
        if (agreeing < all) {
            return Word.CORRECTED;
        }
        return all >= ENOUGH ? Word.CONFIRMED : Word.UNDECIDED;
    }

    /** Wilson: the centre and half the width. */
    private static Word inMost(int agreeing, int all) {
        double p = (double) agreeing / all;
        double scale = 1 + Z * Z / all;
        double centre = (p + Z * Z / (2 * all)) / scale;
        double half = Z / scale * Math.sqrt(p * (1 - p) / all + Z * Z / (4.0 * all * all));
        return by(centre - half, centre + half, 0.5, 0.5);
    }

    private static Word onAverage(Text measured) {
        double floor = number(measured.values().get(1));
        Text difference = (Text) measured.values().get(0);
        return by(
                number(difference.values().get(1)),
                number(difference.values().get(2)),
                floor,
                -floor);
    }

    private static Word by(double low, double high, double above, double below) {
        if (low > above) {
            return Word.CONFIRMED;
        }
        return high < below ? Word.CORRECTED : Word.UNDECIDED;
    }

    private void link(Link link, Verdict verdict) {
        Table table = tableOf(link.table());
        List<Object> row = row(table, verdict.claim().toString());
        Object there = row.get(column(table, link.column()));
        Object here =
                texts(verdict.measured())
                        .filter(text -> text.template().equals(link.template()))
                        .findFirst()
                        .map(text -> text.values().get(link.value()))
                        .orElse("nothing");
        require(
                here.toString().equals(there.toString())
                        || (here instanceof Number
                                && there instanceof Number
                                && number(here) == number(there)),
                "the claim says " + here + ", the table's " + link.column() + " " + there,
                verdict.claim());
    }

    private Table tableOf(String title) {
        return result.tables().stream()
                .filter(table -> table.title().toString().startsWith(title))
                .filter(table -> !table.title().toString().contains("same start"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(result.id() + " has no table " + title));
    }

    private static int column(Table table, String head) {
        int column = table.columns().stream().map(Text::toString).toList().indexOf(head);
        if (column < 0) {
            throw new AssertionError("no column " + head + " in " + table.title());
        }
        return column;
    }

    /** The row that a sentence names; the longest name, where one is a part of another. */
    private static List<Object> row(Table table, String sentence) {
        return table.rows().stream()
                .filter(row -> names(table, row, sentence).allMatch(sentence::contains))
                .max(
                        Comparator.comparingInt(
                                row -> names(table, row, sentence).mapToInt(String::length).sum()))
                .orElseThrow(() -> new AssertionError("no row of '" + sentence + "'"));
    }

    private static Stream<String> names(Table table, List<Object> row, String sentence) {
        Stream.Builder<String> names = Stream.builder();
        for (int i = 0; i < 2; i++) {
            String head = table.columns().get(i).toString();
            if (head.equals("lr") && sentence.contains("learning rate")) {
                names.add(
                        "learning rate " + NumberText.shortest(((Double) row.get(i)).floatValue()));
            } else if (i == 0) {
                names.add(row.get(0).toString());
            }
        }
        return names.build();
    }

    /** The norms in a claim are those of the table, and the cures' caption goes by them. */
    private void gradients(Verdict verdict) {
        String sentence = verdict.claim().toString();
        for (Table table : result.tables()) {
            if (!table.columns().get(0).toString().equals("gradient norm")) {
                continue;
            }
            for (int column = 1; column < table.columns().size(); column++) {
                if (sentence.endsWith("with " + table.columns().get(column) + ".")) {
                    norms(verdict, table, column);
                }
            }
        }
    }

    private void norms(Verdict verdict, Table table, int column) {
        double[] weights =
                table.rows().stream()
                        .filter(row -> row.get(0).toString().endsWith(".weight"))
                        .mapToDouble(row -> number(row.get(column)))
                        .toArray();
        boolean hasNorms =
                texts(verdict.measured())
                        .anyMatch(text -> text.template().startsWith("median gradient norms"));
        if (hasNorms) {
            require(
                    verdict.measured().toString().contains(NumberText.norms(weights)),
                    "other norms than the table's " + NumberText.norms(weights),
                    verdict.claim());
        }
        boolean reaches =
                texts(verdict.measured()).anyMatch(text -> text.template().contains("at least"));
        if (reaches) {
            boolean level = weights[0] >= THREE_DECADES * weights[weights.length - 1];
            require(
                    level == (verdict.word() == Word.CONFIRMED),
                    "its line falls by " + weights[0] / weights[weights.length - 1],
                    verdict.claim());
        }
    }

    private void table(Table table) {
        for (List<Object> row : table.rows()) {
            for (Object cell : row) {
                require(
                        !cell.toString().matches("[-+]?[0-9.]+(e[-+]?[0-9]+)?( (of|to) .*)?")
                                || cell instanceof Number,
                        "a number as text in " + table.title(),
                        cell);
            }
            ascending(table, row);
            counts(table, row);
        }
    }

    private void ascending(Table table, List<Object> row) {
        double before = Double.NEGATIVE_INFINITY;
        for (String head :
                List.of("test accuracy: min", "quartile 1", "median", "quartile 3", "max")) {
            int at = table.columns().stream().map(Text::toString).toList().indexOf(head);
            if (at >= 0 && row.get(at) instanceof Number value) {
                require(before <= value.doubleValue(), "quantiles fall", row);
                before = value.doubleValue();
            }
        }
    }

    /** No more than there are. */
    private void counts(Table table, List<Object> row) {
        List<String> heads = table.columns().stream().map(Text::toString).toList();
        for (String whole : List.of("of", "starts", "parameters")) {
            for (String part : List.of("starts", "as expected", "moved", BETTER)) {
                if (heads.contains(whole) && heads.contains(part)) {
                    require(
                            number(row.get(heads.indexOf(part)))
                                    <= number(row.get(heads.indexOf(whole))),
                            "more than all",
                            row);
                }
            }
        }
    }

    /** The self-test counts the diagnoses of the table above it. */
    private void selfTest() {
        for (Table test : result.tables()) {
            if (!test.title().toString().startsWith("Self-test")) {
                continue;
            }
            Table diagnoses = tableOf("Diagnosis");
            for (List<Object> row : test.rows()) {
                int counted =
                        diagnoses.rows().stream()
                                .filter(one -> one.get(0).toString().equals(row.get(0).toString()))
                                // An alarm has the name alone, a warning has it at its end.
                                .filter(
                                        one ->
                                                one.get(3)
                                                        .toString()
                                                        .endsWith(row.get(1).toString()))
                                .mapToInt(one -> (int) number(one.get(1)))
                                .sum();
                require(
                        row.get(1).toString().equals("no alarm") || counted == number(row.get(2)),
                        "the diagnoses are " + counted,
                        row);
            }
        }
    }

    private static Stream<Text> shares(Text text) {
        return texts(text).filter(one -> one.template().equals(SHARE));
    }

    /** A text and all within it, outermost first. */
    private static Stream<Text> texts(Text text) {
        return Stream.concat(
                Stream.of(text),
                text.values().stream()
                        .filter(Text.class::isInstance)
                        .flatMap(one -> texts((Text) one)));
    }

    private static int integer(Text text, int place) {
        return (int) number(text.values().get(place));
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }
}
