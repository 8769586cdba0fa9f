package io.gradlab.params;

import io.gradlab.core.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a tensor's name tells of its layer. A name is cut into words and numbers, the last word for
 * a weight or a bias is taken out, and what is left is the layer's: {@code net.2.bias}, {@code b2}
 * and {@code dense_1/kernel:0} are of the layers "net 2", "2" and "dense 1".
 *
 * @param full the whole name
 * @param bias whether it says that it is a bias; null if it says nothing
 * @param layer the layer's words and numbers
 * @param kind the same with # for a number, without one at the end
 * @param numbers the numbers, in order
 * @param place -1 for words such as input, 1 for words such as output, else 0
 */
record LayerName(
        String full,
        @Nullable Boolean bias,
        String layer,
        String kind,
        List<Integer> numbers,
        int place)
        implements Comparable<LayerName> {

    private static final Set<String> WEIGHTS =
            Set.of("weight", "weights", "kernel", "kernels", "w", "coef", "coefs");
    private static final Set<String> BIASES =
            Set.of("bias", "biases", "b", "intercept", "intercepts");
    private static final Set<String> FIRST = Set.of("in", "input", "inputs", "first", "stem");
    private static final Set<String> LAST =
            Set.of("out", "output", "outputs", "last", "final", "head", "classifier", "logits");

    /** Where words end: before a capital letter, between letters and digits, at other signs. */
    private static final Pattern BORDER =
            Pattern.compile(
                    "(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{L})(?=\\d)|(?<=\\d)(?=\\p{L})|[^\\p{L}\\d]+");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /** Of what is no linear layer; each says what it is. */
    private static final List<String[]> OTHERS =
            List.of(
                    new String[] {
                        ".*(running_mean|running_var|moving_mean|moving_variance|gamma|beta)(:\\d+)?",
                        "a normalisation"
                    },
                    new String[] {
                        ".*(weight_[gv]|parametrizations\\..*)", "a weight normalisation"
                    },
                    new String[] {".*(weight|bias)_[ih]h_l\\d+.*", "a recurrent layer"},
                    new String[] {".*lora_.*", "a low-rank adaptation"},
                    new String[] {".*in_proj_(weight|bias)", "an attention"});

    private static final Pattern OURS = Pattern.compile("fc[1-9][0-9]?\\.(weight|bias)");

    /** Most names told. */
    private static final int LISTED = 6;

    static LayerName of(String full) {
        List<String> words =
                new ArrayList<>(
                        Arrays.stream(BORDER.split(full.replaceFirst(":\\d+$", ""), -1))
                                .filter(word -> !word.isEmpty())
                                .map(word -> word.toLowerCase(Locale.ROOT))
                                .toList());
        int size = words.size();
        if (size > 2 && words.get(size - 2).equals("vars")) { // Keras 3: vars/0 and vars/1
            words.subList(size - 2, size).clear();
        }
        Boolean bias = null;
        for (int i = words.size() - 1; i >= 0 && bias == null; i--) {
            if (BIASES.contains(words.get(i)) || WEIGHTS.contains(words.get(i))) {
                bias = BIASES.contains(words.remove(i));
            }
        }
        return new LayerName(
                full,
                bias,
                String.join(" ", words),
                words.stream()
                        .map(word -> NUMBER.matcher(word).matches() ? "#" : word)
                        .reduce("", (a, b) -> a + " " + b)
                        .replaceFirst(" #$", ""),
                words.stream()
                        .filter(word -> NUMBER.matcher(word).matches())
                        .map(Integer::valueOf)
                        .toList(),
                place(words));
    }

    private static int place(List<String> words) {
        if (words.stream().anyMatch(LAST::contains)) {
            return 1;
        }
        return words.stream().anyMatch(FIRST::contains) ? -1 : 0;
    }

    /** Refuses a tensor of what is no linear layer. */
    static void requireLinear(String full) {
        for (String[] other : OTHERS) {
            Require.that(
                    !full.matches(other[0]),
                    "'%s' belongs to %s, but a network here has linear layers alone; give the file"
                            + " of such a network",
                    full,
                    other[1]);
        }
    }

    /**
     * Whether a tensor is passed over: it holds a single number, and its name does not say that it
     * is a weight or a bias.
     *
     * @param whole of integers, of which the only element of any shape counts
     */
    static boolean isSingleNumber(String full, boolean whole, long... shape) {
        boolean one = whole ? Arrays.stream(shape).allMatch(d -> d == 1) : shape.length == 0;
        return one && of(full).bias() == null;
    }

    /** Whether it is a name that the files of this program have. */
    static boolean isOurs(String full) {
        return OURS.matcher(full).matches();
    }

    /** Whether the names alone tell that this layer comes before another. */
    boolean isBefore(LayerName other) {
        if (place != other.place) {
            return place < other.place;
        }
        return kind.equals(other.kind) && Arrays.compare(array(), other.array()) < 0;
    }

    /** By place, then by words, then by numbers. */
    @Override
    public int compareTo(LayerName other) {
        int byPlace = Integer.compare(place, other.place);
        int byKind = byPlace == 0 ? kind.compareTo(other.kind) : byPlace;
        return byKind == 0 ? Arrays.compare(array(), other.array()) : byKind;
    }

    private int[] array() {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Names for a message, the middle of many left out. */
    static String listed(List<String> names) {
        if (names.size() <= LISTED) {
            return String.join(", ", names);
        }
        return String.join(", ", names.subList(0, LISTED - 2))
                + ", ..., "
                + names.get(names.size() - 1);
    }
}
