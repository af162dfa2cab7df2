package io.github.kycsharing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.kycsharing.spi.OkHttpCustomizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** How the packages stand to each other, and what of them is public. */
@NullUnmarked
@AnalyzeClasses(
        packages = "io.github.kycsharing",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTheSimulator.class})
class ArchitectureTest {
    /** The simulated exchange is a module of its own, that only the tests know. */
    static final class WithoutTheSimulator implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/io/github/kycsharing/test/");
        }
    }

    private static final String ROOT = "io.github.kycsharing";

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesDependInOneDirection = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("root")
            .definedBy(ROOT)
            .layer("rule")
            .definedBy(ROOT + ".rule..")
            .layer("model")
            .definedBy(ROOT + ".model..")
            .layer("validation")
            .definedBy(ROOT + ".validation..")
            .layer("json")
            .definedBy(ROOT + ".json..")
            .layer("signing")
            .definedBy(ROOT + ".signing..")
            .layer("transport")
            .definedBy(ROOT + ".transport..")
            .layer("response")
            .definedBy(ROOT + ".response..")
            .layer("error")
            .definedBy(ROOT + ".error..")
            .layer("delivery")
            .definedBy(ROOT + ".delivery..")
            .layer("status")
            .definedBy(ROOT + ".status..")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("rule")
            .mayNotAccessAnyLayer()
            .whereLayer("model")
            .mayOnlyAccessLayers("rule")
            .whereLayer("validation")
            .mayOnlyAccessLayers("model", "rule")
            .whereLayer("json")
            .mayOnlyAccessLayers("validation", "model", "rule")
            .whereLayer("signing")
            .mayNotAccessAnyLayer()
            .whereLayer("transport")
            .mayNotAccessAnyLayer()
            .whereLayer("response")
            .mayOnlyAccessLayers("transport")
            .whereLayer("error")
            .mayOnlyAccessLayers("response", "validation")
            .whereLayer("delivery")
            .mayOnlyAccessLayers("error", "response", "transport")
            .whereLayer("status")
            .mayOnlyAccessLayers("delivery", "error", "response");

    @ArchTest
    static final ArchRule everyPackageHasAPlace = classes()
            .should()
            .resideInAnyPackage(
                    ROOT,
                    ROOT + ".rule..",
                    ROOT + ".model..",
                    ROOT + ".validation..",
                    ROOT + ".json..",
                    ROOT + ".signing..",
                    ROOT + ".transport..",
                    ROOT + ".response..",
                    ROOT + ".error..",
                    ROOT + ".delivery..",
                    ROOT + ".status..");

    @ArchTest
    static final ArchRule noFrameworkIsKnown =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "jakarta.servlet..");

    /** But for the one door that is meant to be open. */
    @ArchTest
    static final ArchRule okHttpStaysBehindTheTransport = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".transport.internal..")
            .and()
            .doNotBelongToAnyOf(OkHttpCustomizer.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("okhttp3..", "okio..", "kotlin..");

    /** The records carry Jackson's annotations, one of which names a naming strategy; nothing else of it. */
    @ArchTest
    static final ArchRule jacksonIsUsedWhereJsonIsReadAndWritten = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".json..", ROOT + ".response.internal..", ROOT + ".model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule recordsOnlyCarryAnnotationsOfJackson = noClasses()
            .that()
            .resideInAPackage(ROOT + ".model..")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are Jackson's and neither an annotation nor what an annotation names",
                    type -> type.getPackageName().startsWith("tools.jackson")
                            && !type.isAnnotation()
                            && !type.getName().startsWith("tools.jackson.databind.PropertyNamingStrategies")));

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)(\\$.*)?");

    @ArchTest
    static final ArchRule nothingPrints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule nothingLogsPastSlf4j = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static void onlyApprovedTypesArePublic(JavaClasses all) throws IOException {
        List<String> actual = all.stream()
                .filter(type -> !type.getPackageName().contains(".internal"))
                .filter(ArchitectureTest::isVisible)
                .map(JavaClass::getName)
                .sorted()
                .toList();

        assertThat(actual)
                .as("public types; one that is meant to be public is to be added to public-types.txt")
                .isEqualTo(approved());
    }

    private static boolean isVisible(JavaClass type) {
        boolean open = type.getModifiers().contains(JavaModifier.PUBLIC)
                || type.getModifiers().contains(JavaModifier.PROTECTED);
        return open && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
    }

    private static List<String> approved() throws IOException {
        try (InputStream file = ArchitectureTest.class.getResourceAsStream("/public-types.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .sorted()
                    .toList();
        }
    }
}
