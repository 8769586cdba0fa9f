package io.gradlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What somebody gets who depends on Gradlab; {@code .ci/consumers} tries it with two projects. */
class LibraryTest {

    /** A dependency that is neither optional nor of the tests goes to everybody. */
    @Test
    void pom_dependenciesForEverybody_areDjlGsonJnaAndJSpecify() throws Exception {
        Element project =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(Path.of("pom.xml").toFile())
                        .getDocumentElement();
        Set<String> names = new TreeSet<>();
        for (Node node = child(project, "dependencies").getFirstChild();
                node != null;
                node = node.getNextSibling()) {
            if (node instanceof Element dependency
                    && !text(dependency, "optional").equals("true")
                    && !text(dependency, "scope").equals("test")) {
                names.add(text(dependency, "groupId") + ":" + text(dependency, "artifactId"));
            }
        }

        assertThat(names)
                .containsExactly(
                        "ai.djl:api",
                        "com.google.code.gson:gson",
                        "net.java.dev.jna:jna",
                        "org.jspecify:jspecify");
    }

    /** It would be that of every program with Gradlab on its class path. */
    @Test
    void resources_holdNoLoggingConfiguration() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("LICENSE", "NOTICE", "DejaVuSans-LICENSE.txt")
                    .noneMatch(
                            name ->
                                    name.matches(
                                            "simplelogger\\.properties|logging\\.properties"
                                                    + "|logback.*|log4j.*|org\\.slf4j\\..*"));
        }
    }

    private static String text(Element parent, String name) {
        Element child = child(parent, name);
        return child == null ? "" : child.getTextContent().strip();
    }

    private static Element child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return element;
            }
        }
        return null;
    }
}
