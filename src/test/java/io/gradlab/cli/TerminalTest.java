package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.console.Screen;
import io.gradlab.core.Grid;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

    private static final Supplier<String> NOT_ASKED =
            () -> {
                throw new IllegalStateException("asked the terminal");
            };

    @ParameterizedTest
    @CsvSource({
        "60, 24 100, 60",
        "20, 24 100, 20",
        "19, 24 100, 100",
        "'', 24 100, 100",
        "wide, 24 100, 100",
        "99999999999, 24 100, 100",
        "-60, 24 100, 100",
        "'', 0 0, 80",
        "'', '', 80",
        "'', stty: no, 80"
    })
    void screen_onATerminal_isAsWideAsColumnsElseTheTerminal(
            String columns, String size, int width) {
        assertThat(Terminal.screen("out", Map.of("COLUMNS", columns), () -> size + "\n"))
                .isEqualTo(new Screen(true, false, width));
    }

    @Test
    void screen_withoutTerminal_isEndlessAndAsksNobody() {
        Screen screen = Terminal.screen("", Map.of("COLUMNS", "60"), NOT_ASKED);

        assertThat(screen).isEqualTo(Screen.NONE);
        assertThat(screen.lineWidth()).isEqualTo(Grid.ENDLESS);
    }

    @Test
    void screen_ofOutputAndErrors_areToldApart() {
        Screen piped = Terminal.screen("err", Map.of("COLUMNS", "60"), NOT_ASKED);

        assertThat(piped).isEqualTo(new Screen(false, true, 60));
        assertThat(piped.lineWidth()).isEqualTo(Grid.ENDLESS);
        assertThat(Terminal.screen("outerr", Map.of("COLUMNS", "60"), NOT_ASKED).lineWidth())
                .isEqualTo(60);
    }
}
