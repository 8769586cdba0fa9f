package io.gradlab.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.core.Language;
import io.gradlab.core.UserMistake;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Translations of sentences with places, by hand from the file of phrases. */
class PhrasesTest {

    private final Phrases chinese = Phrases.of(Language.ZH);

    /** Places in order; places by number; what fills a place is translated too. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network | 网络",
                "The best network is 2-5-1 at learning rate 0.2. | 最好的网络是学习率 0.2 的 2-5-1。",
                "good in 3 of 5; the best other is 2-3-1 with 2 | 好结果：3 / 5；其余最好的是 2-3-1：2",
                "of the drawn weights: gradient norm | 随机权重：梯度范数",
                "vanishing gradient, lr 0.1 | 梯度消失，学习率 0.1"
            })
    void of_sentenceOfThePhrases_isChinese(String english, String translation) {
        assertThat(chinese.of(english)).isEqualTo(translation);
        assertThat(Phrases.of(Language.EN).of(english)).isEqualTo(english);
    }

    @Test
    void of_sentenceThatNoPhraseFits_staysEnglish() {
        assertThat(chinese.of("nobody has measured this")).isEqualTo("nobody has measured this");
    }

    /** "{#} seeds": a number fills that place, a word does not. */
    @Test
    void of_wordInThePlaceOfANumber_staysEnglish() {
        assertThat(chinese.of("12 seeds")).isEqualTo("12 个种子");
        assertThat(chinese.of("many seeds")).isEqualTo("many seeds");
    }

    /**
     * "zeros, lr {}" and "{}, lr {}" both fit: the first has more letters of its own. "{} and {}"
     * stands before the other in the file.
     */
    @Test
    void of_sentenceThatTwoPhrasesFit_takesTheOneThatSaysMore() {
        assertThat(chinese.of("zeros, lr 0.1")).isEqualTo("零，学习率 0.1");
        assertThat(chinese.of("loss and output mismatch")).isEqualTo("损失与输出不匹配");
    }

    /** Matching a longer one could take minutes. */
    @Test
    void of_moreThan400Characters_staysEnglish() {
        String rest = "x".repeat(400 - ", lr 1".length());

        assertThat(chinese.of(rest + ", lr 1")).isEqualTo(rest + "，学习率 1");
        assertThat(chinese.of(rest + "x, lr 1")).isEqualTo(rest + "x, lr 1");
    }

    @Test
    void language_isThatOfItsTagInAnyCase() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr")); // whose lower-case I has no dot
            for (Language language : Language.values()) {
                assertThat(Language.of(language.tag())).isEqualTo(language);
            }
        } finally {
            Locale.setDefault(before);
        }
        assertThat(Language.of("ZH").tag()).isEqualTo("zh");
        assertThatThrownBy(() -> Language.of("fr"))
                .isInstanceOf(UserMistake.class)
                .hasMessage("language 'fr' is unknown; use en or zh");
    }
}
