package io.gradlab.report;

import io.gradlab.data.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

/**
 * Figures as files: SVG for pages, PDF for print, PNG for everything else; the same input gives the
 * same bytes. 16 cm wide. Safe on any thread: nothing that changes is shared.
 */
public final class FigureFiles {

    static {
        Headless.prefer();
    }

    private FigureFiles() {}

    /**
     * Writes {@code name.svg}, {@code name.pdf} and {@code name.png}, each whole or not at all.
     *
     * @param folder made if missing
     * @param name without extension
     * @param figure what to draw
     * @throws IOException if a file cannot be written, or the Java runtime lacks its graphics
     */
    public static void write(Path folder, String name, Figure figure) throws IOException {
        write(folder, name, figure, Language.EN);
    }

    /**
     * The same, and in another language than English also {@code name.zh.svg} and so on, with its
     * labels. Without a font for it, see {@link ChineseFont}, its glyphs are missing in PDF and
     * PNG.
     *
     * @param folder made if missing
     * @param name without extension
     * @param figure what to draw
     * @param language of the labels
     * @throws IOException if a file cannot be written, or the Java runtime lacks its graphics
     */
    public static void write(Path folder, String name, Figure figure, Language language)
            throws IOException {
        try {
            Page page = figure.page();
            draw(folder, name, page);
            removeTranslated(folder, name);
            if (language != Language.EN) {
                draw(folder, name + "." + language.tag(), page.translated(Phrases.of(language)));
            }
        } catch (LinkageError e) { // for example no libfreetype
            throw new IOException(
                    "figure '%s' needs Java's graphics, which do not load (%s); use a complete JDK"
                            .formatted(name, e),
                    e);
        }
    }

    /** Those of an earlier run would show its numbers beside the new ones. */
    private static void removeTranslated(Path folder, String name) throws IOException {
        for (Language language : EnumSet.complementOf(EnumSet.of(Language.EN))) {
            for (String extension : List.of(".svg", ".pdf", ".png")) {
                Files.deleteIfExists(folder.resolve(name + "." + language.tag() + extension));
            }
        }
    }

    private static void draw(Path folder, String name, Page page) throws IOException {
        byte[] svg = SvgEncoder.encode(page);
        byte[] pdf = PdfEncoder.encode(page, name);
        byte[] png = PngEncoder.encode(page);
        AtomicFiles.write(folder.resolve(name + ".svg"), svg);
        AtomicFiles.write(folder.resolve(name + ".pdf"), pdf);
        AtomicFiles.write(folder.resolve(name + ".png"), png);
    }
}
