package io.gradlab.health;

import static io.gradlab.health.Networks.network;
import static io.gradlab.health.Networks.squares;
import static io.gradlab.health.Program.adam;
import static io.gradlab.health.Program.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.djl.training.loss.Loss;
import io.gradlab.engine.Torch;
import io.gradlab.health.diagnosis.Advice;
import io.gradlab.health.diagnosis.Diagnosis;
import io.gradlab.health.diagnosis.Finding;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.diagnosis.Remedy;
import io.gradlab.health.diagnosis.Severity;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs with a fault that is named first, the same without it, and some with nothing wrong. */
class FaultyProgramsTest {

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    static Stream<FaultyProgram> programs() {
        return Stream.of(ProgramsOfLabels.all(), ProgramsOfTargets.all(), ProgramsOfNetworks.all())
                .flatMap(each -> each);
    }

    static Stream<FaultyProgram> certain() {
        return programs().filter(FaultyProgram::certain);
    }

    private static void assertFirst(HealthReport report, FaultyProgram program) {
        assertThat(report.diagnosis().causes()).as(report.toString()).isNotEmpty();
        Finding first = report.diagnosis().causes().get(0).finding();
        assertThat(first.pathology()).as(report.toString()).isEqualTo(program.kind());
        assertThat(first.severity()).as(report.toString()).isEqualTo(Severity.ALARM);
        assertThat(first.remedies())
                .as(report.toString())
                .first()
                .extracting(Advice::remedy)
                .isEqualTo(program.remedy());
    }

    private static void assertNoAlarm(HealthReport report) {
        assertThat(report.diagnosis().healthy()).as(report.toString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void fault_isNamedFirstWithItsRemedy(FaultyProgram program) {
        assertFirst(program.faulty().train(), program);
    }

    @ParameterizedTest
    @MethodSource("certain")
    void fault_thatIsCertain_isNamedAtTheStart(FaultyProgram program) {
        assertFirst(program.faulty().preflight(), program);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void mendedProgram_raisesNoAlarm(FaultyProgram program) {
        assertNoAlarm(program.mended().train());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void mendedProgram_raisesNoAlarmAtTheStart(FaultyProgram program) {
        assertNoAlarm(program.mended().preflight());
    }

    static Stream<Arguments> pairs() {
        Program clouds =
                Program.of(
                        network(12, "tanh", 1),
                        Loss::sigmoidBinaryCrossEntropyLoss,
                        sgd(0.1, 0),
                        32,
                        20,
                        Tables.clouds(400, 1, 0.5, 0.5));
        Program numbers =
                Program.of(
                        network(12, "relu", 1),
                        squares(),
                        sgd(0.05, 0),
                        32,
                        20,
                        Tables.of(400, 3, row -> row[0] - row[2]));
        Program rings =
                Program.of(
                        network(16, "relu", 3),
                        Loss::softmaxCrossEntropyLoss,
                        sgd(0.1, 0),
                        40,
                        30,
                        Tables.rings(480));
        return Stream.of(
                arguments(
                        Pathology.LABEL_FORM,
                        Pathology.UNSCALED_INPUTS,
                        clouds.with(
                                Tables.inputs(
                                        Tables.labels(clouds.data(), y -> y.mul(2).sub(1)),
                                        x -> x.mul(1000)))),
                arguments(
                        Pathology.LABEL_SHAPE,
                        Pathology.UNSCALED_TARGETS,
                        numbers.with(
                                Tables.labels(numbers.data(), y -> Tables.flat(y).mul(10_000)))),
                arguments(
                        Pathology.NO_NONLINEARITY,
                        Pathology.UNSCALED_INPUTS,
                        rings.with(network(16, 3))
                                .with(Tables.inputs(rings.data(), x -> x.mul(0.001)))),
                arguments(
                        Pathology.NO_NONLINEARITY,
                        Pathology.ONE_CLASS_BATCHES,
                        rings.with(network(16, 3)).sorted()));
    }

    /** Neither hides the other: most programs that do not learn have two faults. */
    @ParameterizedTest
    @MethodSource("pairs")
    void twoFaults_areBothAlarms(Pathology one, Pathology other, Program program) {
        HealthReport report = program.train();

        assertThat(report.diagnosis().causes())
                .as(report.toString())
                .extracting(Diagnosis.Cause::finding)
                .filteredOn(finding -> finding.severity() == Severity.ALARM)
                .extracting(Finding::pathology)
                .contains(one, other);
    }

    static Stream<Named<Program>> sound() {
        Program slope =
                Program.of(
                        network(12, "relu", 1),
                        squares(),
                        adam(0.003),
                        1,
                        12,
                        Tables.of(300, 5, row -> Math.tanh(row[0] - 0.5 * row[3])));
        return Stream.of(
                Named.of("batches of one", slope),
                Named.of(
                        "batches of two",
                        Program.of(
                                network(16, "tanh", 1),
                                squares(),
                                sgd(0.02, 0),
                                2,
                                20,
                                Tables.of(300, 4, row -> row[1] - 0.4 * row[2]))),
                Named.of(
                        "at best an R2 of 0.36",
                        Program.of(
                                network(8, "relu", 1),
                                squares(),
                                adam(0.003),
                                32,
                                40,
                                Tables.of(800, 4, 0.8, row -> 0.6 * row[1]))),
                Named.of(
                        "two layers of sigmoid",
                        Program.of(
                                network(12, "sigmoid", 12, "sigmoid", 1),
                                squares(),
                                adam(0.02),
                                40,
                                80,
                                Tables.of(600, 2, row -> Math.tanh(row[0] + row[1])))),
                Named.of(
                        "three classes",
                        Program.of(
                                network(16, "relu", 3),
                                Loss::softmaxCrossEntropyLoss,
                                adam(0.01),
                                32,
                                20,
                                Tables.clouds(450, 0.9, 0.4, 0.3, 0.3))),
                Named.of(
                        "one in twenty, and known",
                        Program.of(
                                network(12, "tanh", 1),
                                Loss::sigmoidBinaryCrossEntropyLoss,
                                adam(0.02),
                                32,
                                30,
                                Tables.clouds(600, 1.3, 0.95, 0.05))));
    }

    @ParameterizedTest
    @MethodSource("sound")
    void soundProgram_raisesNoAlarm(Program program) {
        assertNoAlarm(program.train());
    }

    @ParameterizedTest
    @MethodSource("sound")
    void soundProgram_raisesNoAlarmAtTheStart(Program program) {
        assertNoAlarm(program.preflight());
    }

    static Stream<FaultyProgram> thatThrow() {
        return ProgramsOfLabels.thatThrow();
    }

    /** A program that ends in its first batch is not well; why, its start shows. */
    @ParameterizedTest
    @MethodSource("thatThrow")
    void programThatThrows_isNotHealthy(FaultyProgram program) {
        assertThat(program.faulty().train().diagnosis().causes().get(0).finding())
                .returns(Pathology.NOTHING_SEEN, Finding::pathology)
                .returns(Severity.ALARM, Finding::severity)
                .returns(Remedy.TRY_ONE_BATCH, finding -> finding.remedies().get(0).remedy());
        assertFirst(program.faulty().preflight(), program);
        assertNoAlarm(program.mended().train());
        assertNoAlarm(program.mended().preflight());
    }
}
