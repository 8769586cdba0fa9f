package io.gradlab.figure;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pixels: two for each point, 144 to the inch. */
final class PngEncoder {

    static final int SCALE = 2;

    private PngEncoder() {}

    /** The page as a PNG file. */
    static byte[] encode(Page page) throws IOException {
        BufferedImage image =
                new BufferedImage(
                        SCALE * Style.WIDTH, SCALE * page.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.scale(SCALE, SCALE);
            page.draw(graphics);
        } finally {
            graphics.dispose();
        }
        return encode(image);
    }

    /** An image as a PNG file. */
    static byte[] encode(RenderedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", stream)) {
                throw new IOException("this Java runtime cannot write PNG");
            }
        }
        return bytes.toByteArray();
    }
}
