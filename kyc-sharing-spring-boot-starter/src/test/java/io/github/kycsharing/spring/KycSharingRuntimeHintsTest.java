package io.github.kycsharing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.model.BasicInfo;
import io.github.kycsharing.model.DocumentType;
import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.QuestionnaireAnswer;
import io.github.kycsharing.model.QuestionnaireInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.TncInfo;
import io.github.kycsharing.model.UserInfo;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** Reflection hints for a native image. */
class KycSharingRuntimeHintsTest {
    private final RuntimeHints hints = new RuntimeHints();

    KycSharingRuntimeHintsTest() {
        new KycSharingRuntimeHints().registerHints(hints, getClass().getClassLoader());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ShareKycRequest.class,
                KycStatusQuery.class,
                KycInfo.class,
                UserInfo.class,
                BasicInfo.class,
                IdentityInfo.class,
                TncInfo.class,
                QuestionnaireInfo.class,
                QuestionnaireAnswer.class,
                DocumentType.class
            })
    void everyRecordHasItsHints(Class<?> type) {
        assertThat(RuntimeHintsPredicates.reflection()
                        .onType(type)
                        .withMemberCategories(MemberCategory.ACCESS_DECLARED_FIELDS))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(type.getDeclaredConstructors()[0]))
                .accepts(hints);
        Arrays.stream(Objects.requireNonNull(type.getRecordComponents()))
                .forEach(component -> assertThat(
                                RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor()))
                        .accepts(hints));
    }

    @Test
    void aotProcessingKeepsAllClientsWithoutASecret() {
        DefaultGenerationContext generation = new DefaultGenerationContext(
                new ClassNameGenerator(ClassName.get("com.example", "Application")), new InMemoryGeneratedFiles());
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            TestPropertyValues.of("kyc-sharing.clients.kz.secret=${NOT_KNOWN_YET}", "kyc-sharing.clients.uk.secret=")
                    .applyTo(context);
            context.register(KycSharingAutoConfiguration.class, KycSharingClientsAutoConfiguration.class);
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        }
        RuntimeHints generated = generation.getRuntimeHints();
        for (Class<?> type : new Class<?>[] {
            KycSharingProperties.class,
            KycSharingProperties.Client.class,
            KycSharingProperties.ClientAsync.class,
            KycSharingProperties.ClientRetry.class,
            KycSharingProperties.Proxy.class,
            KycSharingProperties.Question.class
        }) {
            assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(type.getDeclaredConstructors()[0]))
                    .as(type.getSimpleName())
                    .accepts(generated);
        }
        assertThat(RuntimeHintsPredicates.reflection().onType(ShareKycRequest.class))
                .accepts(generated);
    }
}
