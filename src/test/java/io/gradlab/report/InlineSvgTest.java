package io.gradlab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.core.UserMistake;
import io.gradlab.figure.SampleFigures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What of a figure's file gets into a page. */
class InlineSvgTest {

    private static final Pattern START = Pattern.compile("<([A-Za-z][^\\s/>]*)");
    private static final Pattern LABEL = Pattern.compile(">([^<>]*[^<>\\s][^<>]*)<");

    private static final String HEAD =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                    + " viewBox=\"0 0 9 9\" width=\"9pt\">";

    private static String inlined(String svg) {
        return InlineSvg.of(svg, "id-name", Html.of("said \"aloud\""), label -> label).toString();
    }

    private static Map<String, Long> counts(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1).strip())
                .collect(
                        Collectors.groupingBy(
                                Function.identity(), TreeMap::new, Collectors.counting()));
    }

    @Test
    void figuresOfThisProgram_keepElementsAndLabels() throws IOException {
        for (Map.Entry<String, String> figure : SampleFigures.svgs().entrySet()) {
            String file = figure.getValue().replaceFirst("<title\\s*>[^<]*</title\\s*>", "");
            String page = inlined(figure.getValue());
            assertThat(counts(START, page)).as(figure.getKey()).isEqualTo(counts(START, file));
            assertThat(counts(LABEL, page)).as(figure.getKey()).isEqualTo(counts(LABEL, file));
        }
    }

    @Test
    void everyAttribute_isWrittenAnew() {
        assertThat(
                        inlined(
                                "<?xml version=\"1.0\"?>"
                                        + HEAD
                                        + "<defs id='a'><clipPath id='c1'><path d='M1 2 L3 4 Z'/></clipPath></defs>"
                                        + "<g transform='matrix(1,0,0,1,2.5,0)' clip-path='url(#c1)'>"
                                        + "<text xml:space='preserve' x='1'\n>a &lt;b&#62; &amp; &quot;c&quot;</text>"
                                        + "<image xlink:href='data:image/png;base64,QUI='/></g></svg>"))
                .isEqualToNormalizingNewlines(
                        """

                        <svg viewBox="0 0 9 9" role="img" aria-label="said &quot;aloud&quot;">
                        <defs id="id-name-a">
                        <clipPath id="id-name-c1">
                        <path d="M1 2 L3 4 Z"/>
                        </clipPath>
                        </defs>
                        <g transform="matrix(1,0,0,1,2.5,0)" clip-path="url(#id-name-c1)">
                        <text xml:space="preserve" x="1">a &lt;b&gt; &amp; &quot;c&quot;</text>
                        <image xlink:href="data:image/png;base64,QUI="/>
                        </g>
                        </svg>""");
    }

    @Test
    void label_isTranslatedAsAWhole() {
        String page =
                InlineSvg.of(
                                HEAD + "<text>epoch</text></svg>",
                                "n",
                                Html.NOTHING,
                                label -> Text.of(label).in(Language.ZH))
                        .toString();
        assertThat(page).contains("<text>回合</text>");
    }

    static Stream<String> foreign() {
        Stream<String> inside =
                Stream.of(
                        "<script>x</script>",
                        "<g onload='x'/>",
                        "<g ONLOAD='x'/>",
                        "<g tabindex='0'/>",
                        "<g class='overview'/>",
                        "<g style='fill:red'/>",
                        "<g style='background:url(//example.com)'/>",
                        "<style>@import 'http://example.com'</style>",
                        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
                        "<p xmlns='http://www.w3.org/1999/xhtml'>x</p>",
                        "<script xmlns='http://www.w3.org/1999/xhtml'>x</script>",
                        "<text xmlns=''>x</text>",
                        "<h:text xmlns:h='http://www.w3.org/2000/svg'>x</h:text>",
                        "<g xmlns:h='urn:h' h:onload='x'/>",
                        "<g xmlns:h='urn:h' h:fill='red'/>",
                        "<g xmlns:xml2='http://www.w3.org/1999/xlink' xml2:fill='red'/>",
                        "<g xml:base='http://example.com/'/>",
                        "<g xml:id='a'/>",
                        "<svg/>",
                        "<a xlink:href='javascript:x'><text>x</text></a>",
                        "<a href='#overview'><text>x</text></a>",
                        "<use xlink:href='#a'/>",
                        "<use href='http://example.com/a.svg#a'/>",
                        "<image href='data:image/png;base64,QUI='/>",
                        "<image xlink:href='http://example.com/a.png'/>",
                        "<image xlink:href='file:///etc/hostname'/>",
                        "<image xlink:href='data:image/svg+xml;base64,QUI='/>",
                        "<image xlink:href='data:image/png;base64,QUI=&#10;'/>",
                        "<image xlink:href='data:image/png;base64,QUI=\"&gt;'/>",
                        "<rect xlink:href='data:image/png;base64,QUI='/>",
                        "<animate attributeName='href' to='javascript:x'/>",
                        "<set attributeName='onload' to='x'/>",
                        "<filter id='f'/>",
                        "<linearGradient id='f'/>",
                        "<pattern id='f'/>",
                        "<metadata>x</metadata>",
                        "<g><title>x</title></g>",
                        "<title>a<rect/></title>",
                        "<path fill='url(http://example.com/x)'/>",
                        "<path fill='url(#a)'/>",
                        "<path fill='URL(a)'/>",
                        "<path fill='u\\72l(a)'/>",
                        "<path fill='var(--x)'/>",
                        "<path clip-path='url(http://example.com/x#a)'/>",
                        "<path clip-path='url(#a) url(//example.com)'/>",
                        "<path clip-path='url(&quot;#a&quot;)'/>",
                        "<path cursor='url(a.cur), auto'/>",
                        "<path filter='url(#f)'/>",
                        "<path marker-end='url(#f)'/>",
                        "<g id='a'/><g id='a'/>",
                        "<g id='overview x'/>",
                        "<g id='a-b'/>",
                        "<g id=''/>",
                        "<text>a<text>b</text></text>",
                        "<text>a<rect/></text>",
                        "<g>text</g>",
                        "<!-- remark -->",
                        "<!--><script>x</script>-->",
                        "<text><![CDATA[x]]></text>",
                        "<text><![CDATA[<script>x</script>]]></text>",
                        "<?xml-stylesheet href='http://example.com/a.css'?>",
                        "<?php x?>",
                        "<text fill='>'>a</text>",
                        "<g fill=' tabindex=0 onfocus=x y='/>",
                        "<text>&e;</text>",
                        "<text>&nbsp;</text>",
                        "<text>&#0;</text>",
                        "<g",
                        "<g>",
                        "</g>",
                        "</svg><script>x</script>",
                        "</svg><p>x</p><svg>",
                        "<g>".repeat(100) + "</g>".repeat(100),
                        "<g>".repeat(100_000) + "</g>".repeat(100_000),
                        "<g a='1' a='2'/>");
        String billion =
                "<!DOCTYPE svg [<!ENTITY a0 \"x\">"
                        + Stream.iterate(1, i -> i < 30, i -> i + 1)
                                .map(i -> "<!ENTITY a%d \"&a%d;&a%<d;\">".formatted(i, i - 1))
                                .collect(Collectors.joining())
                        + "]>"
                        + HEAD
                        + "<text>&a29;</text></svg>";
        List<String> whole =
                List.of(
                        "",
                        " ",
                        "x",
                        "{}",
                        "\u0000",
                        "\ufeff" + HEAD + "</svg>",
                        "<svg/>",
                        "<svg viewBox='0 0 9 9'/>",
                        "<html xmlns='http://www.w3.org/1999/xhtml'/>",
                        "<g xmlns='http://www.w3.org/2000/svg'/>",
                        "<x:svg xmlns:x='http://www.w3.org/2000/svg'/>",
                        "<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>",
                        HEAD,
                        HEAD + "</svg>" + HEAD + "</svg>",
                        HEAD + "</svg><!--><script>x</script>-->",
                        "<!--<svg onload='x'>-->" + HEAD + "</svg>",
                        "<?php x?>" + HEAD + "</svg>",
                        "<!DOCTYPE svg>" + HEAD + "</svg>",
                        "<!DOCTYPE svg SYSTEM \"http://example.com/x.dtd\">" + HEAD + "</svg>",
                        "<!DOCTYPE svg [<!ENTITY e \"x\">]>" + HEAD + "<text>&e;</text></svg>",
                        "<!DOCTYPE svg [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                                + HEAD
                                + "<text>&e;</text></svg>",
                        "<!DOCTYPE svg [<!ATTLIST svg onload CDATA \"x\">]>" + HEAD + "</svg>",
                        billion);
        return Stream.concat(inside.map(part -> HEAD + part + "</svg>"), whole.stream());
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void foreignFile_isRefusedInOneClause(String svg) {
        assertThatThrownBy(() -> inlined(svg))
                .isExactlyInstanceOf(UserMistake.class)
                .hasMessageStartingWith("it ")
                .hasMessageNotContaining("\n");
    }

    /** Whatever a damaged file holds, the page gets whole elements of ours or nothing. */
    @Test
    void damagedFile_givesWholeElementsOrNothing() throws IOException {
        Pattern element =
                Pattern.compile(
                        "</?(?:svg|g|defs|clipPath|path|line|rect|text|image)"
                                + "(?: (?:[a-z][-a-zA-Z0-9]*|xml:space|xlink:href)=\"[^\"<>]*\")*/?>");
        byte[] file =
                SampleFigures.svgs().values().iterator().next().getBytes(StandardCharsets.UTF_8);
        long seed = 5;
        Random random = new Random(seed);
        for (int round = 0; round < 1000; round++) {
            byte[] damaged = Arrays.copyOf(file, 1 + random.nextInt(file.length));
            if (random.nextInt(10) > 0) {
                damaged = file.clone();
            }
            for (int hit = random.nextInt(4); hit >= 0; hit--) {
                damaged[random.nextInt(damaged.length)] =
                        (byte) "<>&;'\"=:/!-[]? x0\u0000\n".charAt(random.nextInt(19));
            }
            try {
                String page = inlined(new String(damaged, StandardCharsets.ISO_8859_1));
                assertThat(element.matcher(page).replaceAll(""))
                        .as("seed %d, round %d", seed, round)
                        .doesNotContain("<", ">");
            } catch (UserMistake e) {
                assertThat(e).hasMessageStartingWith("it ");
            }
        }
    }
}
