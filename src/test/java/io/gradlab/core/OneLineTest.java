package io.gradlab.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {

    /**
     * An escape sequence, a line end, a mark that turns the direction, Unicode's line separator.
     */
    @Test
    void of_whatSteersATerminal_isABlank() {
        assertThat(OneLine.of("a\u001b[2Jb\r\n\tc\u202ed\u2028e")).isEqualTo("a [2Jb c d e");
    }

    @Test
    void of_moreThan600Characters_isCut() {
        assertThat(OneLine.of("x".repeat(600))).isEqualTo("x".repeat(600));
        assertThat(OneLine.of("x".repeat(601))).isEqualTo("x".repeat(600) + " ...");
    }
}
