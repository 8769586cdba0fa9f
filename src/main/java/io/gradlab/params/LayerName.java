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
 * @param kind the same without the numbers
 * @param numbers the numbers in front of the words, then those behind each word
 * @param place -1 for words such as input, 1 for words such as output, else 0
 */
record LayerName(
        String full,
        @Nullable Boolean bias,
        String layer,
        String kind,
        List<List<Integer>> numbers,
        int place)
        implements Comparable<LayerName> {

    private static final Set<String> WEIGHTS =
            Set.of("weight", "weights", "kernel", "kernels", "w", "coef", "coefs");
    private static final Set<String> BIASES =
            Set.of("bias", "biases", "b", "intercept", "intercepts");
    private static final String RECURRENT = "a recurrent layer";
    private static final Set<String> ENCODER = Set.of("encoder", "enc");
    private static final Set<String> DECODER = Set.of("decoder", "dec");
    private static final Set<String> FIRST = Set.of("in", "input", "inputs", "first", "stem");
    private static final Set<String> LAST =
            Set.of("out", "output", "outputs", "last", "final", "head", "classifier", "logits");

    /** Where words end: before a capital letter, between letters and digits, at other signs. */
    private static final Pattern BORDER =
            Pattern.compile(
                    "(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{L})(?=\\d)|(?<=\\d)(?=\\p{L})|[^\\p{L}\\d]+");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /** Of Keras 3: the first of a linear layer's variables is the weight, the second the bias. */
    private static final Pattern VARIABLE = Pattern.compile(".*\\bvars/[01]");

    private static final Pattern NORMALISATION =
            Pattern.compile(".* (\\p{L}*norm(ali[sz]ation)?|bn|ln) .*");

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
                    new String[] {".*(weight|bias)_[ih]h(_l\\d+.*)?", RECURRENT},
                    new String[] {"(.*[./_])?[ih]2[ho]([./_].*)?", RECURRENT},
                    new String[] {".*lora_.*", "a low-rank adaptation"},
                    new String[] {".*in_proj_(weight|bias)", "an attention"});

    /** The same by their words, with a blank before and after each. */
    private static final List<String[]> OTHER_WORDS =
            List.of(
                    new String[] {".* (rnn|lstm|gru|recurrent) .*", RECURRENT},
                    new String[] {".* (emb|embed\\p{L}*) .*", "an embedding"},
                    new String[] {
                        ".* (positions?|positional|pos(?! weight )) .*", "an embedding of positions"
                    },
                    new String[] {".* (attn|attention|query) .*", "an attention"},
                    new String[] {".* (grad|exp avg|momentum) .*", "the state of an optimizer"});

    private static final Pattern OURS = Pattern.compile("fc[1-9][0-9]?\\.(weight|bias)");

    /** Most names told. */
    private static final int LISTED = 6;

    static LayerName of(String full) {
        List<String> words = words(full);
        Boolean bias = null;
        if (VARIABLE.matcher(full).matches()) {
            bias = full.endsWith("1");
            words.subList(words.size() - 2, words.size()).clear();
        }
        for (int i = words.size() - 1; i >= 0 && bias == null; i--) {
            if (BIASES.contains(words.get(i)) || WEIGHTS.contains(words.get(i))) {
                bias = BIASES.contains(words.remove(i));
            }
        }
        List<String> kind = new ArrayList<>();
        List<List<Integer>> numbers = new ArrayList<>();
        numbers.add(new ArrayList<>());
        for (String word : words) {
            if (NUMBER.matcher(word).matches()) {
                numbers.get(kind.size()).add(Integer.valueOf(word));
            } else {
                kind.add(word);
                numbers.add(new ArrayList<>());
            }
        }
        return new LayerName(
                full, bias, String.join(" ", words), String.join(" ", kind), numbers, place(words));
    }

    private static List<String> words(String full) {
        return new ArrayList<>(
                Arrays.stream(BORDER.split(full.replaceFirst(":\\d+$", ""), -1))
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static int place(List<String> words) {
        int last = words.stream().anyMatch(LAST::contains) ? 1 : 0;
        return words.stream().anyMatch(FIRST::contains) ? last - 1 : last;
    }

    /** Refuses a tensor of what is no linear layer. */
    static void requireLinear(String full) {
        String words = blanks(full);
        for (String[] other : OTHERS) {
            requireLinear(full, full, other);
        }
        for (String[] other : OTHER_WORDS) {
            requireLinear(full, words, other);
        }
    }

    /** A normalisation's vectors are named weight and bias too. */
    static void requireNoNormalisation(String full) {
        requireLinear(
                full, blanks(full), new String[] {NORMALISATION.pattern(), "a normalisation"});
    }

    private static String blanks(String full) {
        return " " + String.join(" ", words(full)) + " ";
    }

    private static void requireLinear(String full, String text, String... other) {
        Require.that(
                !text.matches(other[0]),
                "'%s' belongs to %s, but a network here has linear layers alone; give the file"
                        + " of such a network",
                full,
                other[1]);
    }

    /**
     * Whether a tensor is passed over: it holds a single number, and its name does not say that it
     * is a weight or a bias.
     *
     * @param whole of integers, of which the only element of any shape counts
     */
    static boolean isSingleNumber(String full, boolean whole, long... shape) {
        boolean one = whole ? Arrays.stream(shape).allMatch(d -> d == 1) : shape.length == 0;
        return one && (of(full).bias() == null || VARIABLE.matcher(full).matches());
    }

    /** Whether it is a name that the files of this program have. */
    static boolean isOurs(String full) {
        return OURS.matcher(full).matches();
    }

    /** Whether the names alone tell that this layer comes before another. */
    boolean isBefore(LayerName other) {
        if (has(ENCODER) && other.has(DECODER)) {
            return true;
        }
        if (has(DECODER) && other.has(ENCODER)) {
            return false;
        }
        if (place != other.place) {
            return place < other.place;
        }
        return kind.equals(other.kind) && isNumberedBefore(other);
    }

    private boolean has(Set<String> words) {
        return Arrays.stream(kind.split(" ", -1)).anyMatch(words::contains);
    }

    /**
     * By the first numbers that differ; where one name lacks a number that the other has, as dense
     * and dense_1, all that differ have to tell the same.
     */
    private boolean isNumberedBefore(LayerName other) {
        boolean alike = true;
        List<Integer> differences = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            int difference = compare(numbers.get(i), other.numbers.get(i));
            alike &= numbers.get(i).size() == other.numbers.get(i).size();
            if (difference != 0) {
                differences.add(difference);
            }
        }
        return !differences.isEmpty()
                && (alike ? differences.subList(0, 1) : differences)
                        .stream().allMatch(difference -> difference < 0);
    }

    /** By place, then by words, then by numbers. */
    @Override
    public int compareTo(LayerName other) {
        int byPlace = Integer.compare(place, other.place);
        int compared = byPlace == 0 ? kind.compareTo(other.kind) : byPlace;
        for (int i = 0; compared == 0 && i < numbers.size(); i++) {
            compared = compare(numbers.get(i), other.numbers.get(i));
        }
        return compared;
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        return Arrays.compare(one.toArray(new Integer[0]), other.toArray(new Integer[0]));
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
