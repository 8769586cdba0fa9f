package io.gradlab.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected lines are counted by hand: a Chinese character takes two cells. */
class GridTest {

    private static Grid.Column words(String... cells) {
        return new Grid.Column(List.of(cells), false);
    }

    private static Grid.Column numbers(String... cells) {
        return new Grid.Column(List.of(cells), true);
    }

    @Test
    void width_chineseCharacter_takesTwoCells() {
        assertThat(Grid.width("fc1")).isEqualTo(3);
        assertThat(Grid.width("第 1 层，")).isEqualTo(9);
        assertThat(Grid.width("ab\nabcd")).isEqualTo(4);
        assertThat(Grid.width("")).isZero();
    }

    @Test
    void fold_sentence_breaksBetweenWordsAndIndentsTheRest() {
        assertThat(Grid.fold("   why: one two three", 8, 12))
                .containsExactly("   why: one", "        two", "        three");
        assertThat(Grid.fold("one two three", 0, 7)).containsExactly("one two", "three");
        assertThat(Grid.fold("one two three", 0, Grid.ENDLESS)).containsExactly("one two three");
        assertThat(Grid.fold("", 2, 10)).containsExactly("");
    }

    /** A path is to be copied whole; 95 % is one thing. */
    @Test
    void fold_longWordAndPercentSign_stayWhole() {
        assertThat(Grid.fold("in /a/long/path/of/files now", 2, 10))
                .containsExactly("in", "  /a/long/path/of/files", "  now");
        assertThat(Grid.fold("from 95 % on", 0, 8)).containsExactly("from", "95 % on");
    }

    /** 梯度消失了 takes ten cells, and a comma may not begin a line. */
    @Test
    void fold_chinese_breaksBetweenCharactersButNotBeforePunctuation() {
        assertThat(Grid.fold("梯度消失了", 0, 5)).containsExactly("梯度", "消失", "了");
        assertThat(Grid.fold("梯度，消失", 0, 4)).containsExactly("梯", "度，", "消失");
        assertThat(Grid.fold("梯度（第一层）", 0, 6)).containsExactly("梯度", "（第一", "层）");
        assertThat(Grid.fold("用 ReLU，", 0, 6)).containsExactly("用", "ReLU，");
    }

    @Test
    void lines_columns_areAlignedWithoutBlanksAtTheEnd() {
        assertThat(
                        new Grid(List.of(words("层", "fc1"), numbers("norm", "0.5"), words("x", "")))
                                .lines(true))
                .containsExactly("层   norm  x", "---  ----  -", "fc1   0.5");
    }

    /** 16 and 8 cells are the narrowest columns of words and numbers. */
    @Test
    void fitted_longWords_areFoldedBeforeAColumnIsLeftOut() {
        Grid grid =
                new Grid(
                        List.of(
                                words("remedy", "take other weights and train longer"),
                                numbers("largest norm", "0.25")));

        assertThat(grid.fitted(49)).isEqualTo(grid);
        assertThat(grid.fitted(33).lines(true))
                .containsExactly(
                        "remedy              largest norm",
                        "------------------  ------------",
                        "take other weights          0.25",
                        "and train longer");
        assertThat(grid.fitted(26).lines(false))
                .containsExactly(
                        "remedy        largest",
                        "                 norm",
                        "take other       0.25",
                        "weights and",
                        "train longer");
        assertThat(grid.fitted(25).lines(false))
                .containsExactly("remedy", "take other weights and", "train longer");
    }

    @Test
    void leftOut_saysHowManyAndWhereTheyAre() {
        Grid grid = new Grid(List.of(words("a"), words("b"), words("c")));

        assertThat(grid.leftOut(grid, "f")).isEmpty();
        assertThat(grid.leftOut(grid.fitted(4), "f"))
                .hasValueSatisfying(
                        text -> {
                            assertThat(text).hasToString("1 column more in f");
                            assertThat(text.in(Language.ZH)).isEqualTo("另有 1 列，见 f");
                        });
        assertThat(grid.leftOut(grid.fitted(3), "f"))
                .hasValueSatisfying(text -> assertThat(text).hasToString("2 columns more in f"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 20, 40, 80})
    void fitted_anyWidth_keepsTheFirstColumnAndNeverExceedsTheWidthOfWords(int width) {
        Grid grid =
                new Grid(
                        List.of(
                                words("network", "2-5-1 relu"),
                                numbers("测试准确率", "0.84"),
                                words("why", "it is too small for what is asked of it")));
        List<String> lines = grid.fitted(width).lines(true);

        assertThat(lines.get(0)).startsWith("network");
        // The first column alone is ten cells wide and folds no further.
        assertThat(lines).allMatch(line -> Grid.width(line) <= Math.max(10, width));
    }
}
