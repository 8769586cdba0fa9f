package io.gradlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import org.junit.jupiter.api.Test;

class ChineseFontTest {

    /** Where the machine has one; CI does. Latin labels keep the bundled font. */
    @Test
    void chineseFont_hasTheGlyphs() {
        assertThat(ChineseFont.fitting("loss", Style.LABEL)).isSameAs(Style.LABEL);
        Font fitting = ChineseFont.fitting("损失", Style.LABEL);
        assertThat(fitting.canDisplayUpTo("损失") < 0).isEqualTo(ChineseFont.present());
        assertThat(fitting.getSize2D()).isEqualTo(Style.LABEL.getSize2D());
    }
}
