package io.github.kycsharing.spring;

import io.github.kycsharing.internal.constraint.AtLeastOneSection;
import io.github.kycsharing.internal.constraint.ConsistentAnswers;
import io.github.kycsharing.internal.constraint.NamesMatch;
import io.github.kycsharing.internal.constraint.NotApplicable;
import io.github.kycsharing.internal.constraint.SingleEntity;
import io.github.kycsharing.internal.constraint.WireField;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.spring.internal.UnknownProperties;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** Reflection hints for a native image: the records written as JSON, and the constraints that Bean Validation discovers. */
final class KycSharingRuntimeHints implements RuntimeHintsRegistrar {
    private static final String RECORDS = ShareKycRequest.class.getPackageName() + ".";
    private static final String SERVICES = "META-INF/services/" + ConstraintValidator.class.getName();

    private static final List<Class<?>> CONSTRAINTS = List.of(
            WireField.class,
            WireField.List.class,
            NotApplicable.class,
            AtLeastOneSection.class,
            ConsistentAnswers.class,
            NamesMatch.class,
            SingleEntity.class);

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        new BindingReflectionHintsRegistrar()
                .registerReflectionHints(hints.reflection(), ShareKycRequest.class, KycStatusQuery.class);
        for (Class<?> type : records()) {
            // The rules are annotations of the components, and messages without values use the components' names.
            hints.reflection()
                    .registerType(type, MemberCategory.ACCESS_DECLARED_FIELDS, MemberCategory.INVOKE_DECLARED_METHODS);
        }
        for (Class<?> constraint : CONSTRAINTS) {
            hints.reflection().registerType(constraint, MemberCategory.INVOKE_PUBLIC_METHODS);
        }
        for (Class<?> validator : validators(classLoader)) {
            hints.reflection().registerType(validator, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
        }
        for (Class<?> properties : UnknownProperties.types()) {
            // Their components define the property names.
            hints.reflection()
                    .registerType(
                            properties, MemberCategory.ACCESS_DECLARED_FIELDS, MemberCategory.INVOKE_DECLARED_METHODS);
        }
        hints.resources().registerPattern(SERVICES);
    }

    /** The request bodies of both calls and all records in them. */
    static Set<Class<?>> records() {
        Set<Class<?>> found = new LinkedHashSet<>();
        collect(ShareKycRequest.class, found);
        collect(KycStatusQuery.class, found);
        return found;
    }

    private static void collect(Class<?> type, Set<Class<?>> found) {
        if (type.isRecord() && type.getName().startsWith(RECORDS) && found.add(type)) {
            Arrays.stream(Objects.requireNonNull(type.getRecordComponents())).forEach(component -> {
                collect(component.getType(), found);
                if (component.getGenericType() instanceof ParameterizedType list) {
                    Arrays.stream(list.getActualTypeArguments())
                            .filter(Class.class::isInstance)
                            .forEach(argument -> collect((Class<?>) argument, found));
                }
            });
        }
    }

    /** The validators that a constraint names, and those that the service loader finds. */
    static Set<Class<?>> validators(@Nullable ClassLoader classLoader) {
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> constraint : CONSTRAINTS) {
            Constraint annotation = constraint.getAnnotation(Constraint.class);
            if (annotation != null) {
                found.addAll(List.of(annotation.validatedBy()));
            }
        }
        ServiceLoader<?> services = ServiceLoader.load(ConstraintValidator.class, classLoader);
        services.stream().forEach(service -> {
            if (service.type().getName().startsWith("io.github.kycsharing.")) {
                found.add(service.type());
            }
        });
        return found;
    }
}
