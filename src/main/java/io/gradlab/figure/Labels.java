package io.gradlab.figure;

import io.gradlab.core.Language;
import io.gradlab.core.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a figure says, in a language; keeps the texts. */
final class Labels {

    private final Language language;
    private final Set<Text> used = new LinkedHashSet<>();

    Labels(Language language) {
        this.language = language;
    }

    /** The text as it is drawn. */
    String of(Text text) {
        if (!text.equals(Text.NOTHING)) {
            used.add(text);
        }
        return text.in(language);
    }

    /** Those that were drawn, each once, in their order. */
    List<Text> used() {
        return List.copyOf(used);
    }
}
