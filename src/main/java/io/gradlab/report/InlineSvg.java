package io.gradlab.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A figure's SVG file as a part of a page. */
final class InlineSvg {

    private static final Pattern TEXT = Pattern.compile("(<text[^>]*>)([^<]*)(</text)");
    private static final Pattern SIZE = Pattern.compile(" (?:width|height)=\"[0-9.]+pt\"");

    private InlineSvg() {}

    /**
     * The element, as wide as the page lets it be.
     *
     * @param svg content of a file of {@link FigureFiles}
     * @param name for ids: they must differ over a page
     * @param alternative what a reader who does not see it should know
     * @param phrases language of its labels
     * @throws IllegalArgumentException if it is no such file, or holds a script
     */
    static String of(String svg, String name, String alternative, Phrases phrases) {
        int start = svg.indexOf("<svg");
        if (start < 0 || svg.contains("<script") || !svg.strip().endsWith(">")) {
            throw new IllegalArgumentException("it is no figure of this program");
        }
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
}
