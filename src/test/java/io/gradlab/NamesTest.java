package io.gradlab;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A name means one thing: whoever reads it beside DJL's must not take it for DJL's. */
class NamesTest {

    /** Public types by simple name; every builder is called so. */
    private static Set<String> names(Stream<JavaClass> classes) {
        return classes.filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !type.getSimpleName().equals("Builder"))
                .map(JavaClass::getSimpleName)
                .collect(toCollection(TreeSet::new));
    }

    @Test
    void publicTypes_areNamedAsNoneOfDjl() {
        Set<String> djl =
                names(
                        new ClassFileImporter()
                                        .importUrl(
                                                Model.class
                                                        .getProtectionDomain()
                                                        .getCodeSource()
                                                        .getLocation())
                                        .stream());
        assertThat(djl).contains("Trainer", "Dataset");
        djl.add("Mlp"); // ai.djl.basicmodelzoo.basic.Mlp, of a jar that is not needed here

        Set<String> ours =
                names(
                        new ClassFileImporter()
                                        .withImportOption(
                                                ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                        .importPackages("io.gradlab")
                                        .stream());
        assertThat(ours).contains("Runner");
        ours.retainAll(djl);
        assertThat(ours).isEmpty();
    }
}
