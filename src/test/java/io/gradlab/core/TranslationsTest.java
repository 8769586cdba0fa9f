package io.gradlab.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.diagnosis.Remedy;
import io.gradlab.population.Fate;
import io.gradlab.study.MapAxis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether what the sources say and what the catalogue translates are the same. */
class TranslationsTest {

    private static final Path SOURCES = Path.of("src/main/java/io/gradlab");
    private static final Path CATALOGUE = Path.of("src/main/resources/io/gradlab/core/zh");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

    /** One literal or several with + between them. */
    private static final String LITERALS = LITERAL + "(?:\\s*\\+\\s*" + LITERAL + ")*";

    private static final Pattern SENTENCE = Pattern.compile(LITERALS);

    private static final Pattern TEXT = Pattern.compile("\\bText\\s*\\.of\\(");

    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(/\\*\\*|\\*|//).*$");

    /** Title and heads are texts, too. */
    private static final Pattern TABLE =
            Pattern.compile(
                    "new Table\\(\\s*(" + LITERALS + "),\\s*List\\.of\\(([^()]*)\\)",
                    Pattern.DOTALL);

    private static final Pattern CONVERSION =
            Pattern.compile("%(?:([0-9]+)\\$)?([-+,0-9.]*[a-zA-Z%])");

    /** Words of constants: severities, kinds of output, verdicts, pathologies, fates, settings. */
    private static Set<String> namedWords() {
        return Stream.of(
                        Stream.of("alarm", "warning", "confirmed", "corrected", "undecided"),
                        Stream.of("logits", "probabilities", "log-probabilities"),
                        Stream.of("input", "output", "loss"),
                        Stream.of(Pathology.values()).map(one -> one.title().template()),
                        Stream.of(Remedy.values()).map(one -> one.words().template()),
                        Stream.of(Fate.values()).map(one -> one.title().template()),
                        Stream.of(MapAxis.Setting.values()).map(one -> one.id().replace('-', ' ')))
                .flatMap(words -> words)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<String> sources = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                sources.add(COMMENT.matcher(Files.readString(file)).replaceAll(""));
            }
            return sources;
        }
    }

    /** What literals with + between them say. */
    private static String joined(String literals) {
        return LITERAL.matcher(literals)
                .results()
                .map(one -> one.group(1).replaceAll("\\\\\\\\?u", "U").translateEscapes())
                .collect(Collectors.joining());
    }

    private static Set<String> templates(String source) {
        Set<String> templates = new TreeSet<>();
        TEXT.matcher(source)
                .results()
                .map(start -> argument(source.substring(start.end())))
                .flatMap(argument -> SENTENCE.matcher(argument).results())
                .forEach(one -> add(templates, one.group()));
        Matcher tables = TABLE.matcher(source);
        while (tables.find()) {
            add(templates, tables.group(1));
            LITERAL.matcher(tables.group(4)).results().forEach(one -> add(templates, one.group()));
        }
        return templates;
    }

    /** The first one, which may choose between literals. */
    private static String argument(String source) {
        int depth = 0;
        for (int at = 0; at < source.length(); at++) {
            char character = source.charAt(at);
            if (character == '"') {
                Matcher literal = LITERAL.matcher(source).region(at, source.length());
                at = literal.lookingAt() ? literal.end() - 1 : at;
            } else if (depth == 0 && (character == ',' || character == ')')) {
                return source.substring(0, at);
            } else {
                depth += character == '(' ? 1 : character == ')' ? -1 : 0;
            }
        }
        return source;
    }

    private static void add(Set<String> templates, String literals) {
        templates.add(joined(literals));
    }

    /** English to Chinese. */
    private static Map<String, String> catalogue() throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(CATALOGUE)) {
            for (Path file : files.sorted().toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> !line.startsWith("#") && line.contains(" => "))
                        .map(line -> line.replace("\\n", "\n").split(" => ", 2))
                        .forEach(sides -> lines.put(sides[0], sides[1]));
            }
        }
        return lines;
    }

    /** The conversion at each place of the values, from 1; percent signs are none. */
    private static Map<Integer, String> conversions(String template) {
        Map<Integer, String> conversions = new TreeMap<>();
        int next = 1;
        for (MatchResult one : CONVERSION.matcher(template).results().toList()) {
            if (!one.group(2).equals("%")) {
                int at = one.group(1) == null ? next++ : Integer.parseInt(one.group(1));
                conversions.put(at, one.group(2));
            }
        }
        return conversions;
    }

    @Test
    void everyTemplateOfTheSources_isInTheCatalogue() throws IOException {
        Set<String> templates = namedWords();
        sources().forEach(source -> templates.addAll(templates(source)));

        assertThat(templates).hasSizeGreaterThan(100);
        assertThat(templates).filteredOn(t -> !Translations.of(Language.ZH).has(t)).isEmpty();
    }

    /** A template without values is no format: there a percent sign is one. */
    @Test
    void everyLine_hasTheConversionsOfItsTemplate() throws IOException {
        catalogue()
                .forEach(
                        (english, chinese) ->
                                assertThat(conversions(chinese))
                                        .as(english)
                                        .isEqualTo(conversions(english)));
    }

    @Test
    void everyLine_isSaidBySomeSource() throws IOException {
        Set<String> said = namedWords();
        for (String source : sources()) {
            SENTENCE.matcher(source).results().forEach(one -> add(said, one.group()));
            LITERAL.matcher(source).results().forEach(one -> add(said, one.group()));
        }

        assertThat(catalogue().keySet()).filteredOn(line -> !said.contains(line)).isEmpty();
    }
}
