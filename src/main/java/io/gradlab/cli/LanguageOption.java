package io.gradlab.cli;

import io.gradlab.core.Language;
import io.gradlab.figure.ChineseFont;
import picocli.CommandLine.Option;

/** The language of what is printed and drawn. */
final class LanguageOption {

    @Option(
            names = "--lang",
            paramLabel = "en|zh",
            defaultValue = "en",
            description =
                    "Language of what is printed, and of figures, besides English (default:"
                            + " ${DEFAULT-VALUE}). Errors are English.")
    private String language = "en";

    Language ofPages() {
        return Language.of(language);
    }

    /**
     * Language of figures, besides English: English where no font has the glyphs, with one line of
     * warning. Boxes tell nobody anything.
     */
    Language ofFigures() {
        if (ofPages() == Language.EN || ChineseFont.present()) {
            return ofPages();
        }
        Terminal.warn(
                "no font here has Chinese glyphs, so that the figure files keep English labels;"
                        + " install one, on Debian: apt-get install fonts-noto-cjk");
        return Language.EN;
    }
}
