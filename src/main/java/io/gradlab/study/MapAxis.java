package io.gradlab.study;

import io.gradlab.core.Decimal;
import io.gradlab.core.Text;
import io.gradlab.core.UserMistake;
import io.gradlab.result.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One axis of a phase map: a setting and its values as texts, at least one. */
public record MapAxis(Setting setting, List<String> values) {

    private static final int MOST = 200;

    /** What can vary. */
    public enum Setting {
        /** Learning rate. */
        LEARNING_RATE,
        /** Units of every hidden layer. */
        HIDDEN,
        /** Number of hidden layers. */
        DEPTH,
        /** Standard deviation of Gaussian initial weights. */
        WEIGHT_STD,
        /** Initial biases. */
        BIAS,
        /** Noise of generated moons. */
        NOISE,
        /** Activation function. */
        ACTIVATION,
        /** Slope of leaky ReLU. */
        SLOPE,
        /** Limit of the gradients' common norm. */
        CLIP_NORM;

        /** As an axis is written, for example {@code learning-rate}. */
        public String id() {
            return id("-");
        }

        /** In words, for example {@code learning rate}. */
        Text title() {
            return Text.of(id(" "));
        }

        /** The id with something else between its words. */
        String id(String between) {
            return name().toLowerCase(Locale.ROOT).replace("_", between);
        }

        private boolean whole() {
            return this == HIDDEN || this == DEPTH;
        }
    }

    /** Copies the list. */
    public MapAxis {
        values = List.copyOf(values);
    }

    /**
     * Reads {@code NAME=v1,v2,...} or {@code NAME=FROM:TO:log|lin:N}.
     *
     * @param text for example {@code learning-rate=0.1:30:log:12}
     * @return the axis
     * @throws IllegalArgumentException for another text
     */
    public static MapAxis parse(String text) {
        int at = text.indexOf('=');
        if (at < 0) {
            throw refusal(text, "has no '='");
        }
        String name = text.substring(0, at);
        Setting setting =
                Arrays.stream(Setting.values())
                        .filter(one -> one.id().equals(name))
                        .findFirst()
                        .orElseThrow(() -> refusal(text, "names no setting"));
        String range = text.substring(at + 1);
        List<String> values =
                range.contains(":") ? range(text, setting, range) : List.of(range.split(",", -1));
        if (values.size() > MOST) {
            throw refusal(text, "has %d values, more than %d".formatted(values.size(), MOST));
        }
        for (String value : values) {
            require(text, setting, value);
        }
        long different =
                values.stream()
                        .map(v -> setting == Setting.ACTIVATION ? v : Double.valueOf(v))
                        .distinct()
                        .count();
        if (different < values.size()) {
            boolean rounded = setting.whole() && range.contains(":");
            throw refusal(
                    text,
                    rounded ? "has a whole number twice, after rounding" : "has a value twice");
        }
        return new MapAxis(setting, values);
    }

    private static void require(String text, Setting setting, String value) {
        if (setting == Setting.ACTIVATION) {
            return; // its own parser says what is wrong
        }
        double number = number(text, value);
        if (setting.whole() && (number != Math.rint(number) || number < 1)) {
            throw refusal(
                    text, "has the value '%s', no whole number of 1 or more".formatted(value));
        }
    }

    private static double number(String text, String value) {
        return Decimal.parse(value)
                .orElseThrow(
                        () ->
                                refusal(
                                        text,
                                        "has the value '%s', no number of 32 bits"
                                                .formatted(value)));
    }

    private static List<String> range(String text, Setting setting, String range) {
        String[] parts = range.split(":", -1);
        boolean log = parts.length == 4 && parts[2].equals("log");
        if (parts.length != 4 || !(log || parts[2].equals("lin"))) {
            throw refusal(text, "is no range");
        }
        try {
            double from = number(text, parts[0]);
            double to = number(text, parts[1]);
            int count = Integer.parseInt(parts[3]);
            if (count < 2 || count > MOST || (log && !(from > 0 && to > 0))) {
                throw refusal(text, "is no range");
            }
            List<String> values = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                double share = (double) i / (count - 1);
                double value =
                        log ? from * StrictMath.pow(to / from, share) : from + (to - from) * share;
                values.add(shortText(setting, value));
            }
            return values;
        } catch (NumberFormatException e) {
            throw refusal(text, "is no range");
        }
    }

    /** Three significant digits: the value that is trained, not only printed. */
    private static String shortText(Setting setting, double value) {
        if (setting.whole()) {
            return String.valueOf(Math.round(value));
        }
        return NumberText.shortest(Float.parseFloat(NumberText.format("%.2e", value)));
    }

    private static UserMistake refusal(String text, String what) {
        return new UserMistake(
                "axis '%s' %s; use for example learning-rate=0.1:30:log:12 or hidden=1,2,3, with one of %s"
                        .formatted(
                                text,
                                what,
                                Arrays.stream(Setting.values())
                                        .map(Setting::id)
                                        .collect(Collectors.joining(", "))));
    }
}
