package io.gradlab.cli;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a command's help shows; every other option, and one that another makes idle, is refused. */
class OptionsTest {

    private static final String FILE = "--data --label --drop --sep";
    private static final String SCORED = FILE + " --positive --noise --data-seed";
    private static final String DATA = SCORED + " --standardize";
    private static final String NETWORK = "--hidden --activation --slope --weights --bias";
    private static final String ALL = "--quiet --help ";
    private static final String LABORATORY =
            ALL + DATA + " --out --seed --seeds --quick --epochs --device --lang";
    private static final String START =
            ALL + DATA + " " + NETWORK + " --out --seed --device --init --transpose";
    private static final String TRAINING =
            " --epochs --learning-rate --optimizer --clip-value --clip-norm --lang";
    private static final String CURE = " --members --success --budget";
    private static final String POPULATION =
            ALL + DATA + " " + NETWORK + " --out --seed --device --members --success" + TRAINING;

    /** What each command uses. */
    private static final Map<String, String> USED =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("", LABORATORY + " --version"),
                            Map.entry("run", LABORATORY + " --cure"),
                            Map.entry("list", ALL),
                            Map.entry("info", ALL + "--device"),
                            Map.entry("train", START + TRAINING + " --log-every"),
                            Map.entry("diagnose", START + TRAINING + CURE + " --log-every --cure"),
                            Map.entry("cure", START + TRAINING + CURE + " --log-every"),
                            Map.entry("preflight", START + " --lang"),
                            Map.entry("population", POPULATION),
                            Map.entry("map", POPULATION + " --x --y"),
                            Map.entry(
                                    "evaluate",
                                    ALL
                                            + SCORED
                                            + " --params --transpose --activation --slope --split --device"),
                            Map.entry(
                                    "predict",
                                    ALL
                                            + FILE
                                            + " --params --transpose --activation --slope --device"),
                            Map.entry(
                                    "export",
                                    ALL + "--params --transpose --activation --slope --to --for"),
                            Map.entry("report", ALL + "--out --lang --brief"),
                            Map.entry("compare", ALL + "--out --lang"),
                            Map.entry("bench", ALL + DATA + " --repeats --seed --epochs"),
                            Map.entry("calibrate-cure", ALL + "--out --seed --networks"),
                            Map.entry(
                                    "calibrate-health",
                                    ALL
                                            + "--out --seed --programs --mends --shard --mend --date"
                                            + " --describe --evaluate")));

    /** They take no value. */
    private static final Set<String> FLAGS =
            Set.of("--brief", "--quick", "--cure", "--standardize", "--transpose");

    /** The program itself, and commands for scripts alone. */
    private static final Set<String> UNSEEN =
            Set.of("", "bench", "calibrate-health", "calibrate-cure");

    @TempDir private static Path directory;

    static Set<String> used(String command) {
        assertThat(USED).containsKey(command);
        return words(USED.get(command));
    }

    static Set<String> words(String options) {
        return new TreeSet<>(List.of(options.strip().split(" +", -1)));
    }

    /** As picocli knows them, and the program without one. */
    static Stream<String> commands() {
        return Stream.concat(
                Stream.of(""),
                new CommandLine(new GradlabCommand()).getSubcommands().keySet().stream());
    }

    private static Command run(String line) {
        return Command.ofLine(line.replace("DIR", directory.toString()));
    }

    @BeforeAll
    static void writeInputs() throws IOException {
        Inputs.write(directory);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_everyCommand_showsWhatItUsesAndNothingElse(String command) {
        Command help = run(command + " --help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("Usage: gradlab");
        assertThat(
                        Pattern.compile("(?m)^ +(?:-[hV], )?(--[a-z-]+)")
                                .matcher(help.out())
                                .results()
                                .map(result -> result.group(1))
                                .collect(toSet()))
                .isEqualTo(used(command));
    }

    @Test
    void help_ofTheProgram_showsTheCommands() {
        assertThat(
                        Pattern.compile("(?m)^  ([a-z]+)  ")
                                .matcher(run("--help").out())
                                .results()
                                .map((MatchResult result) -> result.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        USED.keySet().stream().filter(name -> !UNSEEN.contains(name)).toList());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void option_thatTheCommandDoesNotUse_refusedWithTheCommandsThatDo(String command) {
        Set<String> others = new TreeSet<>();
        USED.values().forEach(options -> others.addAll(words(options)));
        others.removeAll(used(command));
        others.remove("--version"); // before a command it is the program's
        for (String option : others) {
            String before = FLAGS.contains(option) ? "%2$s %1$s" : "%2$s 3 %1$s";
            for (String line : List.of("%1$s %2$s=3", before)) {
                Command run = run(line.formatted(command, option));

                assertThat(run.exitCode()).as(option).isEqualTo(2);
                assertThat(run.err().lines()).as(run.err()).hasSize(1);
                assertThat(run.err()).startsWith("error: ").contains(option).contains("--help");
                if (others.size() > 3 && List.of("--epochs", "--noise").contains(option)) {
                    assertThat(run.err()).contains("does not use " + option).contains("train");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --slope 0.1",
                "train --activation elu --slope 0.1",
                "population --activation relu --slope 0.1",
                "preflight --slope 0.1",
                "evaluate --params DIR/saved/best-0000.params --slope 0.1",
                "export --params DIR/saved/best-0000.params --to DIR/no.npz --slope 0.1",
                "train --data DIR/split.csv --data-seed 3",
                "population --data DIR/split.csv --data-seed 0",
                "evaluate --params DIR/saved/best-0000.params --data DIR/split.csv --data-seed 3",
                "evaluate --params DIR/saved/best-0000.params --data DIR/rows.csv --data-seed 3"
                        + " --split all",
                "run two-layer --data DIR/split.csv --data-seed 3",
                "train --data DIR/rows.csv --noise 0.1",
                "train --noise 0.1 --label x2",
                "train --data-seed 2 --positive 0",
                "population --noise 0.1 --drop x2",
                "evaluate --params DIR/plain.npz --noise 0.1 --sep ;",
                "evaluate --params DIR/saved/best-0000.params --label label",
                "evaluate --params DIR/saved/best-0000.params --positive 1",
                "predict --params DIR/saved/best-0000.params --label label",
                "predict --params DIR/saved/best-0000.params --drop x2",
                "map --x noise=0.1,0.2 --y bias=1 --standardize",
                "map --x noise=0.1,0.2 --y bias=1 --drop x2",
                "map --x noise=0.1,0.2 --y bias=1 --label x2",
                "run initializers --standardize",
                "run initializers --label x2",
                "train --init DIR/plain.npz --activation relu",
                "train --init DIR/plain.npz --slope 0.1",
                "preflight --init DIR/leaky/best-0000.params --slope 0.1",
                "diagnose --init DIR/leaky/best-0000.params --activation sigmoid",
                "evaluate --params DIR/leaky/best-0000.params --activation tanh",
                "predict --params DIR/leaky/best-0000.params --slope 0.1",
                "train --transpose",
                "train --transpose=false --hidden 3",
                "train --init DIR/plain.npz --transpose",
                "evaluate --params DIR/saved/best-0000.params --transpose",
                "export --params DIR/plain.npz --to DIR/no.npz --for zoo",
                "export --params DIR/plain.npz --to DIR/no.params --for mlp",
                "train --init src/test/resources/reference/l2.init.npz",
                "preflight --init src/test/resources/reference/l2.init.npz",
                "diagnose --init src/test/resources/reference/l2.init.npz",
                "cure --init src/test/resources/reference/l2.init.npz",
                "train --init DIR/plain.npz --weights he",
                "train --init DIR/plain.npz --bias 0",
                "train --init DIR/plain.npz --seed 0",
                "preflight --init DIR/plain.npz --seed 3",
                "diagnose --weights zeros --seed 3",
                "train --weights constant:0.5 --seed 0",
                "population --weights normal:0 --seed 3",
                "map --x learning-rate=1,2 --y hidden=1 --weights zeros --seed 3",
                "train --clip-value 1 --clip-norm 1",
                "population --clip-value 1 --clip-norm 1",
                "map --x clip-norm=1,2 --y bias=1 --clip-value 2",
                "map --x weight-std=0 --y bias=1,2 --seed 77",
                "map --x slope=0.1,0.2 --y activation=relu,leaky_relu",
                "map --x learning-rate=1,2 --y hidden=1 --learning-rate 0.2",
                "map --y learning-rate=1,2 --x hidden=1 --learning-rate 0.2",
                "map --x learning-rate=1,2 --y hidden=1 --hidden 5",
                "map --x depth=1,2 --y bias=1 --hidden 5,3",
                "map --x depth=1,2 --y bias=1 --bias 0",
                "map --x weight-std=1,2 --y bias=1 --weights normal:1",
                "map --x noise=0.1,0.2 --y bias=1 --noise 0.1",
                "map --x noise=0.1,0.2 --y bias=1 --data DIR/rows.csv",
                "map --x activation=relu,tanh --y bias=1 --activation relu",
                "map --x activation=relu,tanh --y bias=1 --slope 0.2",
                "map --x slope=0.1,0.2 --y bias=1 --activation leaky_relu --slope 0.2",
                "map --x clip-norm=1,2 --y bias=1 --clip-norm 1",
                "run initializers --epochs 10",
                "run initializers --noise 0.3",
                "run initializers --data DIR/rows.csv",
                "run born-dead --seeds 5",
                "run born-dead --device cpu",
                "run born-dead initializers --epochs 10",
                "diagnose --members 5",
                "diagnose --budget 5",
                "diagnose --success 0.9",
                "run initializers born-dead --cure",
                "calibrate-health --mends 5",
                "calibrate-health --evaluate --programs 3",
                "calibrate-health --evaluate --seed 1",
                "calibrate-health --evaluate --mend",
                "calibrate-health --describe --shard 0/2",
                "calibrate-health --describe --mend"
            })
    void option_thatAnotherMakesIdle_refusedInOneLineAndNothingWritten(String line)
            throws IOException {
        Path out = Files.createTempDirectory(directory, "idle").resolve("out");
        boolean writes = used(line.split(" ", -1)[0]).contains("--out");

        Command run = run(line + (writes ? " --out " + out : ""));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err().lines()).as(run.err()).hasSize(1);
        assertThat(run.err()).startsWith("error: ");
        assertThat(out).doesNotExist();
        assertThat(directory.resolve("no.npz")).doesNotExist();
    }

    @Test
    void run_severalExperiments_optionOfOneOfThem_isKeptInItsResultAlone() throws IOException {
        Command run =
                run(
                        "run born-dead initializers --seeds 1 --noise 0.1 --quiet --out"
                                + " DIR/laboratory");

        assertThat(run.exitCode()).as(run.err()).isZero();
        Path out = directory.resolve("laboratory");
        assertThat(Files.readString(out.resolve("initializers/result.json")))
                .containsPattern("\"options\": \\[\\s+\"--seeds\",\\s+\"1\"\\s+\\]");
        assertThat(Files.readString(out.resolve("born-dead/result.json")))
                .containsPattern("\"options\": \\[\\s+\"--noise\",\\s+\"0.1\"\\s+\\]");
    }

    @ParameterizedTest
    @CsvSource({
        "'', epochs, 'default: 1000, or what the experiment says'",
        "run, epochs, 'default: 1000, or what the experiment says'",
        "train, epochs, default: 1000)",
        "population, epochs, default: 1000)",
        "run, seeds, 'Without it 300, and 1000 behind a share of step 1'",
        "train, activation, 'default: sigmoid, or what --init says'",
        "preflight, hidden, 'default: 5, or what --init says'",
        "population, activation, default: sigmoid)",
        "map, activation, default: sigmoid)",
        "map, slope, default: 0.01)",
        "evaluate, activation, default: what the file of parameters says",
        "export, slope, default: what the file of parameters says",
        "population, members, default: 1000)",
        "map, members, default: 200)",
        "predict, data, label is not needed",
        "train, data, a label and if you like a split",
        "predict, label, default: what the file of parameters says",
        "train, lang, 'printed, and of figures, besides English'",
        "preflight, lang, Language of what is printed (default",
        "report, lang, Language of the page",
        "run, lang, 'printed, of the report and, besides English, of figures'"
    })
    void help_ofASharedOption_isTrueAtEachCommand(String command, String option, String text) {
        String help = run(command + " --help").out().replaceAll("\\s+", " ");

        assertThat(help.replaceFirst(".* --" + option + "=", "").replaceFirst(" --[a-z-]+=.*", ""))
                .contains(text);
    }
}
