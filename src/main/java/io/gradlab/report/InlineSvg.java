package io.gradlab.report;

import io.gradlab.core.UserMistake;
import java.io.StringReader;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A figure's SVG file as a part of a page. */
final class InlineSvg {

    private static final Pattern TEXT = Pattern.compile("(<text[^>]*>)([^<]*)(</text)");
    private static final Pattern SIZE = Pattern.compile(" (?:width|height)=\"[0-9.]+pt\"");

    private static final Set<String> ELEMENTS =
            Set.of("svg", "g", "defs", "clipPath", "path", "line", "rect", "image", "text");

    private static final Set<String> ATTRIBUTES =
            Set.of(
                    "id",
                    "d",
                    "x",
                    "y",
                    "x1",
                    "x2",
                    "y1",
                    "y2",
                    "width",
                    "height",
                    "viewBox",
                    "transform",
                    "clip-path",
                    "clipPathUnits",
                    "preserveAspectRatio",
                    "space",
                    "fill",
                    "fill-opacity",
                    "stroke",
                    "stroke-opacity",
                    "stroke-width",
                    "stroke-linecap",
                    "stroke-linejoin",
                    "stroke-miterlimit",
                    "stroke-dasharray",
                    "stroke-dashoffset",
                    "font-family",
                    "font-size",
                    "font-style",
                    "font-weight",
                    "color-interpolation",
                    "color-rendering",
                    "image-rendering",
                    "shape-rendering",
                    "text-rendering");

    private InlineSvg() {}

    /**
     * The element, as wide as the page lets it be.
     *
     * @param svg content of a file of {@link FigureFiles}
     * @param name for ids: they must differ over a page
     * @param alternative what a reader who does not see it should know
     * @param phrases language of its labels
     * @throws IllegalArgumentException if it is no such file: no whole XML, or with anything that
     *     these files do not hold, as scripts and addresses
     */
    static String of(String svg, String name, String alternative, Phrases phrases) {
        requireFigure(svg);
        int start = svg.indexOf("<svg");
        int end = svg.indexOf('>', start);
        String head = SIZE.matcher(svg.substring(start, end)).replaceAll("");
        String body = svg.substring(end);
        String own =
                body.replace("id=\"", "id=\"" + name + "-").replace("url(#", "url(#" + name + "-");
        own = own.replace("xlink:href=\"#", "xlink:href=\"#" + name + "-");
        StringBuilder translated = new StringBuilder();
        Matcher texts = TEXT.matcher(own);
        while (texts.find()) {
            String label = Html.escape(phrases.of(Html.unescape(texts.group(2).strip())));
            texts.appendReplacement(
                    translated, Matcher.quoteReplacement(texts.group(1) + label + texts.group(3)));
        }
        texts.appendTail(translated);
        return head + " role=\"img\" aria-label=\"" + Html.escape(alternative) + "\"" + translated;
    }

    /**
     * What these files hold and nothing else, so that a strange file brings nothing to the page.
     */
    private static void requireFigure(String svg) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(svg));
            boolean known = true;
            while (known && reader.hasNext()) {
                int event = reader.next();
                known =
                        event != XMLStreamConstants.DTD
                                && event != XMLStreamConstants.PROCESSING_INSTRUCTION;
                if (event == XMLStreamConstants.START_ELEMENT) {
                    known = ELEMENTS.contains(reader.getLocalName()) && knownAttributes(reader);
                }
            }
            if (known && svg.contains("<svg ")) {
                return;
            }
        } catch (XMLStreamException e) {
            throw new UserMistake("it is no figure of this program", e);
        }
        throw new UserMistake("it is no figure of this program");
    }

    private static boolean knownAttributes(XMLStreamReader element) {
        for (int i = 0; i < element.getAttributeCount(); i++) {
            String name = element.getAttributeLocalName(i);
            String value = element.getAttributeValue(i);
            boolean known =
                    name.equals("href")
                            ? value.startsWith("data:image/png;base64,")
                            : ATTRIBUTES.contains(name)
                                    && (!value.contains("url(") || value.startsWith("url(#"));
            if (!known) {
                return false;
            }
        }
        return true;
    }
}
