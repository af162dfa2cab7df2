package io.github.kycsharing.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PublicSurfaceTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackagesOf(KycSharingAutoConfiguration.class);

    @Test
    void isWhatApplicationsNameAndNothingElse() {
        assertThat(classes.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
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
                        "KycCustomer",
                        "KycStatusChanged",
                        "KycStatusStore",
                        "ToldStatus",
                        "TrackedCustomer",
                        "KycSharingAutoConfiguration",
                        "KycSharingClients",
                        "KycSharingClientsAutoConfiguration",
                        "KycSharingConnectionDetails",
                        "KycSharingCredentialsProvider",
                        "KycSharingSanitizingAutoConfiguration",
                        "KycSharingClientBuilderCustomizer",
                        "KycSharingProperties",
                        "KycSharingProperties$Client",
                        "KycSharingProperties$ClientRetry",
                        "KycSharingProperties$Proxy",
                        "KycSharingProperties$Retry",
                        "KycSharingProperties$Ssl",
                        "KycSharingProperties$Questionnaire",
                        "KycSharingProperties$Question");
    }

    @Test
    void usesOfTheCoreOnlyWhatIsPublic() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.kycsharing..internal..")
                .check(classes);
    }

    @Test
    void knowsNoWebStackAndNoJsonLibrary() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.web..", "jakarta.servlet..", "tools.jackson..", "okhttp3..")
                .check(classes);
    }
}
