package io.gradlab.core;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RequireTest {

    @Test
    void that_brokenIsAMistakeOfTheUser() {
        Require.that(true, "%s", "kept");
        assertThatThrownBy(() -> Require.that(false, "share %.2f is above %d", 1.5, 1))
                .isInstanceOf(UserMistake.class)
                .hasMessage("share 1.50 is above 1");
    }

    @Test
    void argument_brokenIsADefect() {
        Require.argument(true, "%s", "kept");
        assertThatThrownBy(() -> Require.argument(false, "%d members", 0))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("0 members");
    }
}
