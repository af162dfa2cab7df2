package io.github.kycsharing.validation;

import io.github.kycsharing.internal.validation.SilentContext;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.Valid;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks a record with the constraints and the validators that Bean Validation uses, and stops at the first broken rule. It says
 * only whether there is one: Bean Validation costs several times as much, and is needed only to report violations.
 */
final class ValidityCheck {
    private final List<ConstraintValidator<Annotation, Object>> validators;
    private final List<Property> properties;

    private ValidityCheck(List<ConstraintValidator<Annotation, Object>> validators, List<Property> properties) {
        this.validators = validators;
        this.properties = properties;
    }

    /**
     * Reads the constraints of a record and of all records in it.
     *
     * @param type the record
     * @param broker the group of the broker type
     */
    static ValidityCheck of(Class<?> type, Class<?> broker) {
        List<Property> properties = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                Values values = Values.of(field.getType(), field.getAnnotations(), broker);
                Values elements = field.getAnnotatedType() instanceof AnnotatedParameterizedType list
                        ? Values.of(list.getAnnotatedActualTypeArguments()[0], broker)
                        : Values.UNCONSTRAINED;
                if (values.areConstrained() || elements.areConstrained()) {
                    properties.add(new Property(accessor(field), values, elements));
                }
            }
        }
        return new ValidityCheck(ConstraintValidators.of(type, type.getAnnotations(), broker), properties);
    }

    private static Method accessor(Field field) {
        try {
            return field.getDeclaringClass().getMethod(field.getName());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(field + " is no field of a record", e);
        }
    }

    /** Whether the record breaks no rule. */
    boolean passes(Object request, SilentContext context) {
        // Indexes: an iterator for each list would be most of what this allocates.
        for (int i = 0; i < validators.size(); i++) {
            if (!validators.get(i).isValid(request, context)) {
                return false;
            }
        }
        for (int i = 0; i < properties.size(); i++) {
            if (!properties.get(i).passes(request, context)) {
                return false;
            }
        }
        return true;
    }

    /** A field and, if it is a list, its elements. */
    private record Property(Method accessor, Values values, Values elements) {
        private static final Object[] NO_ARGUMENTS = {};

        boolean passes(Object owner, SilentContext context) {
            Object value = valueIn(owner);
            if (!values.pass(value, context)) {
                return false;
            }
            if (elements.areConstrained() && value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    if (!elements.pass(list.get(i), context)) {
                        return false;
                    }
                }
            }
            return true;
        }

        private @Nullable Object valueIn(Object owner) {
            try {
                return accessor.invoke(owner, NO_ARGUMENTS);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(accessor + " cannot be read", e);
            }
        }
    }

    /** The constraints of a value, and those of the record that it is. */
    private record Values(
            List<ConstraintValidator<Annotation, Object>> validators,
            @Nullable ValidityCheck valid) {
        private static final Values UNCONSTRAINED = new Values(List.of(), null);

        static Values of(AnnotatedType type, Class<?> broker) {
            return of((Class<?>) type.getType(), type.getAnnotations(), broker);
        }

        static Values of(Class<?> type, Annotation[] annotations, Class<?> broker) {
            boolean cascades = List.of(annotations).stream().anyMatch(Valid.class::isInstance);
            return new Values(
                    ConstraintValidators.of(type, annotations, broker),
                    cascades ? ValidityCheck.of(type, broker) : null);
        }

        boolean areConstrained() {
            return !validators.isEmpty() || valid != null;
        }

        @SuppressWarnings("NullAway") // validators take null
        boolean pass(@Nullable Object value, SilentContext context) {
            for (int i = 0; i < validators.size(); i++) {
                if (!validators.get(i).isValid(value, context)) {
                    return false;
                }
            }
            return value == null || valid == null || valid.passes(value, context);
        }
    }
}
