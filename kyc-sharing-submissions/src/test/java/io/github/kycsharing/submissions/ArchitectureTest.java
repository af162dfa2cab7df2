package io.github.kycsharing.submissions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** Dependencies between packages, and the list of public types. */
@NullUnmarked
@AnalyzeClasses(packages = "io.github.kycsharing.submissions", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.github.kycsharing.submissions";

    @ArchTest
    static final ArchRule internalPackagesFormNoCycle =
            slices().matching(ROOT + ".internal.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule publicApiDependsOnNothingInternal = noClasses()
            .that()
            .resideInAPackage(ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".internal..", ROOT + ".spring..");

    @ArchTest
    static final ArchRule onlyTheWiringKnowsSpringBoot = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".spring..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.boot..");

    @ArchTest
    static final ArchRule schedulerStaysBehindTheEngine = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".internal.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.kagkarlsson..");

    @ArchTest
    static final ArchRule encryptionIsInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".internal.crypto..", ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.crypto..");

    @ArchTest
    static final ArchRule everyPackageIsPublicOrInternalOrWiring =
            classes().should().resideInAnyPackage(ROOT, ROOT + ".internal..", ROOT + ".spring");

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)(\\$.*)?");

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
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
    }

    private static List<String> approved() throws IOException {
        try (InputStream file = ArchitectureTest.class.getResourceAsStream("/public-types-submissions.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .sorted()
                    .toList();
        }
    }
}
