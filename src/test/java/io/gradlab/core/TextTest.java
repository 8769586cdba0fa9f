package io.gradlab.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TextTest {

    private static final Language ZH = Language.ZH;

    @Test
    void in_templateWithValues_fillsItInEachLanguage() {
        Text text = Text.of("epoch %d", 5);
        assertThat(text).hasToString("epoch 5");
        assertThat(text.in(ZH)).isEqualTo("回合 5");
    }

    /** A text within another is translated, a string is not. */
    @Test
    void in_textAmongTheValues_isTranslatedToo() {
        assertThat(Text.join("; ", List.of(Text.of("seed"), "seed")).in(ZH)).isEqualTo("种子；seed");
        assertThat(Text.join(", ", List.of("a", Text.of("loss")))).hasToString("a, loss");
        assertThat(Text.join(", ", List.of())).hasToString("");
        Text alone = Text.of("epoch %d", 5);
        assertThat(Text.join(" = ", List.of(alone))).isSameAs(alone);
    }

    @Test
    void in_templateWithoutTranslation_staysEnglish() {
        Text unknown = Text.of("nobody says %d of this", 3);
        assertThat(unknown.in(ZH)).isEqualTo("nobody says 3 of this");
        assertThat(unknown.isKnownIn(ZH)).isFalse();
        assertThat(unknown.isKnownIn(Language.EN)).isTrue();
        assertThat(Text.of("%s: %s", "a", unknown).isKnownIn(ZH)).isFalse();
        assertThat(Text.of("2-5-1").isKnownIn(ZH)).isTrue();
    }

    /** A file has no longs: what was read from one must equal what was written. */
    @Test
    void equals_longThatIsAnInt_isTheInt() {
        assertThat(Text.of("seed %d", 5L)).isEqualTo(Text.of("seed %d", 5));
        assertThat(Text.of("seed %d", 1L << 40)).hasToString("seed 1099511627776");
    }

    /** Without values a percent sign is one. */
    @Test
    void toString_withoutValues_isTheTemplate() {
        assertThat(Text.of("95 % interval, %d")).hasToString("95 % interval, %d");
        assertThat(Text.of("95 %% of %d", 3)).hasToString("95 % of 3");
    }

    @Test
    void toString_inAnyLocale_hasADecimalPoint() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Text.of("%.2f", 0.5)).hasToString("0.50");
        } finally {
            Locale.setDefault(before);
        }
    }
}
