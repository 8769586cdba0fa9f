package io.gradlab.report;

import io.gradlab.core.Require;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Markup. Whatever text gets into it is escaped: there is one door for text that is markup already,
 * {@link #ours}, and {@link PageText} alone uses it, for the files beside its class.
 */
final class Html {

    /** Nothing at all. */
    static final Html NOTHING = new Html("");

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9:-]*");

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /** A text of this program's own files as it is. */
    static Html ours(String markup) {
        return new Html(markup);
    }

    /** One after the other: markup as it is, lists part by part, everything else as text. */
    static Html of(Object... parts) {
        return new Html(Stream.of(parts).map(Html::markup).collect(Collectors.joining()));
    }

    /** Parts with something between them. */
    static Html join(Object separator, List<Html> parts) {
        return new Html(
                parts.stream().map(Html::markup).collect(Collectors.joining(markup(separator))));
    }

    /** A whole document. */
    static Html document(Html html) {
        return new Html("<!DOCTYPE html>\n" + html);
    }

    /** An element of HTML, SVG or MathML, without attributes yet. */
    static Tag tag(String name) {
        return new Tag("<" + name(name), name);
    }

    /** The same of a class of the style sheet. */
    static Tag tag(String name, String styled) {
        return tag(name).with("class", styled);
    }

    boolean isEmpty() {
        return markup.isEmpty();
    }

    /** With a line end behind it. */
    Html line() {
        return new Html(markup + "\n");
    }

    private static String name(String name) {
        Require.argument(NAME.matcher(name).matches(), "'%s' is no name of an element", name);
        return name;
    }

    private static String markup(Object part) {
        if (part instanceof List<?> list) {
            return list.stream().map(Html::markup).collect(Collectors.joining());
        }
        return part instanceof Html html ? html.markup : escaped(String.valueOf(part));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return markup;
    }

    /** The beginning of an element. */
    static final class Tag {

        private final String open;
        private final String name;

        private Tag(String open, String name) {
            this.open = open;
            this.name = name;
        }

        /** With an attribute more: a text, or markup without elements and quotation marks. */
        Tag with(String attribute, Object value) {
            String quoted = markup(value);
            boolean plain = !quoted.contains("<") && !quoted.contains("\"");
            Require.argument(plain, "no value of an attribute: %s", quoted);
            return new Tag(open + " " + name(attribute) + "=\"" + quoted + "\"", name);
        }

        /** Around a content, as {@link Html#of}. */
        Html of(Object... content) {
            return new Html(open + ">" + Html.of(content) + "</" + name + ">");
        }

        /** The same with a line end behind it. */
        Html line(Object... content) {
            return of(content).line();
        }

        /** Without content or end, as {@code <br>}. */
        Html alone() {
            return new Html(open + ">");
        }

        /** Without content, as {@code <path/>}. */
        Html empty() {
            return new Html(open + "/>");
        }
    }
}
