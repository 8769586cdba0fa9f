package io.gradlab;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
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
import io.gradlab.health.diagnosis.Diagnosis;
import io.gradlab.health.diagnosis.Evidence;
import io.gradlab.health.diagnosis.Finding;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.diagnosis.PathologyCriteria;
import io.gradlab.health.diagnosis.Remedy;
import io.gradlab.health.diagnosis.Severity;
import io.gradlab.health.diagnosis.Threshold;
import io.gradlab.health.diagnosis.Thresholds;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dependencies go one way. */
class ArchitectureTest {

    private static final String ROOT = "io.gradlab";

    private static final List<String> FREE =
            List.of(
                    ROOT + "..",
                    "java..",
                    "javax..",
                    "org.w3c.dom..",
                    "org.jspecify..",
                    "org.slf4j..");

    private static final List<String> GROUND = List.of("nn", "data", "engine", "files", "core");
    private static final List<String> HEALTH =
            List.of(
                    "health",
                    "health.watch",
                    "health.diagnosis",
                    "health.quantity",
                    "health.observation");

    private static final List<String> DJL = List.of("ai.djl..");
    private static final List<String> GSON = List.of("com.google.gson..");

    /** What each package may use of ours. Train and health never meet. */
    private static final Map<String, Set<String>> MAY_USE = new TreeMap<>();

    /** What each may use of others; the JDK, JSpecify and SLF4J are free for all. */
    private static final Map<String, List<String>> LIBRARIES = new TreeMap<>();

    static {
        row("core", List.of(), GSON);
        row("files", List.of("core"));
        row("engine", List.of("core"), DJL, List.of("com.sun.jna.."));
        row("data", List.of("files", "core"), DJL, List.of("tech.tablesaw.."));
        row("nn", List.of("core"), DJL);
        row("health.observation", List.of("core"));
        row("health.quantity", List.of("health.observation", "core"));
        row("health.diagnosis", List.of("health.quantity", "health.observation", "core"));
        row("health.watch", List.of("health.quantity", "health.observation", "core"), DJL);
        row("health", and(HEALTH, "core"), DJL);
        row("result", List.of("files", "core"), List.of("org.apache.commons.statistics.."));
        row(
                "figure",
                List.of("result", "files", "core"),
                List.of(
                        "org.jfree..",
                        "org.apache.batik..",
                        "org.apache.pdfbox..",
                        "de.rototor.."));
        row("console", List.of("result", "files", "core"), List.of("me.tongfei.progressbar.."));
        row("params", List.of("nn", "data", "files", "core"));
        row("population.kernel", List.of("core"), List.of("jdk.incubator.vector.."));
        row(
                "population",
                and(
                        GROUND,
                        "population.kernel",
                        "health.quantity",
                        "health.diagnosis",
                        "health.observation"),
                DJL);
        row("train", and(GROUND, "params"), DJL);
        row("manual", List.of("nn", "data", "core"));
        row("report", List.of("result", "files", "core"));
        List<String> many = and(and(HEALTH, "population", "result"), GROUND);
        row("study", and(many, "figure", "console"), DJL);
        row("calibration", and(many, "calibration.published", "study", "train"), DJL);
        row("calibration.published", and(many, "study", "train"), DJL);
        row("experiment", and(many, "study", "manual", "train", "figure", "console"), DJL);
        row("cli", List.copyOf(MAY_USE.keySet()), List.of("picocli..", "com.sun.jna.."));
    }

    @SafeVarargs
    private static void row(String name, List<String> ours, List<String>... libraries) {
        MAY_USE.put(name, Set.copyOf(ours));
        LIBRARIES.put(name, Stream.of(libraries).flatMap(List::stream).toList());
    }

    private static List<String> and(List<String> names, String... more) {
        return and(names, List.of(more));
    }

    private static List<String> and(List<String> names, List<String> more) {
        return Stream.of(names, more).flatMap(List::stream).toList();
    }

    /** What users of the health package read; everything else in its rooms is for us. */
    private static final Class<?>[] OPEN_DIAGNOSIS = {
        Diagnosis.class,
        Evidence.class,
        Finding.class,
        Pathology.class,
        Remedy.class,
        Severity.class,
        Threshold.class,
        Thresholds.class
    };

    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    private static String tree(String name) {
        return ROOT + "." + name + "..";
    }

    private static String[] trees(String... names) {
        return Stream.of(names).map(ArchitectureTest::tree).toArray(String[]::new);
    }

    static Stream<String> names() {
        return MAY_USE.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void package_usesOnlyWhatItMay(String name) {
        String[] allowed =
                Stream.concat(Stream.of(name), MAY_USE.get(name).stream())
                        .map(other -> ROOT + "." + other)
                        .toArray(String[]::new);
        noClasses()
                .that(resideInAPackage(ROOT + "." + name))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
                .check(MAIN);
    }

    /** A new package has to be entered in the table. */
    @Test
    void packages_areThoseOfTheTable() {
        TreeSet<String> found =
                MAIN.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.equals(ROOT))
                        .map(name -> name.substring(ROOT.length() + 1))
                        .collect(toCollection(TreeSet::new));

        assertThat(found).isEqualTo(MAY_USE.keySet());
    }

    /** Rooms are packages of their own here, and the one above them another. */
    @Test
    void packages_haveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(MAIN);
    }

    @ParameterizedTest
    @MethodSource("names")
    void package_usesOnlyItsLibraries(String name) {
        String[] allowed =
                Stream.concat(FREE.stream(), LIBRARIES.get(name).stream()).toArray(String[]::new);
        noClasses()
                .that(resideInAPackage(ROOT + "." + name))
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(allowed)))
                .check(MAIN);
    }

    /** A user of data without CSV files needs no Tablesaw. */
    @Test
    void tablesaw_isForCsvAlone() {
        noClasses()
                .that(not(simpleNameStartingWith("Csv")))
                .should()
                .dependOnClassesThat(resideInAPackage("tech.tablesaw.."))
                .check(MAIN);
    }

    /** Classes that use each other in a circle can only be understood together. */
    @Test
    void classes_haveNoCircles() {
        assertThat(Circles.of(MAIN)).isEmpty();
    }

    /** Public because the listener lives in another package. */
    @Test
    void watch_isForTheListenerAlone() {
        onlyUsedBy(
                resideInAPackage(ROOT + ".health.watch").and(not(simpleName("Schedule"))),
                "health",
                "health.watch");
    }

    /** Public because watch, rules and populations share them. */
    @Test
    void quantities_areForWhoMeasures() {
        onlyUsedBy(
                resideInAPackage(ROOT + ".health.quantity"),
                "health",
                "health.watch",
                "health.diagnosis",
                "health.quantity",
                "population",
                "experiment");
    }

    /** Public because the report and the calibration apply them. */
    @Test
    void rules_areForTheReportAndTheCalibration() {
        onlyUsedBy(
                resideInAPackage(ROOT + ".health.diagnosis")
                        .and(not(belongToAnyOf(OPEN_DIAGNOSIS)))
                        .and(not(equivalentTo(PathologyCriteria.class))),
                "health",
                "health.diagnosis",
                "calibration");
    }

    /** Public because populations have numbers and no readings. */
    @Test
    void criteria_areForRulesAndPopulations() {
        onlyUsedBy(equivalentTo(PathologyCriteria.class), "health.diagnosis", "population");
    }

    private static void onlyUsedBy(DescribedPredicate<JavaClass> types, String... users) {
        String[] allowed = Stream.of(users).map(user -> ROOT + "." + user).toArray(String[]::new);
        noClasses()
                .that(not(resideInAnyPackage(allowed)))
                .should()
                .dependOnClassesThat(types)
                .check(MAIN);
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

    /** Results are records of primitives: whoever sees an NDArray may leak it. */
    @Test
    void ndArray_staysInThePackagesThatCompute() {
        noClasses()
                .that(
                        not(
                                resideInAnyPackage(
                                        trees(
                                                "nn",
                                                "data",
                                                "engine",
                                                "train",
                                                "population",
                                                "health",
                                                "calibration"))))
                .should()
                .dependOnClassesThat(resideInAPackage("ai.djl.ndarray.."))
                .allowEmptyShould(true)
                .check(MAIN);
    }

    /** Experiments pass listeners and devices on, and nothing deeper; studies devices alone. */
    @Test
    void experimentAndStudy_useOfDjlOnlyTrainingAndDevice() {
        assertDjl(tree("experiment"), "ai.djl.training..");
        assertDjl(tree("study"));
    }

    /** Hand-derived gradients are a subject of the book, and no helper of other experiments. */
    @Test
    void manual_isForItsExperimentAlone() {
        noClasses()
                .that(not(resideInAPackage(ROOT + ".manual")))
                .and()
                .doNotHaveSimpleName("AutogradVsManual")
                .and()
                .doNotHaveSimpleName("GradientComparison")
                .and()
                .doNotHaveSimpleName("TrainingComparison")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".manual"))
                .check(MAIN);
    }

    @Test
    void root_usesTheCommandLineAlone() {
        noClasses()
                .that(resideInAPackage(ROOT))
                .should()
                .dependOnClassesThat(
                        not(resideInAnyPackage(ROOT, ROOT + ".cli", "java..", "org.jspecify..")))
                .check(MAIN);
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
