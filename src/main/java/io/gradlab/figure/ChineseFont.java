package io.gradlab.figure;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A font of this machine for what the bundled one has no glyphs for. */
public final class ChineseFont {

    /** Characters of the labels, of which a font must have all. */
    private static final String SAMPLE = "损失准确率回合梯度范数验证";

    /** Without serifs, as the other labels are, before those that merely have the glyphs. */
    private static final List<String> PREFERRED =
            List.of(
                    "Noto Sans CJK SC",
                    "Noto Sans SC",
                    "Source Han Sans SC",
                    "Microsoft YaHei",
                    "PingFang SC",
                    "WenQuanYi Micro Hei",
                    "WenQuanYi Zen Hei",
                    "SimHei");

    /** Looked for when it is first needed: English figures do without the system's fonts. */
    private static final class Installed {
        static final Optional<Font> FONT = find();

        private Installed() {}
    }

    private ChineseFont() {}

    /** Whether an installed font has the glyphs of Chinese labels. */
    public static boolean present() {
        return Installed.FONT.isPresent();
    }

    /** The usual font, or one of its size with the glyphs that it lacks. */
    static Font fitting(String text, Font usual) {
        return usual.canDisplayUpTo(text) < 0
                ? usual
                : Installed.FONT.map(font -> font.deriveFont(usual.getSize2D())).orElse(usual);
    }

    private static Optional<Font> find() {
        Headless.prefer();
        try {
            return Arrays.stream(
                            GraphicsEnvironment.getLocalGraphicsEnvironment()
                                    .getAvailableFontFamilyNames())
                    .sorted(Comparator.comparingInt(ChineseFont::rank))
                    .map(family -> new Font(family, Font.PLAIN, 1))
                    .filter(font -> font.canDisplayUpTo(SAMPLE) < 0)
                    .findFirst();
        } catch (Error e) { // what AWT makes of a system without fonts
            return Optional.empty();
        }
    }

    private static int rank(String family) {
        int index = PREFERRED.indexOf(family);
        return index < 0 ? PREFERRED.size() : index;
    }
}
