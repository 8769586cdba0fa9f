package io.gradlab.report;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {

    private static final String HOSTILE = "<b a='\"'>&amp;";
    private static final String HARMLESS = "&lt;b a=&#39;&quot;&#39;&gt;&amp;amp;";

    @Test
    void texts_whereverTheyStand_areEscaped() {
        Html made =
                Html.of(
                        HOSTILE,
                        Html.tag("p", HOSTILE).with("id", HOSTILE).line(HOSTILE, List.of(HOSTILE)),
                        Html.join(HOSTILE, List.of(Html.of(1), Html.of(2))));
        assertThat(made)
                .hasToString(
                        "%1$s<p class=\"%1$s\" id=\"%1$s\">%1$s%1$s</p>\n1%1$s2"
                                .formatted(HARMLESS));
    }

    @Test
    void markup_insideOfMarkup_staysAsItIs() {
        Html inner = Html.of(Html.tag("br").alone(), Html.tag("path").with("d", "M 0 0").empty());
        assertThat(Html.tag("g").of(inner, List.of(inner)))
                .hasToString("<g><br><path d=\"M 0 0\"/><br><path d=\"M 0 0\"/></g>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p id", "p>", "1", "a=\"b\""})
    void name_thatIsNone_isRefused(String name) {
        assertThatThrownBy(() -> Html.tag(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Html.tag("p").with(name, "value"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void elementAsAnAttribute_isRefused() {
        assertThatThrownBy(() -> Html.tag("p").with("id", Html.tag("br").alone()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("<br>");
    }

    /** The one door for text that is markup already. */
    @Test
    void ours_isCalledByTheTextsOfThePageAlone() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(PageText.class)
                .should()
                .callMethod(Html.class, "ours", String.class)
                .check(
                        new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("io.gradlab.report"));
    }
}
