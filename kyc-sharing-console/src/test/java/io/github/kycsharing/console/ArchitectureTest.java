package io.github.kycsharing.console;

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
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** Dependencies between packages, and the list of public types. */
@NullUnmarked
@AnalyzeClasses(packages = "io.github.kycsharing.console", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.github.kycsharing.console";

    @ArchTest
    static final ArchRule internalPackagesFormNoCycle =
            slices().matching(ROOT + ".internal.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyThePublicApiOfSubmissionsIsUsed = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.github.kycsharing.submissions.internal..", "io.github.kycsharing.submissions.spring..");

    @ArchTest
    static final ArchRule onlyTheWiringKnowsSpringBoot = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".spring..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.boot..");

    @ArchTest
    static final ArchRule onlyTheAccessKnowsSpringSecurity = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".spring..", ROOT + ".internal.access..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.security..");

    @ArchTest
    static final ArchRule everyPackageIsInternalOrWiring =
            classes().should().resideInAnyPackage(ROOT + ".internal..", ROOT + ".spring");

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)(\\$.*)?");

    @ArchTest
    static final ArchRule nothingLogsPastSlf4j = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    /** The module has no API but its properties and its pages. */
    @ArchTest
    static void onlyAutoConfigurationsArePublic(JavaClasses all) {
        List<String> visible = all.stream()
                .filter(type -> !type.getPackageName().contains(".internal"))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .toList();

        assertThat(visible).isNotEmpty().allMatch(name -> name.matches("KycConsole\\w*AutoConfiguration"));
    }
}
