package io.gradlab.cli;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

/** Every option that a command's help shows has an effect there; every other one is refused. */
class OptionsTest {

    private static final String DATA = "--data --noise --data-seed";
    private static final String NETWORK = "--hidden --activation --slope --weights --bias";
    private static final String ALL = "--quiet --help ";
    private static final String LABORATORY =
            ALL + DATA + " --out --seed --seeds --epochs --device --lang";
    private static final String START =
            ALL + DATA + " " + NETWORK + " --out --seed --device --init";
    private static final String TRAINING =
            " --epochs --learning-rate --clip-value --clip-norm --lang";
    private static final String POPULATION =
            ALL + DATA + " " + NETWORK + " --out --seed --device --members --success" + TRAINING;

    /** What each command uses. */
    private static final Map<String, String> USED =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("", LABORATORY + " --version"),
                            Map.entry("run", LABORATORY),
                            Map.entry("list", ALL),
                            Map.entry("info", ALL + "--device"),
                            Map.entry("train", START + TRAINING + " --log-every"),
                            Map.entry("diagnose", START + TRAINING + " --log-every"),
                            Map.entry("preflight", START),
                            Map.entry("population", POPULATION),
                            Map.entry("map", POPULATION + " --x --y"),
                            Map.entry(
                                    "evaluate",
                                    ALL + DATA + " --params --activation --slope --split --device"),
                            Map.entry(
                                    "predict",
                                    ALL + "--params --activation --slope --data --device"),
                            Map.entry("export", ALL + "--params --activation --slope --to"),
                            Map.entry("report", ALL + "--out --lang"),
                            Map.entry("compare", ALL + "--out --lang"),
                            Map.entry("bench", ALL + DATA + " --repeats --seed --epochs"),
                            Map.entry(
                                    "calibrate-health",
                                    ALL
                                            + "--out --seed --starts --shard --date --describe"
                                            + " --evaluate --tuning")));

    /** The program itself, and commands for scripts alone. */
    private static final Set<String> UNSEEN = Set.of("", "bench", "calibrate-health");

    @TempDir private static Path directory;

    private static Set<String> used(String command) {
        assertThat(USED).containsKey(command);
        return words(USED.get(command));
    }

    private static Set<String> words(String options) {
        return new TreeSet<>(List.of(options.strip().split(" +", -1)));
    }

    /** As picocli knows them, and the program without one. */
    static Stream<String> commands() {
        return Stream.concat(
                Stream.of(""),
                new CommandLine(new GradlabCommand()).getSubcommands().keySet().stream());
    }

    private static Command run(String line) {
        return Command.run(
                Stream.of(line.replace("DIR", directory.toString()).split(" ", -1))
                        .filter(word -> !word.isEmpty())
                        .toArray(String[]::new));
    }

    /** Two clouds, without a split column. */
    @BeforeAll
    static void writeInputs() throws IOException {
        Random random = new Random(5);
        StringBuilder csv = new StringBuilder("x1,x2,label\n");
        for (int row = 0; row < 60; row++) {
            csv.append(random.nextGaussian() + row % 2).append(',').append(random.nextGaussian());
            csv.append(',').append(row % 2).append('\n');
        }
        Files.writeString(directory.resolve("rows.csv"), csv);
        Files.writeString(
                directory.resolve("split.csv"),
                "x1,label,split\n1,0,train\n2,1,train\n3,0,validation\n4,1,test\n");
        run("train --epochs 2 --hidden 4 --quiet --out DIR/saved");
        run(
                "train --epochs 2 --hidden 4 --activation leaky_relu --slope 0.3 --quiet --out DIR/leaky");
        run("export --params DIR/saved/last-0000.params --quiet --to DIR/plain.npz");
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
            for (String line : List.of("%1$s %2$s=3", "%2$s 3 %1$s")) {
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
                "train --init DIR/plain.npz --activation relu",
                "train --init DIR/plain.npz --slope 0.1",
                "preflight --init DIR/leaky/best-0000.params --slope 0.1",
                "diagnose --init DIR/leaky/best-0000.params --activation sigmoid",
                "evaluate --params DIR/leaky/best-0000.params --activation tanh",
                "predict --params DIR/leaky/best-0000.params --slope 0.1",
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
                "calibrate-health --tuning",
                "calibrate-health --evaluate --starts 3",
                "calibrate-health --evaluate --seed 1",
                "calibrate-health --describe --shard 0/2"
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
        "train --lr 0.1, --learning-rate",
        "train --lr=0.1, --learning-rate",
        "--lr 0.1 train, --learning-rate",
        "train -lr 0.1, --learning-rate",
        "train --learning_rate 0.1, --learning-rate",
        "train --learningRate 0.1, --learning-rate",
        "train --eta 0.1, --learning-rate",
        "train --hidden-units 5, --hidden",
        "train --hidden_layer_sizes 5, --hidden",
        "train --layers 5, --hidden",
        "train --epoch 5, --epochs",
        "train --num_epochs 5, --epochs",
        "train --iterations 5, --epochs",
        "train --max-iter 5, --epochs",
        "run two-layer --steps 5, --epochs",
        "train --activation-function relu, --activation",
        "train --act relu, --activation",
        "train --negative-slope 0.1, --slope",
        "train --kernel-initializer he, --weights",
        "train --output x, --out",
        "train -o x, --out",
        "train --output_dir x, --out",
        "train --dataset x.csv, --data",
        "train --random-state 3, --seed",
        "train --gpu, --device",
        "train --log-interval 10, --log-every",
        "train --max-grad-norm 1, --clip-norm",
        "train --checkpoint x, --init",
        "evaluate --model x, --params",
        "evaluate --weights x, --params",
        "export --out x, --to",
        "population --seeds 5, --members",
        "population --n 5, --members",
        "population --num-seeds 5, --members",
        "train -hidden 5, --hidden",
        "train -n 5, --epochs",
        "train --step 5, --epochs",
        "train --steps 5, --epochs",
        "train --epohcs 5, --epochs",
        "train lr=0.1, --learning-rate",
        "train epochs=3, --epochs",
        "epochs=3 train, --epochs",
        "train learning-rate 0.1, --learning-rate",
        "train learning_rate 0.1, --learning-rate",
        "train \u2013lr 0.1, --learning-rate",
        "train \u2014epochs 3, --epochs",
        "train ---epochs 3, --epochs",
        "train \u2212\u2212epochs=3, --epochs",
        "\u2014epochs 3 train, --epochs"
    })
    void option_asOthersCallIt_isNamed(String line, String option) {
        Command run = run(line);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("did you mean " + option + "? see gradlab ");
    }

    @ParameterizedTest
    @CsvSource({
        "train --batch-size 32, full-batch",
        "train --batch_size=32, full-batch",
        "run two-layer --bs 32, full-batch",
        "train --optimizer adam, gradient descent",
        "train --momentum 0.9, gradient descent",
        "train --weight-decay 0.1, nothing is regularised",
        "train --dropout 0.1, nothing is regularised",
        "train --patience 5, all its epochs",
        "train --val-split 0.2, split column",
        "train --num-workers 2, num_threads",
        "train --label y, column named label",
        "train --target-column y, column named label",
        "evaluate --positive 1, column named label",
        "train --target y, column named label",
        "train --classes 3, two classes",
        "train --num-classes 3, two classes",
        "train --x a, 'but map does'",
        "population --y hidden=3, 'but map does'",
        "predict --output x, > FILE",
        "predict --out x, > FILE",
        "predict --threshold 0.5, probability",
        "run --id two-layer, run two-layer",
        "run --experiment=two-layer, run two-layer",
        "run two-layer --name x, run two-layer",
        "--experiment two-layer, run two-layer",
        "list --lr 0.1, list does not use --learning-rate (--lr)"
    })
    void option_ofWhatThereIsNot_saysSo(String line, String why) {
        Command run = run(line);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains(why).contains("; leave it out; see gradlab ");
    }

    @ParameterizedTest
    @CsvSource({
        "evalute --params x, did you mean evaluate?",
        "--quiet evalute --params x, did you mean evaluate?",
        "--epochs 3 --lr 0.1 trian --hidden 5, did you mean train?",
        "Train, did you mean train?",
        "eval --params x, did you mean evaluate?",
        "pre-flight, did you mean preflight?",
        "two-layer, did you mean run two-layer?",
        "--seeds 3 Dead_ReLU --epochs 5, did you mean run dead-relu?",
        "version, did you mean --version?",
        "nonsense, 'use one of list, run, train, '",
        "help, use gradlab --help",
        "help train, use gradlab train --help",
        "train --version, use gradlab --version",
        "train -V, use gradlab --version",
        "run two-layers, did you mean two-layer?",
        "run two-layer lr=0.1, but train",
        "run two-layer \u2014epochs 3, did you mean --epochs?",
        "train -- --epochs 3, leave -- out",
        "-- --epochs 3, leave -- out",
        "train two-layer, did you mean run two-layer?",
        "train 3, takes no word '3'; leave it out",
        "report out/first, did you mean --out out/first?",
        "train mine.csv, did you mean --data mine.csv?",
        "train old.npz, did you mean --init old.npz?",
        "evaluate old.params, did you mean --params old.params?"
    })
    void word_thatIsNoCommand_isNamedWithItsMend(String line, String mend) {
        Command run = run(line);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("error: ").contains(mend);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--hidden 5 3 | did you mean --hidden 5,3?",
                "--hidden 5, 3, 2 --seed 3 | did you mean --hidden 5,3,2?",
                "--hidden=5 3 | did you mean --hidden 5,3?",
                "--hidden 5, | --hidden '5,' is no list of whole numbers",
                "--hidden five | --hidden 'five' is no list of whole numbers",
                "--hidden 5,3 --hidden 2 | only once",
                "--epochs x | --epochs 'x' is no whole number from 1 to 10000000; use for example 1000",
                "--epochs 1e3 | --epochs '1e3' is no whole number",
                "--epochs 3000000000 | --epochs '3000000000' is no whole number",
                "--seed 1.5 | --seed '1.5' is no whole number",
                "--data-seed 1e99 | --data-seed '1e99' is no whole number",
                "--log-every x | --log-every 'x' is no whole number",
                "--learning-rate 0,2 | --learning-rate '0,2' is no positive number",
                "--learning-rate 1e40 | --learning-rate '1e40' is no positive number of 32 bits",
                "--learning-rate 1e-60 | --learning-rate '1e-60' is no positive number of 32 bits",
                "--bias -1e39 | --bias '-1e39' is no number of 32 bits",
                "--bias 1e-60 | --bias '1e-60' is no number of 32 bits",
                "--bias NaN | --bias 'NaN' is no number",
                "--noise 2f | --noise '2f' is no number",
                "--learning-rate 1e-400 | --learning-rate '1e-400' is no positive number",
                "--clip-norm 1e400 | --clip-norm '1e400' is no positive number",
                "--slope x | --slope 'x' is no number of 32 bits in [0, 1)",
                "--clip-norm 1 --clip-value 2 | --clip-norm 1.0 and --clip-value 2.0 exclude",
                "--weights Kaiming | did you mean he?",
                "--activation ReLU | did you mean relu?"
            })
    void value_ofTrain_isNamedAsItWasTyped(String options, String what) {
        Command run = run("train " + options);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("error: ").contains(what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run two-layer --seeds x | --seeds 'x' is no whole number from 1 to 1000",
                "population --members 1e3 | --members '1e3' is no whole number from 1 to 1000000",
                "population --success x | --success 'x' is no number of 32 bits above 0 and at most 1",
                "bench --repeats x | --repeats 'x' is no whole number",
                "calibrate-health --starts x | --starts 'x' is no whole number from 1 to 10000",
                "calibrate-health --date x | --date 'x' is no date; use for example 2026-01-31",
                "evaluate --params no-such.npz --split foo | --split 'foo' is unknown",
                "map --x lr=1,2 --y hidden=1 | did you mean learning-rate=1,2?",
                "map --x hidden=1 --y std=1,2 | did you mean weight-std=1,2?",
                "map --x Units=1,2 --y bias=1 | did you mean hidden=1,2?",
                "map --x bais=1,2 --y hidden=1 | did you mean bias=1,2?",
                "map --x foo=1,2 --y hidden=1 | names no setting",
                "map --x learning-rate=1e-60,1 --y hidden=1 | has the value '1e-60'",
                "evaluate --params no-such.npz --split Val | did you mean validation?",
                "map --x bias=1e40,1 --y hidden=1 | has the value '1e40'",
                "map --x learning-rate=1e-60:1:log:3 --y hidden=1 | has the value '1e-60'",
                "map --x slope=0.1 --y activation=relu | leave out axis activation"
            })
    void value_ofOtherCommands_isNamedAsItWasTyped(String line, String what) {
        Command run = run(line);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines()).singleElement().asString().contains(what);
        assertThat(run.err()).doesNotContain("java.");
    }

    /** Shared options whose defaults or meanings are not the same everywhere. */
    @ParameterizedTest
    @CsvSource({
        "'', epochs, 'default: 1000, or what the experiment says'",
        "run, epochs, 'default: 1000, or what the experiment says'",
        "train, epochs, default: 1000)",
        "population, epochs, default: 1000)",
        "run, seeds, 'default: 5, or what the experiment says'",
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
        "train, data, label 0/1",
        "train, lang, 'figures, besides English'",
        "report, lang, Language of the page",
        "run, lang, report and of figures"
    })
    void help_ofASharedOption_isTrueAtEachCommand(String command, String option, String text) {
        String help = run(command + " --help").out().replaceAll("\\s+", " ");

        assertThat(help.replaceFirst(".* --" + option + "=", "").replaceFirst(" --[a-z-]+=.*", ""))
                .contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--epochs 2 --seed 3 --quiet --out OUT train",
                "--epochs=2 --seed -3 --out OUT --quiet train --hidden 3",
                "--quiet --out OUT preflight --seed 2",
                "--out OUT --hidden 3 train --epochs 2"
            })
    void options_beforeTheCommand_areTheCommands(String line) {
        String[] words = line.split(" ", -1);
        List<String> behind = new ArrayList<>(Arrays.asList(words));
        String command = words[behind.indexOf("train") + behind.indexOf("preflight") + 1];
        behind.remove(command);
        behind.add(0, command);

        String before = seen(line);

        assertThat(before).startsWith("0 ").isEqualTo(seen(String.join(" ", behind)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --epochs 2 --out OUT --init DIR/leaky/best-0000.params",
                "evaluate --params DIR/leaky/best-0000.params",
                "predict --params DIR/leaky/best-0000.params"
            })
    void activation_thatAgreesWithTheFile_isTaken(String line) {
        String without = seen(line);

        assertThat(without).startsWith("0 ");
        assertThat(seen(line + " --activation leaky_relu")).isEqualTo(without);
        assertThat(seen(line + " --slope 0.3")).isEqualTo(without);
        assertThat(seen(line + " --activation leaky_relu --slope 0.3")).isEqualTo(without);
    }

    @Test
    void activation_thatTheFileLacks_isTheUsers() {
        String line = "evaluate --params src/test/resources/reference/l2.init.npz";

        assertThat(run(line).exitCode()).isEqualTo(2);
        assertThat(seen(line + " --activation relu"))
                .startsWith("0 ")
                .isNotEqualTo(seen(line + " --activation tanh"));
    }

    private static final String RUN =
            "--noise 0.4 | --data-seed 2 | --data DIR/rows.csv | --hidden 4,2 | --activation tanh"
                    + " | --activation leaky_relu --slope 0.4 | --weights he | --bias 0.5 | --seed 2";
    private static final String STEPS =
            " | --epochs 4 | --learning-rate 1 | --clip-value 1e-3 | --clip-norm 1e-3";

    static Stream<String> changes() {
        return Stream.of(
                "train --epochs 3 --out OUT | --init DIR/plain.npz | --log-every 2 | "
                        + RUN
                        + STEPS,
                "preflight --out OUT | --init DIR/plain.npz | " + RUN,
                "population --epochs 3 --members 6 --out OUT | --members 7 | --success 0.4 | "
                        + RUN
                        + STEPS,
                "map --epochs 3 --members 40 --success 0.7 --x depth=1,2 --y weight-std=1,2 --out OUT | --members 41"
                        + " | --success 0.4 | "
                        + RUN.replace(" | --weights he", "").replace("4,2", "4")
                        + STEPS,
                "map --epochs 9 --members 40 --success 0.7 --x activation=relu,leaky_relu --y bias=0 --out OUT"
                        + " | --slope 0.4 | --weights zeros",
                "evaluate --activation relu --params src/test/resources/reference/l2.init.npz"
                        + " | --params src/test/resources/reference/l3.init.npz | --split all | --noise 0.4 | --data-seed 2"
                        + " | --data DIR/rows.csv | --activation tanh"
                        + " | --activation leaky_relu --slope 0.4",
                "predict --activation relu --params src/test/resources/reference/l2.init.npz"
                        + " | --params src/test/resources/reference/l3.init.npz | --data DIR/rows.csv | --activation tanh"
                        + " | --activation leaky_relu --slope 0.4",
                "info");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void option_inTheHelp_hasAnEffect(String line) {
        List<String> parts = List.of(line.split(" \\| ", -1));
        String base = seen(parts.get(0));

        assertThat(base).startsWith("0 ").isEqualTo(seen(parts.get(0)));
        for (String option : parts.subList(1, parts.size())) {
            String name = option.split(" ", -1)[0];
            String without = parts.get(0).replaceAll(name + " \\S+ ?", "");
            assertThat(seen(without + " " + option))
                    .as(option)
                    .matches("(?s)[04] .*") // 4: a diagnosis with an alarm
                    .isNotEqualTo(base);
        }
    }

    /** What this machine surely lacks is asked for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "run two-layer",
                "train",
                "preflight",
                "population",
                "map --x depth=1 --y bias=1",
                "evaluate --params DIR/plain.npz",
                "predict --params DIR/plain.npz",
                "info"
            })
    void device_thatIsNotThere_isRefused(String line) {
        Command run = run(line + " --device gpu:9999");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines()).singleElement().asString().contains("gpu:9999");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --epochs 2 --out DIR/quiet",
                "population --members 2 --epochs 2 --out DIR/quiet-population",
                "export --params DIR/plain.npz --to DIR/quiet.npz"
            })
    void quiet_printsNothing(String line) {
        assertThat(run(line).out()).isNotEmpty();
        assertThat(run(line + " --quiet")).isEqualTo(new Command(0, "", ""));
    }

    /** Those without a line above take the same options, or are shown elsewhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {"train", "preflight", "population", "map", "evaluate", "predict", "info"})
    void option_inTheHelp_isOneOfThoseWithAnEffect(String command) {
        Set<String> tried =
                changes()
                        .filter(line -> line.startsWith(command + " "))
                        .flatMap(line -> words(line).stream())
                        .collect(toSet());
        // Shown elsewhere, --lang by FigureLanguageTest.
        tried.addAll(Set.of("--help", "--lang", "--quiet", "--device"));

        assertThat(tried).containsAll(used(command));
    }

    /** Exit code and the tables that are written, or where there are none what is printed. */
    private static String seen(String line) {
        try {
            Path out = Files.createTempDirectory(directory, "out");
            Command run = run(line.replace("OUT", out.toString()));
            StringBuilder seen = new StringBuilder(run.exitCode() + " ");
            seen.append(run.exitCode() == 0 ? "" : run.err());
            seen.append(line.contains("OUT") ? "" : run.out());
            try (Stream<Path> files = Files.walk(out)) {
                for (Path file : files.sorted().toList()) {
                    if (file.toString().matches(".*(csv|diagnosis.txt)")) {
                        seen.append(file.getFileName()).append(Files.readString(file));
                    } else if (file.endsWith("result.json")) { // of a population or a map
                        Files.readString(file)
                                .lines()
                                .filter(text -> text.contains("\"success_probability\""))
                                .forEach(seen::append);
                    }
                }
            }
            return seen.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
