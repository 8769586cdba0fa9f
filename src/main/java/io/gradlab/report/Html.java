package io.gradlab.report;

/** Text into HTML. */
final class Html {

    private Html() {}

    /** The text as text, whatever it holds. */
    static String escape(String text) {
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

    static String element(String name, String attributes, String content) {
        String open = attributes.isEmpty() ? name : name + " " + attributes;
        return "<" + open + ">" + content + "</" + name + ">\n";
    }
}
