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
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.kycsharing.spi.OkHttpCustomizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** Dependencies between packages, and the list of public types. */
@NullUnmarked
@AnalyzeClasses(
        packages = "io.github.kycsharing",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTheSimulator.class})
class ArchitectureTest {
    /** The exchange simulator is another module, which only tests use. */
    static final class WithoutTheSimulator implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/io/github/kycsharing/test/");
        }
    }

    private static final String ROOT = "io.github.kycsharing";

    /** A slice is a package name without {@code internal}: the validators are part of the validation. */
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return name.startsWith(ROOT + ".")
                    ? SliceIdentifier.of(name.substring(ROOT.length() + 1)
                            .replaceFirst("^internal\\.", "")
                            .split("\\.", 2)[0])
                    : SliceIdentifier.of("root");
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().assignedFrom(PACKAGES).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesDependInOneDirection = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("model")
            .definedBy(ROOT + ".model..")
            .layer("validation")
            .definedBy(ROOT + ".validation..")
            .layer("exception")
            .definedBy(ROOT + ".exception..")
            .layer("spi")
            .definedBy(ROOT + ".spi..")
            .layer("root")
            .definedBy(ROOT)
            .whereLayer("model")
            .mayNotAccessAnyLayer()
            .whereLayer("validation")
            .mayOnlyAccessLayers("model")
            .whereLayer("exception")
            .mayOnlyAccessLayers("model", "validation")
            .whereLayer("spi")
            .mayOnlyAccessLayers("model", "exception")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule internalPackagesNeverUseTheRoot = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT);

    @ArchTest
    static final ArchRule constraintsDependOnNothing = noClasses()
            .that()
            .resideInAPackage(ROOT + ".internal.constraint..")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are of another package of this library",
                    type -> type.getPackageName().startsWith(ROOT)
                            && !type.getPackageName().equals(ROOT + ".internal.constraint")));

    @ArchTest
    static final ArchRule everyPackageIsPublicOrInternal = classes()
            .should()
            .resideInAnyPackage(
                    ROOT,
                    ROOT + ".model",
                    ROOT + ".exception",
                    ROOT + ".validation",
                    ROOT + ".spi",
                    ROOT + ".internal..");

    @ArchTest
    static final ArchRule noFrameworkIsKnown =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "jakarta.servlet..");

    /** {@code OkHttpCustomizer} is the only exception. */
    @ArchTest
    static final ArchRule okHttpStaysBehindTheTransport = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".internal.transport..")
            .and()
            .doNotBelongToAnyOf(OkHttpCustomizer.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("okhttp3..", "okio..", "kotlin..");

    /** The records use Jackson's annotations, one of which names a naming strategy, and nothing else of Jackson. */
    @ArchTest
    static final ArchRule jacksonIsUsedWhereJsonIsReadAndWritten = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, ROOT + ".internal.json..", ROOT + ".model..")
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
                .as("public types; add an intended one to public-types.txt")
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
