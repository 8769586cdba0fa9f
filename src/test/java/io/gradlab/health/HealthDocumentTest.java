package io.gradlab.health;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.diagnosis.Remedy;
import io.gradlab.health.diagnosis.Threshold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of what can be found says what the rules do. */
class HealthDocumentTest {

    private static final Path DOCUMENT = Path.of("src", "docs", "health.md");
    private static final Path RULES =
            Path.of("src", "main", "java", "io", "gradlab", "health", "diagnosis");
    private static final Pattern LIMIT = Pattern.compile("([0-9.e-]+)\\s\\(`([A-Z_]+)`\\)");
    private static final Pattern REMEDY = Pattern.compile("\\bRemedy\\.([A-Z_]+)");

    private static String section() throws IOException {
        String all = Files.readString(DOCUMENT);
        return all.substring(all.indexOf("## What it can find"), all.indexOf("## From Java"));
    }

    /** Cells of the rows whose first one is an id. */
    private static List<String[]> rows() throws IOException {
        return section()
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("(?<!\\\\)\\|"))
                .toList();
    }

    private static String word(String cell) {
        return cell.strip().replace("`", "");
    }

    @Test
    void kinds_areAllThereInTheirOrder() throws IOException {
        assertThat(rows().stream().map(row -> word(row[1])))
                .containsExactlyElementsOf(
                        Arrays.stream(Pathology.values()).map(Enum::name).toList());
    }

    @Test
    void limits_areTheDefaultsOfAllThresholds() throws IOException {
        Set<String> named = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        for (MatchResult limit : LIMIT.matcher(section()).results().toList()) {
            named.add(limit.group(2));
            double expected = Threshold.valueOf(limit.group(2)).defaultValue();
            if (Double.parseDouble(limit.group(1)) != expected) {
                wrong.add(limit.group() + " is " + expected);
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Threshold.values()).map(Enum::name).toList());
    }

    @ParameterizedTest
    @EnumSource
    void remedies_areThoseOfTheRule(Pathology kind) throws IOException {
        String[] row =
                rows().stream()
                        .filter(each -> word(each[1]).equals(kind.name()))
                        .findFirst()
                        .orElseThrow();
        Set<String> written =
                Stream.of(row[4].split(",")).map(HealthDocumentTest::word).collect(sorted());

        assertThat(written).isEqualTo(remedies(kind));
    }

    @Test
    void remedies_areAllThere_butThoseOfNoRule() throws IOException {
        Set<String> ofNoRule = Arrays.stream(Remedy.values()).map(Enum::name).collect(sorted());
        for (Pathology kind : Pathology.values()) {
            ofNoRule.removeAll(remedies(kind));
        }

        assertThat(ofNoRule).containsExactly("TAKE_ADAM");
    }

    /** Those that the source of its rule names. */
    private static Set<String> remedies(Pathology kind) throws IOException {
        try (Stream<Path> files = Files.list(RULES)) {
            for (Path file : files.sorted().toList()) {
                String source = Files.readString(file);
                if (source.contains("new FindingBuilder(Pathology." + kind + ")")) {
                    return REMEDY.matcher(source)
                            .results()
                            .map(each -> each.group(1))
                            .collect(sorted());
                }
            }
        }
        throw new AssertionError("no rule finds " + kind);
    }

    private static Collector<String, ?, TreeSet<String>> sorted() {
        return toCollection(TreeSet::new);
    }
}
