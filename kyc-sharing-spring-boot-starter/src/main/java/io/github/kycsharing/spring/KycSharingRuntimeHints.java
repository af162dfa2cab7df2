package io.github.kycsharing.spring;

import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.spring.internal.UnknownProperties;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Reflection hints for a native image: the records that are written as JSON and validated, and the configuration properties. The
 * constraints and their validators are in the metadata of the core.
 */
final class KycSharingRuntimeHints implements RuntimeHintsRegistrar {
    private static final String RECORDS = ShareKycRequest.class.getPackageName() + ".";

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        new BindingReflectionHintsRegistrar()
                .registerReflectionHints(hints.reflection(), ShareKycRequest.class, KycStatusQuery.class);
        for (Class<?> type : records()) {
            // The constraints are annotations of the components, and messages contain the components' names.
            hints.reflection()
                    .registerType(type, MemberCategory.ACCESS_DECLARED_FIELDS, MemberCategory.INVOKE_DECLARED_METHODS);
        }
        for (Class<?> properties : UnknownProperties.types()) {
            // Their components define the property names.
            hints.reflection()
                    .registerType(
                            properties, MemberCategory.ACCESS_DECLARED_FIELDS, MemberCategory.INVOKE_DECLARED_METHODS);
        }
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
}
