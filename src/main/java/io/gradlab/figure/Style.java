package io.gradlab.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Colours, fonts, strokes and markers of all figures. Lengths in points at 16 cm page width. */
final class Style {

    static {
        Headless.prefer();
    }

    /** 16 cm. */
    static final int WIDTH = 454;

    static final Font TITLE = BundledFont.ofSize(9);
    static final Font LABEL = BundledFont.ofSize(8);
    static final Font SMALL = BundledFont.ofSize(6.5f);

    /**
     * Colours that the colour-blind can tell apart: M. Okabe and K. Ito, "Color Universal Design"
     * (2008), without the yellow that white paper swallows, ordered so that neighbours differ in
     * grey.
     */
    static final List<Color> COLOURS =
            List.of(
                    new Color(0x0072B2),
                    new Color(0xE69F00),
                    new Color(0x009E73),
                    new Color(0xD55E00),
                    new Color(0xCC79A7),
                    Color.BLACK,
                    new Color(0x56B4E9));

    static final Color BLUE = COLOURS.get(0);
    static final Color VERMILLION = COLOURS.get(3);
    static final Color INK = new Color(0x222222);
    static final Color FRAME = new Color(0x888888);
    static final Color GRID = new Color(0xE4E4E4);

    static final Stroke THIN = new BasicStroke(0.5f);
    static final Stroke SOLID = line(1.2f);
    static final Stroke DASHED = line(1.2f, 4f, 2.5f);
    static final Stroke DOTTED = line(0.6f, 1.5f, 2f);

    private static final float MARKER = 5f;

    private Style() {}

    private static Stroke line(float width, float... dashes) {
        return new BasicStroke(
                width,
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_ROUND,
                1f,
                dashes.length == 0 ? null : dashes,
                0f);
    }

    /** The colour of the series of this index. */
    static Color colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    /** From 0 of black to 255 of white, by ITU-R BT.709. */
    static double luminance(Color colour) {
        return 0.2126 * colour.getRed() + 0.7152 * colour.getGreen() + 0.0722 * colour.getBlue();
    }

    /** The marker, around the origin, of the series of this index. */
    static Shape marker(int index) {
        float half = MARKER / 2;
        return switch (index % 6) {
            case 0 -> new Ellipse2D.Float(-half, -half, MARKER, MARKER);
            case 1 -> new Rectangle2D.Float(-half, -half, MARKER, MARKER);
            case 2 -> polygon(0, -1.2f * half, 1.1f * half, half, -1.1f * half, half);
            case 3 -> polygon(0, -1.35f * half, 1.35f * half, 0, 0, 1.35f * half, -1.35f * half, 0);
            case 4 -> polygon(0, 1.2f * half, 1.1f * half, -half, -1.1f * half, -half);
            default -> cross(0.4f * half, 1.2f * half);
        };
    }

    private static Shape cross(float in, float out) {
        return polygon(
                -in, -out, in, -out, in, -in, out, -in, out, in, in, in, in, out, -in, out, -in, in,
                -out, in, -out, -in, -in, -in);
    }

    private static Shape polygon(float... corners) {
        Path2D.Float path = new Path2D.Float();
        path.moveTo(corners[0], corners[1]);
        for (int corner = 2; corner < corners.length; corner += 2) {
            path.lineTo(corners[corner], corners[corner + 1]);
        }
        path.closePath();
        return path;
    }
}
