package io.gradlab.figure;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** DejaVu Sans from the program's own resources: figures look the same on every machine. */
final class BundledFont {

    /** Its family name. */
    static final String FAMILY = "DejaVu Sans";

    private static final String RESOURCE = "DejaVuSans.ttf";

    /** Where AWT looks for a description of the system's fonts before it asks the system. */
    private static final String FONTS_PROPERTY = "sun.awt.fontconfig";

    private static final Font FONT = load();

    private BundledFont() {}

    /** The font in so many points. */
    static Font ofSize(float points) {
        return FONT.deriveFont(points);
    }

    /** The width, in points, of a text in a font of this class. */
    static double width(String text, Font font) {
        return font.getStringBounds(text, new FontRenderContext(null, true, true)).getWidth();
    }

    /** The font file; to be closed. */
    static InputStream open() {
        return Objects.requireNonNull(BundledFont.class.getResourceAsStream(RESOURCE), RESOURCE);
    }

    private static Font load() {
        try {
            return create();
        } catch (IOException | InternalError e) { // what AWT makes of a system without fonts
            return createWithoutSystemFonts();
        }
    }

    private static Font create() throws IOException {
        Optional<File> file = resourceFile();
        try (InputStream in = open()) {
            byte[] content = in.readAllBytes();
            if (file.isEmpty()) {
                file = NamelessFile.of(content);
            }
            // Of a stream AWT makes a copy in the temporary folder, which a killed process leaves.
            return file.isPresent()
                    ? Font.createFont(Font.TRUETYPE_FONT, file.get())
                    : Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(content));
        } catch (FontFormatException e) {
            throw new IllegalStateException(RESOURCE + " in the program's resources is damaged", e);
        }
    }

    /** The resource itself, when the program runs from class folders and not from its jar. */
    private static Optional<File> resourceFile() {
        URL url = Objects.requireNonNull(BundledFont.class.getResource(RESOURCE), RESOURCE);
        return url.getProtocol().equals("file")
                ? Optional.of(Path.of(URI.create(url.toString())).toFile())
                : Optional.empty();
    }

    /** AWT refuses to load any font while the system has none: describe one that it never opens. */
    private static Font createWithoutSystemFonts() {
        try {
            File description =
                    NamelessFile.of(description().getBytes(StandardCharsets.US_ASCII))
                            .orElseThrow(() -> new IOException("this system has no fonts"));
            System.setProperty(FONTS_PROPERTY, description.getPath());
            return create();
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
