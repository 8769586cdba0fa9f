package io.gradlab.figure;

import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Vector graphics with text as text, so that it can be searched, copied and edited. */
final class SvgEncoder {

    private static final String SVG = "http://www.w3.org/2000/svg";

    /** Verdana is the same design: where DejaVu Sans is missing, texts keep their widths. */
    private static final String FAMILIES = "'DejaVu Sans', Verdana, sans-serif";

    /** Without Batik's document type, which makes readers fetch it from the network. */
    private static final String PROLOG = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private static final String FONT_FAMILY = "font-family";

    /** Hundredths of a point. */
    private static final int DECIMALS = 2;

    private SvgEncoder() {}

    /** The page as an SVG file. */
    static byte[] encode(Page page) throws IOException {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
        context.setPrecision(DECIMALS);
        context.setComment(null);
        context.setImageHandler(new Images());
        SVGGraphics2D graphics = new SVGGraphics2D(context, false);
        page.draw(graphics);
        Element root = graphics.getRoot();
        root.setAttribute("width", Style.WIDTH + "pt");
        root.setAttribute("height", page.height() + "pt");
        root.setAttribute("viewBox", "0 0 " + Style.WIDTH + " " + page.height());
        nameFamilies(root);
        addTitle(root, page.title());
        StringWriter text = new StringWriter();
        graphics.stream(root, text, false, false);
        String content = text.toString();
        return (PROLOG + content.substring(content.indexOf("<svg")))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a browser calls the file, and a screen reader the picture. */
    private static void addTitle(Element root, String title) {
        if (!title.isEmpty()) {
            Element element = root.getOwnerDocument().createElementNS(SVG, "title");
            element.appendChild(root.getOwnerDocument().createTextNode(title));
            root.insertBefore(element, root.getFirstChild());
        }
    }

    private static void nameFamilies(Element element) {
        if (element.hasAttribute(FONT_FAMILY)) {
            element.setAttribute(FONT_FAMILY, FAMILIES);
        }
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                nameFamilies(child);
            }
        }
    }

    /**
     * Images inside the file. Batik's own encoder wants a codec that JDK's ImageIO makes needless.
     */
    private static final class Images extends ImageHandlerBase64Encoder {

        @Override
        public void handleHREF(RenderedImage image, Element element, SVGGeneratorContext context)
                throws SVGGraphics2DIOException {
            try {
                String data = Base64.getEncoder().encodeToString(PngEncoder.encode(image));
                element.setAttributeNS(
                        "http://www.w3.org/1999/xlink",
                        "xlink:href",
                        "data:image/png;base64," + data);
            } catch (IOException e) {
                throw new SVGGraphics2DIOException(e.toString(), e);
            }
        }
    }
}
