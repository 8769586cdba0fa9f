package io.gradlab.report;

import io.gradlab.data.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;

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
     * @throws IOException if a file cannot be written
     */
    public static void write(Path folder, String name, Figure figure) throws IOException {
        Page page = figure.page();
        byte[] svg = SvgEncoder.encode(page);
        byte[] pdf = PdfEncoder.encode(page, name);
        byte[] png = PngEncoder.encode(page);
        AtomicFiles.write(folder.resolve(name + ".svg"), svg);
        AtomicFiles.write(folder.resolve(name + ".pdf"), pdf);
        AtomicFiles.write(folder.resolve(name + ".png"), png);
    }
}
