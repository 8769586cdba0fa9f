package io.gradlab.report;

import io.gradlab.core.UserMistake;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
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
                    """
                    d x y x1 x2 y1 y2 width height viewBox transform preserveAspectRatio
                    clipPathUnits xml:space fill fill-opacity stroke stroke-opacity stroke-width
                    stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray
                    stroke-dashoffset font-family font-size font-style font-weight
                    color-interpolation color-rendering image-rendering shape-rendering
                    text-rendering
                    """
                            .split("\\s+", 0));

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

    private static final String NO_ELEMENT = "a comment, an instruction, a CDATA section or a DTD";

    private final String prefix;
    private final Html alternative;
    private final UnaryOperator<String> words;
    private final XMLStreamReader reader;
    private final Set<String> ids = new HashSet<>();

    private InlineSvg(
            XMLStreamReader reader, String name, Html alternative, UnaryOperator<String> words) {
        this.reader = reader;
        prefix = name + "-";
        this.alternative = alternative;
        this.words = words;
    }

    /**
     * The element, as wide as the page lets it be. Its ids begin with the name, for they must
     * differ over a page; the alternative tells a reader who does not see it; the words say a label
     * in the language of the page. A {@link UserMistake} says, as a clause about the file, what
     * these files do not hold: scripts, comments, addresses and whatever is no whole XML.
     */
    static Html of(String svg, String name, Html alternative, UnaryOperator<String> words) {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(svg));
            return new InlineSvg(reader, name, alternative, words).content(0);
        } catch (XMLStreamException e) {
            throw new UserMistake("it is no whole SVG", e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(TELL_CDATA, true);
        return factory;
    }

    /** Elements up to the end of the one around them, or of the document. */
    private Html content(int depth) throws XMLStreamException {
        List<Html> elements = new ArrayList<>();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> elements.add(element(depth + 1));
                case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
                    return Html.of(elements);
                }
                case XMLStreamConstants.CHARACTERS -> requireBlank(reader.getText());
                case XMLStreamConstants.SPACE -> {}
                default -> throw foreign(NO_ELEMENT);
            }
        }
    }

    private static void requireBlank(String text) {
        if (!text.isBlank()) {
            throw foreign("text outside a label");
        }
    }

    private Html element(int depth) throws XMLStreamException {
        String name = reader.getLocalName();
        boolean root = depth == 1;
        boolean title = depth == 2 && name.equals("title");
        boolean known =
                SVG.equals(reader.getNamespaceURI())
                        && reader.getPrefix().isEmpty()
                        && (root ? name.equals("svg") : title || ELEMENTS.contains(name));
        if (!known || depth > DEEPEST) {
            throw foreign("an element " + name + " there");
        }
        if (title) { // the alternative says more
            label();
            return Html.of();
        }
        Html.Tag tag = Html.tag(name);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String attribute = attributeName(reader, i);
            if (!root || !(attribute.equals("width") || attribute.equals("height"))) {
                tag = tag.with(attribute, value(name, attribute, reader.getAttributeValue(i)));
            }
        }
        if (root) {
            tag = tag.with("role", "img").with("aria-label", alternative);
        }
        if (name.equals("text")) {
            return Html.of("\n", tag.of(words.apply(label().strip())));
        }
        Html content = content(depth);
        return Html.of("\n", content.isEmpty() ? tag.empty() : tag.of(content, "\n"));
    }

    private String label() throws XMLStreamException {
        StringBuilder label = new StringBuilder();
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            switch (reader.getEventType()) {
                case XMLStreamConstants.CHARACTERS -> label.append(reader.getText());
                case XMLStreamConstants.SPACE -> {}
                case XMLStreamConstants.START_ELEMENT ->
                        throw foreign("an element " + reader.getLocalName() + " there");
                default -> throw foreign(NO_ELEMENT);
            }
        }
        return label.toString();
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

    private static UserMistake foreign(String what) {
        return new UserMistake("it has %s, which no figure of this program has".formatted(what));
    }
}
