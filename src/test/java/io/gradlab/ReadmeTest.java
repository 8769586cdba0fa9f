package io.gradlab;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.data.Dataset;
import io.gradlab.data.Moons;
import io.gradlab.data.MoonsConfig;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.Mlp;
import io.gradlab.train.GradientNorms;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import io.gradlab.train.TrainingResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's Java, compiled and run. Its commands are run by {@code .ci/readme}. */
class ReadmeTest {

    private static void snippet() {
        Dataset data = Moons.generate(MoonsConfig.standard());
        Mlp network = Mlp.twoLayer(2, 5).withInitialValues(InitialWeights.normal(1), 0, 42);
        GradientNorms norms = new GradientNorms(100);
        try (Runner runner = new Runner(network, Runner.sgd(0.2f).addTrainingListeners(norms))) {
            TrainingResult result = runner.train(data, RunnerConfig.epochs(200));
            runner.load(result.best());
            System.out.println(runner.evaluate(data.test()).testLine());
            System.out.println(norms.rows().get(0));
        }
    }

    @Test
    void snippet_compared_isTheReadmes() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf("```java\n") + "```java\n".length();
        String code = readme.substring(start, readme.indexOf("```", start));
        String here = Files.readString(Path.of("src/test/java/io/gradlab/ReadmeTest.java"));

        assertThat(code).isNotBlank();
        assertThat(here).contains(code.indent(8));
        assertThat(readme.indexOf("```java", start)).as("another block").isEqualTo(-1);
    }

    @Test
    void snippet_run_printsScoreAndNorm() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            snippet();
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("\\[Test\\] score/loss: 0\\.\\d{4}/0\\.\\d{4}")
                .contains("step=1, parameter=fc1.weight");
    }
}
