package io.gradlab.health.diagnosis;

import io.gradlab.core.Grid;
import io.gradlab.core.Language;
import io.gradlab.core.Text;

/** Lines of a text in a language, folded to a width. */
record Lines(Language language, int width, StringBuilder text) {

    /** One, of which all but the first are indented where it is folded. */
    void add(int indent, Text line) {
        Grid.fold(line.in(language), indent, width).forEach(this::add);
    }

    void add(String line) {
        text.append(line).append('\n');
    }
}
