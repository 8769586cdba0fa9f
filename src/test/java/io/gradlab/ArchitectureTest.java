package io.gradlab;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dependencies go one way. */
class ArchitectureTest {

    private static final String ROOT = "io.gradlab";

    /** What each package may use of ours; train and health never meet. */
    private static final Map<String, String[]> MAY_USE =
            Map.ofEntries(
                    entry("core"),
                    entry("engine", "core"),
                    entry("nn", "core"),
                    entry("data", "core"),
                    entry("health", "core"),
                    entry("train", "data", "nn", "engine", "core"),
                    entry("population", "nn", "data", "health", "engine", "core"),
                    entry("calibration", "train", "health", "data", "nn", "engine", "core"),
                    entry("report", "data", "train", "core"),
                    entry(
                            "experiment",
                            "report",
                            "population",
                            "train",
                            "health",
                            "data",
                            "nn",
                            "engine",
                            "core"),
                    entry(
                            "cli",
                            "experiment",
                            "calibration",
                            "report",
                            "population",
                            "train",
                            "health",
                            "data",
                            "nn",
                            "engine",
                            "core"));

    private static Map.Entry<String, String[]> entry(String name, String... mayUse) {
        return Map.entry(name, packages(mayUse));
    }

    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    private static String[] packages(String... names) {
        return Stream.of(names).map(ArchitectureTest::tree).toArray(String[]::new);
    }

    private static String tree(String name) {
        return ROOT + "." + name + "..";
    }

    static Stream<String> names() {
        return MAY_USE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("names")
    void package_usesOnlyWhatItMay(String name) {
        String[] allowed =
                Stream.concat(Stream.of(tree(name)), Stream.of(MAY_USE.get(name)))
                        .toArray(String[]::new);
        noClasses()
                .that(resideInAPackage(tree(name)))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true)
                .check(MAIN);
    }

    /** A new package has to be entered in the table. */
    @Test
    void packages_areThoseOfTheTable() {
        TreeSet<String> found =
                MAIN.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.equals(ROOT))
                        .map(name -> name.substring(ROOT.length() + 1).replaceAll("\\..*", ""))
                        .collect(toCollection(TreeSet::new));

        assertThat(found).isEqualTo(MAY_USE.keySet());
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void root_isTheMainClassOnlyAndUsedByNobody() {
        classes()
                .that(resideInAPackage(ROOT))
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .haveFullyQualifiedName(ROOT + ".Experiments")
                .allowEmptyShould(true)
                .check(MAIN);
        noClasses()
                .that(not(resideInAPackage(ROOT)))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT))
                .check(MAIN);
    }

    @Test
    void report_knowsNoDjl() {
        noClasses()
                .that(resideInAPackage(tree("report")))
                .should()
                .dependOnClassesThat(resideInAPackage("ai.djl.."))
                .allowEmptyShould(true)
                .check(MAIN);
    }

    /** Results are records of primitives: whoever sees an NDArray may leak it. */
    @Test
    void ndArray_staysInThePackagesThatCompute() {
        noClasses()
                .that(
                        not(
                                resideInAnyPackage(
                                        packages(
                                                "nn",
                                                "data",
                                                "engine",
                                                "train",
                                                "population",
                                                "health"))))
                .should()
                .dependOnClassesThat(resideInAPackage("ai.djl.ndarray.."))
                .allowEmptyShould(true)
                .check(MAIN);
    }

    /** Experiments pass listeners and devices on, and nothing deeper. */
    @Test
    void experiment_usesOfDjlOnlyTrainingAndDevice() {
        assertDjl(tree("experiment"), "ai.djl.training..");
    }

    /** The command line also tells versions, devices and the cache folder. */
    @Test
    void cli_usesOfDjlOnlyTrainingEngineAndDevice() {
        assertDjl(tree("cli"), "ai.djl.training..", "ai.djl.engine..", "ai.djl.util..");
        assertDjl(ROOT, "ai.djl.engine..");
    }

    private static void assertDjl(String ours, String... allowed) {
        noClasses()
                .that(resideInAPackage(ours))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("ai.djl..")
                                .and(not(resideInAnyPackage(allowed)))
                                .and(not(equivalentTo(Device.class))))
                .allowEmptyShould(true)
                .check(MAIN);
    }

    /** Whoever loads the engine sets it up first: there is one door, and it does both. */
    @Test
    void engine_isLoadedByTorchAlone() {
        noClasses()
                .that(not(resideInAPackage(tree("engine"))))
                .should()
                .callMethodWhere(calls(Engine.class, "getInstance|getEngine"))
                .orShould()
                .callMethodWhere(calls(Model.class, "newInstance"))
                .orShould()
                .callMethodWhere(calls(NDManager.class, "newBaseManager"))
                .check(MAIN);
    }

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> owner, String names) {
        return target(owner(equivalentTo(owner))).and(target(nameMatching(names)));
    }

    /** These come with Gradlab to whoever depends on it; all other libraries are optional. */
    @Test
    void api_usesOnlyDjlJnaGsonAndJSpecify() {
        noClasses()
                .that(
                        resideInAnyPackage(
                                packages(
                                        "core",
                                        "engine",
                                        "nn",
                                        "data",
                                        "health",
                                        "train",
                                        "population")))
                .and(not(simpleNameStartingWith("Csv").and(resideInAPackage(tree("data")))))
                .should()
                .dependOnClassesThat(
                        not(
                                resideInAnyPackage(
                                        ROOT + "..",
                                        "java..",
                                        "ai.djl..",
                                        "com.sun.jna..",
                                        "com.google.gson..",
                                        "org.jspecify..",
                                        "org.slf4j..")))
                .check(MAIN);
    }

    /** The listener and all that it needs. */
    @Test
    void health_usesOnlyDjlGsonAndJSpecify() {
        noClasses()
                .that(resideInAnyPackage(packages("core", "health")))
                .should()
                .dependOnClassesThat(
                        not(
                                resideInAnyPackage(
                                        tree("core"),
                                        tree("health"),
                                        "java..",
                                        "ai.djl..",
                                        "com.google.gson..",
                                        "org.jspecify..")))
                .check(MAIN);
    }

    /**
     * Only DJL's public API; JNA is the one exception that {@code com.sun} does not mean, and the
     * threads of a loaded engine are told by nothing else.
     */
    @Test
    void engineInternals_areUsedByNobody() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("ai.djl.pytorch..", "com.sun..", "sun..")
                                .and(not(resideInAPackage("com.sun.jna..")))
                                .and(not(equivalentTo(JniUtils.class))))
                .check(MAIN);
    }
}
