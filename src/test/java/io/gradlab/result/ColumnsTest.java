package io.gradlab.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.core.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void table_eachThingIsARowAndEachCellStandsBelowItsHead() {
        Table table =
                new Columns<String>()
                        .add("word", word -> word)
                        .add("letters", String::length)
                        .table("Words", List.of("ten", "three"));
        assertThat(table.title()).hasToString("Words");
        assertThat(table.columns()).extracting(Text::toString).containsExactly("word", "letters");
        assertThat(table.rows()).containsExactly(List.of("ten", 3), List.of("three", 5));
    }

    @Test
    void table_nothing_hasHeadsAndNoRow() {
        Table table = new Columns<String>().add("word", word -> word).table("No words", List.of());
        assertThat(table.columns()).extracting(Text::toString).containsExactly("word");
        assertThat(table.rows()).isEmpty();
    }
}
