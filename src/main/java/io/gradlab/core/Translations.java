package io.gradlab.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The templates of a language, by those in English. Each file beside this class has lines of the
 * form {@code English => translation}, where {@code \n} stands for the end of a line; a line that
 * starts with # is a remark.
 */
final class Translations {

    /** One for each kind of text. */
    private static final List<String> FILES =
            List.of(
                    "words",
                    "experiments",
                    "listener",
                    "figures",
                    "studies",
                    "files",
                    "parameters");

    private static final String ARROW = " => ";

    /** Places and punctuation alone need no line. */
    private static final Pattern WORDLESS =
            Pattern.compile("(%[+]?(\\.[0-9])?[sdefg]|[^\\p{L}%])*");

    private static final Translations ENGLISH = new Translations(Language.EN, Map.of());

    private final Language language;
    private final Map<String, String> forms;

    private Translations(Language language, Map<String, String> forms) {
        this.language = language;
        this.forms = forms;
    }

    static Translations of(Language language) {
        return language == Language.EN ? ENGLISH : Chinese.TRANSLATIONS;
    }

    /** The template in the language; in English where it has none. */
    String form(String template) {
        String known = forms.get(template);
        if (known != null) {
            return known;
        }
        return language == Language.ZH && template.contains("%s") && isWordless(template)
                ? template.replace(", ", "，").replace("; ", "；")
                : template;
    }

    boolean has(String template) {
        return language == Language.EN || forms.containsKey(template) || isWordless(template);
    }

    private static boolean isWordless(String template) {
        return WORDLESS.matcher(template).matches();
    }

    /** Read once it is asked for: English has no use for it. */
    private static final class Chinese {

        private static final Translations TRANSLATIONS = read(Language.ZH);
    }

    private static Translations read(Language language) {
        Map<String, String> forms = new HashMap<>();
        FILES.forEach(file -> read(language.tag() + "/" + file + ".txt", forms));
        return new Translations(language, forms);
    }

    private static void read(String path, Map<String, String> forms) {
        Resources.text(Translations.class, path)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> read(path, line.replace("\\n", "\n"), forms));
    }

    private static void read(String path, String line, Map<String, String> forms) {
        String[] sides = line.split(ARROW, 2);
        Require.argument(sides.length == 2, "%s has no arrow in its line '%s'", path, line);
        String before = forms.put(sides[0], sides[1]);
        Require.argument(before == null, "%s translates '%s' again", path, sides[0]);
    }
}
