package io.gradlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table from the book's code to this program's: what it names is there. */
class BookTableTest {

    private static final Pattern REFERENCE =
            Pattern.compile(
                    "\\[`(\\w+)(?:#(\\w+))?`]\\(\\.\\./main/java/(io/gradlab/(?:\\w+/)*(\\w+))\\.java\\)");

    /** Of the book's chapter 4. */
    private static final List<String> CODE =
            List.of(
                    "make_moons",
                    "Linear.backward",
                    "Logistic.backward",
                    "Model_MLP_L2`",
                    "BinaryCrossEntropyLoss",
                    "BatchGD",
                    "RunnerV2_1",
                    "accuracy",
                    "Model_MLP_L2_V2",
                    "RunnerV2_2",
                    "custom_print_log",
                    "Model_MLP_L2_V4",
                    "print_weights",
                    "Model_MLP_L5",
                    "print_grads");

    @Test
    void references_ofEveryRow_nameAFileItsClassAndItsMethod() throws Exception {
        List<String> rows =
                Files.readString(Path.of("src", "docs", "book.md"))
                        .lines()
                        .filter(line -> line.startsWith("| 4."))
                        .toList();
        for (String row : rows) {
            List<MatchResult> references = REFERENCE.matcher(row).results().toList();
            assertThat(references).as(row).isNotEmpty().hasSize(row.split("]\\(", -1).length - 1);
            for (MatchResult reference : references) {
                assertThat(Path.of("src", "main", "java", reference.group(3) + ".java")).exists();
                assertThat(reference.group(4)).isEqualTo(reference.group(1));
                Class<?> type = Class.forName(reference.group(3).replace('/', '.'));
                if (reference.group(2) != null) {
                    assertThat(Arrays.stream(type.getDeclaredMethods()).map(Method::getName))
                            .as(row)
                            .contains(reference.group(2));
                }
            }
        }
        assertThat(rows).hasSizeGreaterThan(20);
        assertThat(String.join("\n", rows)).contains(CODE);
    }
}
