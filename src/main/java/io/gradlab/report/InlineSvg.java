package io.gradlab.report;

import io.gradlab.core.UserMistake;
import io.gradlab.figure.FigureFiles;
import io.gradlab.result.Phrases;
import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A figure's SVG file as a part of a page, written anew from its elements, attributes and labels.
 * Whatever else a file holds makes it a file of somebody else, and nothing of it is used: what XML
 * takes for a comment or a quoted text, HTML may take for a script.
 */
final class InlineSvg {

    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final String XLINK = "http://www.w3.org/1999/xlink";

    /** Of the JDK's own parser, which else passes CDATA for ordinary text. */
    private static final String TELL_CDATA =
            "http://java.sun.com/xml/stream/properties/report-cdata-event";

    private static final Set<String> ELEMENTS =
            Set.of("g", "defs", "clipPath", "path", "line", "rect", "image", "text");

    private static final Set<String> ATTRIBUTES =
            Set.of(
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
                    "clipPathUnits",
                    "preserveAspectRatio",
                    "xml:space",
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

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]+");
    private static final Pattern CLIP = Pattern.compile("url\\(#[A-Za-z0-9]+\\)");
    private static final Pattern PNG =
            Pattern.compile("data:image/png;base64,[A-Za-z0-9+/]+={0,2}");

    /** Numbers, keywords and lists of them, or colours and transformations: never an address. */
    private static final Pattern PLAIN =
            Pattern.compile(
                    "[-A-Za-z0-9 .,+']*|(?:(?:rgb|matrix|translate|scale|rotate)\\([-0-9.,E ]+\\) ?){1,9}");

    /** Ours have 5 levels; browsers flatten what is nested by hundreds. */
    private static final int DEEPEST = 30;

    private final String prefix;
    private final String alternative;
    private final Phrases phrases;
    private final StringBuilder html = new StringBuilder();
    private final StringBuilder label = new StringBuilder();
    private final Set<String> ids = new HashSet<>();
    private int depth;
    private boolean open;
    private boolean inText;

    private InlineSvg(String name, String alternative, Phrases phrases) {
        prefix = name + "-";
        this.alternative = alternative;
        this.phrases = phrases;
    }

    /**
     * The element, as wide as the page lets it be.
     *
     * @param svg content of a file of {@link FigureFiles}
     * @param name for ids: they must differ over a page
     * @param alternative what a reader who does not see it should know
     * @param phrases language of its labels
     * @throws UserMistake if it is no such file: no whole XML, or with anything that these files do
     *     not hold, as scripts, comments and addresses; the message is a clause that says what
     */
    static String of(String svg, String name, String alternative, Phrases phrases) {
        InlineSvg figure = new InlineSvg(name, alternative, phrases);
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(svg));
            while (reader.hasNext()) {
                figure.add(reader.next(), reader);
            }
        } catch (XMLStreamException e) {
            throw new UserMistake("it is no whole SVG", e);
        }
        return figure.html.toString();
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(TELL_CDATA, true);
        return factory;
    }

    private void add(int event, XMLStreamReader reader) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start(reader);
            case XMLStreamConstants.END_ELEMENT -> end(reader.getLocalName());
            case XMLStreamConstants.CHARACTERS -> text(reader.getText());
            case XMLStreamConstants.SPACE, XMLStreamConstants.END_DOCUMENT -> {}
            default -> throw foreign("a comment, an instruction, a CDATA section or a DTD");
        }
    }

    private void start(XMLStreamReader element) {
        String name = element.getLocalName();
        boolean root = depth == 0;
        boolean known =
                SVG.equals(element.getNamespaceURI())
                        && element.getPrefix().isEmpty()
                        && (root ? name.equals("svg") : ELEMENTS.contains(name));
        if (!known || inText || ++depth > DEEPEST) {
            throw foreign("an element " + name + " there");
        }
        html.append(open ? ">\n<" : "\n<").append(name);
        for (int i = 0; i < element.getAttributeCount(); i++) {
            String attribute = attributeName(element, i);
            if (!root || !(attribute.equals("width") || attribute.equals("height"))) {
                attribute(attribute, value(name, attribute, element.getAttributeValue(i)));
            }
        }
        if (root) {
            attribute("role", "img");
            attribute("aria-label", alternative);
        }
        open = true;
        inText = name.equals("text");
    }

    private static String attributeName(XMLStreamReader element, int i) {
        String space = element.getAttributeNamespace(i);
        String name = element.getAttributeLocalName(i);
        if (space == null || space.isEmpty()) {
            return name;
        }
        return (space.equals(XMLConstants.XML_NS_URI)
                        ? "xml:"
                        : space.equals(XLINK) ? "xlink:" : "?")
                + name;
    }

    /** The value as it goes into the page. */
    private String value(String element, String attribute, String value) {
        boolean known =
                switch (attribute) {
                    case "id" -> ID.matcher(value).matches() && ids.add(value);
                    case "clip-path" -> CLIP.matcher(value).matches();
                    case "xlink:href" -> element.equals("image") && PNG.matcher(value).matches();
                    default -> ATTRIBUTES.contains(attribute) && PLAIN.matcher(value).matches();
                };
        if (!known) {
            throw foreign("an attribute " + attribute + " with such a value");
        }
        return switch (attribute) {
            case "id" -> prefix + value;
            case "clip-path" -> value.replace("#", "#" + prefix);
            default -> value;
        };
    }

    private void attribute(String name, String value) {
        html.append(' ').append(name).append("=\"").append(Html.escape(value)).append('"');
    }

    private void text(String text) {
        if (inText) {
            label.append(text);
        } else if (!text.isBlank()) {
            throw foreign("text outside a label");
        }
    }

    private void end(String name) {
        depth--;
        if (inText) {
            html.append('>').append(Html.escape(phrases.of(label.toString().strip())));
            label.setLength(0);
            inText = false;
            open = false;
            html.append("</").append(name).append('>');
            return;
        }
        html.append(open ? "/>" : "\n</" + name + ">");
        open = false;
    }

    private static UserMistake foreign(String what) {
        return new UserMistake("it has " + what + ", which no figure of this program has");
    }
}
