package io.github.kycsharing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.internal.constraint.WireField;
import io.github.kycsharing.model.BasicInfo;
import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.QuestionnaireAnswer;
import io.github.kycsharing.model.QuestionnaireInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.TncInfo;
import io.github.kycsharing.model.UserInfo;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.ContainerElementTypeDescriptor;
import jakarta.validation.metadata.MethodType;
import jakarta.validation.metadata.PropertyDescriptor;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A row's constraint may be on fields and on types. On a record component both apply, and the set of violations would hide a second
 * evaluation, so the test counts evaluations.
 */
class SingleEvaluationTest {
    private final ValidatorFactory factory = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory();
    private final Validator validator = factory.getValidator();

    private record Probe(
            @WireField(mandatory = true, max = 3) CharSequence field,
            List<@WireField(mandatory = true) CharSequence> elements) {}

    private record Counted(String text, AtomicInteger reads) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            reads.incrementAndGet();
            return text;
        }
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void aFieldIsCheckedOnce() {
        AtomicInteger reads = new AtomicInteger();

        assertThat(validator.validate(new Probe(new Counted("four", reads), List.of())))
                .hasSize(1);

        assertThat(reads).hasValue(1);
    }

    @Test
    void anElementOfAListIsCheckedOnce() {
        AtomicInteger reads = new AtomicInteger();
        List<CharSequence> elements = IntStream.range(0, 3)
                .<CharSequence>mapToObj(i -> new Counted(" ", reads))
                .toList();

        assertThat(validator.validate(new Probe("x", elements))).hasSize(3);

        assertThat(reads).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ShareKycRequest.class,
                KycInfo.class,
                UserInfo.class,
                BasicInfo.class,
                IdentityInfo.class,
                TncInfo.class,
                QuestionnaireInfo.class,
                QuestionnaireAnswer.class
            })
    void constraintsAreOnFieldsOnlyAndNotRepeated(Class<?> type) {
        BeanDescriptor bean = validator.getConstraintsForClass(type);

        assertThat(bean.getConstrainedProperties()).isNotEmpty().allSatisfy(property -> {
            assertThat(property.getConstraintDescriptors())
                    .as(property.getPropertyName())
                    .hasSize(1);
            assertThat(elements(property))
                    .allMatch(element -> element.getConstraintDescriptors().size() == 1);
        });
        assertThat(bean.getConstrainedConstructors())
                .allMatch(constructor -> constructor.getParameterDescriptors().stream()
                        .allMatch(parameter ->
                                parameter.getConstraintDescriptors().isEmpty()));
        assertThat(bean.getConstrainedMethods(MethodType.GETTER, MethodType.NON_GETTER))
                .allMatch(method -> method.getReturnValueDescriptor()
                        .getConstraintDescriptors()
                        .isEmpty());
    }

    private static List<ContainerElementTypeDescriptor> elements(PropertyDescriptor property) {
        return List.copyOf(property.getConstrainedContainerElementTypes());
    }
}
