package io.gradlab.result;

import io.gradlab.core.Language;
import io.gradlab.core.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What results say, in another language: sentences with places for numbers and names. English stays
 * as it is. A sentence that no line fits stays English, so that nothing that was measured is lost.
 */
public final class Phrases {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d*|#)\\}");

    /**
     * Our sentences have up to 200 characters. Matching takes a power of the length, with seven
     * places minutes at 10,000.
     */
    private static final int LONGEST = 400;

    private static final String NUMBER = "([-+]?[0-9][-+0-9.e]*)";

    /** One line of the file. */
    private record Phrase(Pattern english, String translation, int letters) {

        static Phrase of(String line) {
            String[] sides = line.split(" => ", 2);
            StringBuilder pattern = new StringBuilder();
            Matcher places = PLACE.matcher(sides[0]);
            int from = 0;
            while (places.find()) {
                pattern.append(Pattern.quote(sides[0].substring(from, places.start())));
                pattern.append(places.group(1).equals("#") ? NUMBER : "(.+?)");
                from = places.end();
            }
            pattern.append(Pattern.quote(sides[0].substring(from)));
            int letters = PLACE.matcher(sides[0]).replaceAll("").length();
            return new Phrase(
                    Pattern.compile(pattern.toString(), Pattern.DOTALL), sides[1], letters);
        }
    }

    private final List<Phrase> phrases;

    private Phrases(List<Phrase> phrases) {
        this.phrases = phrases;
    }

    /** The sentences of a language; English needs none. */
    public static Phrases of(Language language) {
        List<Phrase> phrases = new ArrayList<>();
        if (language != Language.EN) {
            Resources.text(Phrases.class, language.tag() + "-phrases.txt")
                    .lines()
                    .filter(line -> line.contains(" => "))
                    .forEach(line -> phrases.add(Phrase.of(line)));
        }
        // What fits by more of its own letters says more.
        phrases.sort(Comparator.comparingInt(Phrase::letters).reversed());
        return new Phrases(phrases);
    }

    /**
     * A text in English, in the language; as it is where no line fits or it has more than 400
     * characters.
     */
    public String of(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        for (Phrase phrase : phrases) {
            Matcher match = phrase.english.matcher(text);
            if (match.matches()) {
                return filled(phrase.translation, match);
            }
        }
        return text;
    }

    private String filled(String translation, Matcher match) {
        StringBuilder filled = new StringBuilder();
        Matcher places = PLACE.matcher(translation);
        int next = 0;
        int from = 0;
        while (places.find()) {
            filled.append(translation, from, places.start());
            String number = places.group(1);
            int group = number.isEmpty() ? next++ : Integer.parseInt(number);
            filled.append(of(match.group(group + 1)));
            from = places.end();
        }
        return filled.append(translation.substring(from)).toString();
    }
}
