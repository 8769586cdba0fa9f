package io.gradlab.figure;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** One page of the figure's size, with the font's used glyphs in it. */
final class PdfEncoder {

    private PdfEncoder() {}

    /** A PDF file; its name decides the identifier, which PDFBox would take from the clock. */
    static byte[] encode(Page page, String name) throws IOException {
        try (PDDocument document = new PDDocument();
                InputStream font = BundledFont.open()) {
            document.setDocumentId((long) name.hashCode());
            PDRectangle size = new PDRectangle(Style.WIDTH, page.height());
            PDPage sheet = new PDPage(size);
            document.addPage(sheet);
            PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, size);
            try (PdfBoxGraphics2DFontTextDrawer texts = new PdfBoxGraphics2DFontTextDrawer()) {
                // Loaded here: of a stream the drawer makes a file in the temporary folder.
                texts.registerFont(BundledFont.FAMILY, PDType0Font.load(document, font));
                graphics.setFontTextDrawer(texts);
                page.draw(graphics);
                graphics.dispose();
                try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
                    content.drawForm(graphics.getXFormObject());
                }
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                document.save(bytes);
                return bytes.toByteArray();
            }
        }
    }
}
