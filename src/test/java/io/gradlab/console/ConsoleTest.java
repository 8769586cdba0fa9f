package io.gradlab.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.result.Claim;
import io.gradlab.result.ClaimRule;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import io.gradlab.result.Word;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private static final long LONG = 2_000_000_000L;
    private static final long SHORT = 900_000_000L;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Console console(boolean quiet, boolean terminal) {
        return console(quiet, terminal ? new Screen(true, true, 80) : Screen.NONE, Language.EN);
    }

    private Console console(boolean quiet, Screen screen, Language language) {
        return new Console(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                quiet,
                screen,
                language);
    }

    private static void run(Console console, int steps, long elapsed) {
        try (TaskProgress progress = console.progress("training", steps, () -> elapsed)) {
            for (int step = 0; step < steps; step++) {
                progress.step();
            }
        }
    }

    @Test
    void print_lineTableVerdict_goToTheOutput() {
        Console console = console(false, false);
        console.line("[Test] score/loss: 0.8400/0.3513");
        console.table(new Table("t", List.of("a"), List.of(List.of(1))));
        console.verdict(
                Claim.ours(ClaimRule.IN_THIS_START, Text.of("In this start: c."))
                        .seen(Word.UNDECIDED, Text.of("m")));
        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        """
                        [Test] score/loss: 0.8400/0.3513
                        t
                        a
                        -
                        1
                        undecided  In this start: c.
                                   measured: m
                        """);
        assertThat(err.size()).isZero();
    }

    private static final Verdict LONG_VERDICT =
            Claim.ours(ClaimRule.IN_THIS_START, Text.of("In this start: the gradient vanishes."))
                    .seen(Word.CORRECTED, Text.of("ratio of the norms %.2f", 0.25));

    /** The word takes 11 cells. */
    @Test
    void verdict_onATerminal_isFoldedBehindItsWord() {
        console(false, new Screen(true, false, 30), Language.EN).verdict(LONG_VERDICT);
        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        """
                        corrected  In this start: the
                                   gradient vanishes.
                                   measured: ratio of
                                   the norms 0.25
                        """);
    }

    @Test
    void verdict_inAPipe_isOneLineEach() {
        console(false, new Screen(false, true, 30), Language.EN).verdict(LONG_VERDICT);
        assertThat(out.toString(UTF_8).lines())
                .containsExactly(
                        "corrected  In this start: the gradient vanishes.",
                        "           measured: ratio of the norms 0.25");
    }

    /** 不成立 takes six cells of the nine. */
    @Test
    void verdict_inChinese_hasItsWordInOneColumn() {
        Console console = console(false, Screen.NONE, Language.ZH);
        console.verdict(LONG_VERDICT);
        console.line(Text.of("data     %s", "a.csv"));
        assertThat(out.toString(UTF_8).lines())
                .containsExactly(
                        "不成立     In this start: the gradient vanishes.",
                        "           实测：ratio of the norms 0.25",
                        "数据     a.csv");
    }

    @Test
    void line_onATerminal_isFoldedIfItIsAText() {
        Console console = console(false, new Screen(true, false, 20), Language.EN);
        console.line(Text.of("network  %s, %d members", "2-5-1 relu", 8));
        console.line("[Test] score/loss: 0.8400/0.3513");
        assertThat(out.toString(UTF_8).lines())
                .containsExactly(
                        "network  2-5-1 relu,",
                        "         8 members",
                        "[Test] score/loss: 0.8400/0.3513");
    }

    @Test
    void table_onANarrowTerminal_leavesColumnsOutAndSaysWhereTheyAre() {
        Table table =
                new Table("t", List.of("name", "first", "second"), List.of(List.of("fc1", 10, 20)));
        Console console = console(false, new Screen(true, false, 12), Language.EN);
        console.table(table);
        console.table(table, "members.csv");
        console(false, new Screen(false, true, 12), Language.EN).table(table);
        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        """
                        t
                        name  first
                        ----  -----
                        fc1      10
                        1 column more in result.json
                        t
                        name  first
                        ----  -----
                        fc1      10
                        1 column more in members.csv
                        t
                        name  first  second
                        ----  -----  ------
                        fc1      10      20
                        """);
    }

    /** The bar leaves the last cell free: a terminal would begin a new line behind it. */
    @Test
    void progress_bar_fitsTheTerminal() {
        run(console(false, new Screen(false, true, 50), Language.EN), 4, LONG);
        int narrow = widest(err.toString(UTF_8));
        err.reset();
        run(console(false, new Screen(false, true, 70), Language.EN), 4, LONG);
        assertThat(narrow).isBetween(40, 49);
        assertThat(widest(err.toString(UTF_8)) - narrow).isEqualTo(20);
    }

    private static int widest(String bars) {
        return Stream.of(bars.split(Pattern.quote(BarProgress.WIPE), -1))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    @Test
    void progress_longTaskWithoutTerminal_printsQuarters() {
        run(console(false, false), 1000, LONG);
        assertThat(err.toString(UTF_8).lines())
                .containsExactly(
                        "training: 25 % (250/1000)",
                        "training: 50 % (500/1000)",
                        "training: 75 % (750/1000)",
                        "training: 100 % (1000/1000)");
        assertThat(out.size()).isZero();
    }

    /** Members of a population are finished many at a time, on several threads. */
    @Test
    void step_severalAtOnceFromTwoThreads_countsAll() throws InterruptedException {
        try (TaskProgress progress = console(false, false).progress("training", 4000, () -> LONG)) {
            Thread other = new Thread(() -> IntStream.range(0, 500).forEach(i -> progress.step(4)));
            other.start();
            IntStream.range(0, 200).forEach(i -> progress.step(10));
            other.join();
        }
        assertThat(err.toString(UTF_8).lines())
                .containsExactly(
                        "training: 25 % (1000/4000)",
                        "training: 50 % (2000/4000)",
                        "training: 75 % (3000/4000)",
                        "training: 100 % (4000/4000)");
    }

    @Test
    void progress_fewerStepsThanQuarters_printsEachStepOnce() {
        run(console(false, false), 2, LONG);
        assertThat(err.toString(UTF_8).lines())
                .containsExactly("training: 50 % (1/2)", "training: 100 % (2/2)");
    }

    @Test
    void progress_shortTask_printsNothing() {
        run(console(false, false), 1000, SHORT);
        run(console(false, true), 1000, SHORT);
        assertThat(err.size()).isZero();
    }

    @Test
    void quiet_everything_printsNothing() {
        for (boolean terminal : new boolean[] {false, true}) {
            Console console = console(true, terminal);
            console.line("x");
            run(console, 1000, LONG);
        }
        assertThat(out.size() + err.size()).isZero();
    }

    @Test
    void progress_longTaskOnTerminal_showsBarAndWipesIt() {
        run(console(false, true), 4, LONG);
        assertThat(err.toString(UTF_8)).contains("training 100%").endsWith(BarProgress.WIPE);
    }

    @Test
    void progress_bar_leavesNoThreadThatKeepsTheProgramAlive() {
        List<Thread> before = userThreads();
        run(console(false, true), 4, LONG);
        assertThat(userThreads()).isSubsetOf(before);
    }

    private static List<Thread> userThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !thread.isDaemon())
                .toList();
    }

    @Test
    void progress_moreStepsThanTotal_isHarmless() {
        Console console = console(false, false);
        try (TaskProgress progress = console.progress("t", 1, () -> SHORT)) {
            progress.step();
            progress.step();
        }
        assertThat(err.size()).isZero();
    }

    @Test
    void progress_withoutSteps_isRefused() {
        assertThatThrownBy(() -> console(false, false).progress("t", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("progress of 't' has 0 steps; give at least 1");
    }
}
