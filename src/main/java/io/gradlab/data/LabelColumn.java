package io.gradlab.data;

import io.gradlab.core.Text;
import io.gradlab.core.UserMistake;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/** The labels of a file as they are written, and as 0 and 1. */
final class LabelColumn {

    /** Most different values; more are no classes. */
    private static final int MOST = 1000;

    /** Most different whole numbers that may still be classes: letters and digits have fewer. */
    private static final int MOST_NUMBERS = 20;

    /** Words for a value that is not known, in lower case. */
    private static final Set<String> MISSING =
            Set.of(
                    "", "na", "n/a", "n.a.", "#n/a", "<na>", "nan", "nat", "null", "(null)", "none",
                    "nil", "?", ".", "-", "--", "missing", "unknown");

    /** As spreadsheets write what they could not compute. */
    private static final Pattern SHEET_ERROR = Pattern.compile("#[A-Z0-9/]+[!?]");

    private final CsvInput source;
    private final ClassLabel label;
    private final boolean complete;

    /** The line where a value comes first, by value. */
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    private final Map<String, Integer> codes = new LinkedHashMap<>();

    /**
     * The labels of a source.
     *
     * @param complete whether some row must be of the positive class
     */
    LabelColumn(CsvInput source, ClassLabel label, boolean complete) {
        this.source = source;
        this.label = label;
        this.complete = complete;
    }

    /** Takes a row's value; gives its code, which {@link #values} turns into the label. */
    int code(String text, int line) {
        Integer known = codes.get(text);
        if (known != null) {
            return known;
        }
        String word = text.toLowerCase(Locale.ROOT);
        boolean sign = word.equals("-") && ("+".equals(label.positive()) || codes.containsKey("+"));
        if ((MISSING.contains(word) && !sign) || SHEET_ERROR.matcher(text).matches()) {
            String value = text.isEmpty() ? "an empty value" : CsvErrors.show(text);
            throw CsvErrors.at(
                    source,
                    line,
                    "column %s: %s is not a label; write 0 or 1, or leave the row out"
                            .formatted(CsvErrors.show(label.column()), value));
        }
        codes.put(text, codes.size());
        lines.put(text, line);
        if (codes.size() > MOST) {
            throw tooMany();
        }
        return codes.size() - 1;
    }

    /** The label of each code. */
    float[] values() {
        List<String> texts = List.copyOf(codes.keySet());
        requireClasses(texts);
        String positive = label.positive();
        float[] values = new float[texts.size()];
        if (positive == null) {
            requireZeroOrOne(texts);
        } else {
            requireOneSpelling(texts, positive);
        }
        if (positive != null
                && texts.stream().noneMatch(text -> same(text, positive))
                && !mayBeOthers(texts, positive)) {
            throw CsvErrors.in(
                    source,
                    "no row of column %s is %s; it holds %s"
                            .formatted(
                                    CsvErrors.show(label.column()),
                                    CsvErrors.show(positive),
                                    CsvErrors.show(texts)));
        }
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    positive == null
                            ? (float) number(texts.get(i)).orElseThrow()
                            : same(texts.get(i), positive) ? 1 : 0;
        }
        return values;
    }

    /**
     * Whether the one class of a file of which none is wanted may stand against the positive one.
     */
    private boolean mayBeOthers(List<String> texts, String positive) {
        return !complete
                && texts.size() == 1
                && number(texts.get(0)).isPresent() == number(positive).isPresent();
    }

    private void requireOneSpelling(List<String> texts, String positive) {
        for (String text : texts) {
            if (text.equalsIgnoreCase(positive) && !same(text, positive)) {
                throw CsvErrors.at(
                        source,
                        lines.getOrDefault(text, 0),
                        "column %s: %s, where %s is label 1; write the value in one way"
                                .formatted(
                                        CsvErrors.show(label.column()),
                                        CsvErrors.show(text),
                                        CsvErrors.show(positive)));
            }
        }
    }

    /** What the positive value stands against; empty where the labels are 0 and 1. */
    List<Text> notes() {
        String positive = label.positive();
        if (positive == null) {
            return List.of();
        }
        List<String> others =
                codes.keySet().stream().filter(text -> !same(text, positive)).toList();
        if (others.isEmpty()) {
            return List.of(
                    Text.of(
                            "column %s: %s is label 1, and there is no other value",
                            CsvErrors.show(label.column()), CsvErrors.show(positive)));
        }
        return List.of(
                Text.of(
                        "column %s: %s is label 1, %s label 0",
                        CsvErrors.show(label.column()),
                        CsvErrors.show(positive),
                        CsvErrors.show(others)));
    }

    private void requireClasses(List<String> texts) {
        List<Double> numbers = new ArrayList<>();
        for (String text : texts) {
            number(text).ifPresent(numbers::add);
        }
        boolean fractions = numbers.stream().anyMatch(one -> one != Math.rint(one));
        if (numbers.size() == texts.size()
                && ((fractions && texts.size() > 2) || texts.size() > MOST_NUMBERS)) {
            throw CsvErrors.in(
                    source,
                    "column %s holds %d different numbers, %s, as for a regression; a network here tells two classes apart: make a column of 0 and 1"
                            .formatted(
                                    CsvErrors.show(label.column()),
                                    texts.size(),
                                    CsvErrors.show(texts)));
        }
    }

    private UserMistake tooMany() {
        boolean numbers = codes.keySet().stream().allMatch(text -> number(text).isPresent());
        if (numbers) {
            requireClasses(List.copyOf(codes.keySet()));
        }
        return CsvErrors.in(
                source,
                "column %s holds more than %d different values, %s; it is no column of labels: name another one"
                        .formatted(
                                CsvErrors.show(label.column()),
                                MOST,
                                CsvErrors.show(codes.keySet())));
    }

    private void requireZeroOrOne(List<String> texts) {
        for (String text : texts) {
            double value = number(text).orElse(Double.NaN);
            if (value != 0 && value != 1) {
                throw new UserMistake(
                        CsvErrors.place(source, lines.getOrDefault(text, 0))
                                + "column %s: %s is not a label; the column holds %s, and labels are 0 and 1 unless it is said which value is the positive class"
                                        .formatted(
                                                CsvErrors.show(label.column()),
                                                CsvErrors.show(text),
                                                CsvErrors.show(texts)),
                        "positive",
                        texts.size() == 2 ? likelyPositive(texts) : "VALUE");
            }
        }
    }

    /** The last in the order of numbers or of letters: 1 of -1 and 1, yes of no and yes. */
    private static String likelyPositive(List<String> texts) {
        return texts.stream()
                .max(
                        Comparator.comparingDouble((String text) -> number(text).orElse(0))
                                .thenComparing(String.CASE_INSENSITIVE_ORDER))
                .orElseThrow();
    }

    private static boolean same(String one, String other) {
        OptionalDouble number = number(one);
        return one.equals(other) || (number.isPresent() && number.equals(number(other)));
    }

    /** The number that a text is, true and false among them; a decimal comma is a sign as well. */
    static OptionalDouble number(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> OptionalDouble.of(1);
            case "false" -> OptionalDouble.of(0);
            default -> {
                String point = text.replace(',', '.');
                yield CsvCells.NUMBER.matcher(point).matches()
                        ? OptionalDouble.of(Double.parseDouble(point) + 0.0) // no -0
                        : OptionalDouble.empty();
            }
        };
    }
}
