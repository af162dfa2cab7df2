package io.github.kycsharing.spring;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

// The classes are read once for all tests.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublicSurfaceTest {
    private static final String SHARED_INSIDE = "io.github.kycsharing.spring.internal";

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackagesOf(KycSharingAutoConfiguration.class);

    @Test
    void publicTypesAreThoseOfTheList() {
        assertThat(classes.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> !type.getPackageName().startsWith(SHARED_INSIDE))
                        .map(JavaClass::getName)
                        .map(name -> name.substring(name.lastIndexOf('.') + 1)))
                .containsExactlyInAnyOrder(
                        "ClientObserverFactory",
                        "ObservedClient",
                        "KycSharingObservationAutoConfiguration",
                        "KycSharingMetricsAutoConfiguration",
                        "KycSharingContextPropagationAutoConfiguration",
                        "KycSharingCallContext",
                        "KycSharingAttemptContext",
                        "KycSharingCallObservationConvention",
                        "KycSharingAttemptObservationConvention",
                        "DefaultKycSharingCallObservationConvention",
                        "DefaultKycSharingAttemptObservationConvention",
                        "KycSharingObservationDocumentation",
                        "KycSharingObservationDocumentation$CallTag",
                        "KycSharingObservationDocumentation$AttemptTag",
                        "KycSharingObservationDocumentation$TraceTag",
                        "KycSharingRecentOutcomesAutoConfiguration",
                        "KycSharingEndpointAutoConfiguration",
                        "KycSharingHealthAutoConfiguration",
                        "KycSharingAutoConfiguration",
                        "KycSharingClients",
                        "KycSharingClientsAutoConfiguration",
                        "KycSharingConnectionDetails",
                        "KycSharingCredentialsProvider",
                        "KycSharingSanitizingAutoConfiguration",
                        "KycSharingValidatorAutoConfiguration",
                        "KycSharingClientBuilderCustomizer",
                        "KycSharingProperties",
                        "KycSharingProperties$Async",
                        "KycSharingProperties$Client",
                        "KycSharingProperties$ClientAsync",
                        "KycSharingProperties$ClientRetry",
                        "KycSharingProperties$Proxy",
                        "KycSharingProperties$Retry",
                        "KycSharingProperties$Ssl",
                        "KycSharingProperties$Questionnaire",
                        "KycSharingProperties$Question");
    }

    @Test
    void usesOnlyThePublicTypesOfTheCore() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.github.kycsharing..internal..").and(resideOutsideOfPackage(SHARED_INSIDE)))
                .check(classes);
    }

    @Test
    void usesNoWebFrameworkNoDatabaseAndNoJsonLibrary() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.servlet..",
                        "org.springframework.boot.web..",
                        "org.springframework.web..",
                        "org.springframework.jdbc..",
                        "tools.jackson..",
                        "okhttp3..")
                .check(classes);
    }
}
