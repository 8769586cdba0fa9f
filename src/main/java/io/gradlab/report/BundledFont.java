package io.gradlab.report;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** DejaVu Sans from the program's own resources: figures look the same on every machine. */
final class BundledFont {

    /** Its family name. */
    static final String FAMILY = "DejaVu Sans";

    private static final String RESOURCE = "DejaVuSans.ttf";

    /** Where AWT looks for a description of the system's fonts before it asks the system. */
    private static final String FONTS_PROPERTY = "sun.awt.fontconfig";

    private static final Font FONT = load();

    private BundledFont() {}

    /**
     * The font.
     *
     * @param points its size
     * @return the font
     */
    static Font ofSize(float points) {
        return FONT.deriveFont(points);
    }

    /**
     * The width of a text.
     *
     * @param text the text
     * @param font of this class
     * @return points
     */
    static double width(String text, Font font) {
        return font.getStringBounds(text, new FontRenderContext(null, true, true)).getWidth();
    }

    /**
     * The font file.
     *
     * @return to be closed
     */
    static InputStream open() {
        return Objects.requireNonNull(BundledFont.class.getResourceAsStream(RESOURCE), RESOURCE);
    }

    private static Font load() {
        try {
            return create();
        } catch (InternalError noSystemFonts) {
            return createWithoutSystemFonts();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Font create() throws IOException {
        try (InputStream file = open()) {
            return Font.createFont(Font.TRUETYPE_FONT, file);
        } catch (FontFormatException e) {
            throw new IllegalStateException(RESOURCE + " in the program's resources is damaged", e);
        }
    }

    /** AWT refuses to load any font while the system has none: describe one that it never opens. */
    private static Font createWithoutSystemFonts() {
        try {
            Path description = Files.createTempFile("fonts", ".properties");
            try {
                Files.writeString(description, description());
                System.setProperty(FONTS_PROPERTY, description.toString());
                return create();
            } finally {
                Files.delete(description);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String description() {
        String font = "-misc-none-medium-r-normal--*-%d-*-*-c-*-iso8859-1";
        StringBuilder text = new StringBuilder("version=1\nsequence.allfonts=latin-1\n");
        for (String family :
                new String[] {"serif", "sansserif", "monospaced", "dialog", "dialoginput"}) {
            for (String style : new String[] {"plain", "bold", "italic", "bolditalic"}) {
                text.append(family).append('.').append(style).append(".latin-1=").append(font);
                text.append('\n');
            }
        }
        return text.append("filename.").append(font).append("=/none.ttf\n").toString();
    }
}
