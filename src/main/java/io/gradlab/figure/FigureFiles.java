package io.gradlab.figure;

import io.gradlab.core.EnvironmentFault;
import io.gradlab.core.Language;
import io.gradlab.files.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Figures as files: SVG for pages, PDF for print, PNG for everything else; the same input gives the
 * same bytes. 16 cm wide. Safe on any thread: nothing that changes is shared.
 */
public final class FigureFiles {

    static {
        Headless.prefer();
    }

    private static final List<String> EXTENSIONS = List.of(".svg", ".pdf", ".png");

    private FigureFiles() {}

    /**
     * Writes {@code name.svg}, {@code name.pdf} and {@code name.png}, each whole or not at all, in
     * the place of those of another run.
     *
     * @param folder made if missing
     * @param name without extension
     * @param figure what to draw
     * @throws IOException if a file cannot be written, or the Java runtime lacks its graphics
     */
    public static void write(Path folder, String name, Figure figure) throws IOException {
        try (RunFolder files = new RunFolder(folder, names(name))) {
            write(files, name, figure, Language.EN);
        }
    }

    /** The files, with extension, that a figure of this name can have, in every language. */
    public static List<String> names(String name) {
        List<String> names = new ArrayList<>();
        for (Language language : Language.values()) {
            String of = language == Language.EN ? name : name + "." + language.tag();
            EXTENSIONS.forEach(extension -> names.add(of + extension));
        }
        return names;
    }

    /**
     * The same as files of a run, and in another language than English also {@code name.zh.svg} and
     * so on, with its labels. Without a font for it, see {@link ChineseFont}, its glyphs are
     * missing in PDF and PNG.
     *
     * @param files of the run
     * @param name without extension
     * @param figure what to draw
     * @param language of the labels
     * @throws IOException if a file cannot be written, or the Java runtime lacks its graphics
     */
    public static void write(RunFolder files, String name, Figure figure, Language language)
            throws IOException {
        write(files, name, figure, language, FigureFiles::draw);
    }

    /** The same for a page alone: SVG without PDF and PNG. */
    public static void writeSvg(RunFolder files, String name, Figure figure, Language language)
            throws IOException {
        write(files, name, figure, language, FigureFiles::drawSvg);
    }

    /** Files of a page of which the name is known. */
    private interface Drawing {
        void draw(RunFolder files, String name, Page page) throws IOException;
    }

    private static void write(
            RunFolder files, String name, Figure figure, Language language, Drawing drawing)
            throws IOException {
        try {
            drawing.draw(files, name, figure.page(Language.EN));
            if (language != Language.EN) {
                drawing.draw(files, name + "." + language.tag(), figure.page(language));
            }
        } catch (LinkageError e) { // for example no libfreetype
            if (e.getCause() instanceof EnvironmentFault fault) {
                throw fault;
            }
            throw new IOException(
                    "figure '%s' needs Java's graphics, which do not load (%s); use a complete JDK"
                            .formatted(name, e),
                    e);
        }
    }

    private static void drawSvg(RunFolder files, String name, Page page) throws IOException {
        files.write(name + ".svg", SvgEncoder.encode(page));
    }

    private static void draw(RunFolder files, String name, Page page) throws IOException {
        byte[] svg = SvgEncoder.encode(page);
        byte[] pdf = PdfEncoder.encode(page, name);
        byte[] png = PngEncoder.encode(page);
        files.write(name + ".svg", svg);
        files.write(name + ".pdf", pdf);
        files.write(name + ".png", png);
    }
}
