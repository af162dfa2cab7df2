package io.github.kycsharing.validation;

import jakarta.validation.Constraint;
import jakarta.validation.Valid;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.cfg.ConstraintMapping;
import org.hibernate.validator.cfg.GenericConstraintDef;
import org.hibernate.validator.cfg.context.PropertyConstraintMappingContext;
import org.hibernate.validator.cfg.context.TypeConstraintMappingContext;

/**
 * Maps the constraint annotations for one broker type into a single validation group. Bean Validation traverses a record once per
 * group, and a broker's group inherits the default group: one group halves the work. Each rule is still defined only by its
 * annotation.
 */
final class ConstraintsByBrokerType {
    /** The single group. */
    interface All {}

    private final ConstraintMapping mapping;
    private final Class<?> broker;
    private final Set<Class<?>> mapped = new HashSet<>();

    private ConstraintsByBrokerType(ConstraintMapping mapping, Class<?> broker) {
        this.mapping = mapping;
        this.broker = broker;
    }

    /**
     * Maps the constraints of requests and of all records in them.
     *
     * @param mapping the target
     * @param broker the group of the broker type
     * @param requests the records that are validated
     */
    static ConstraintMapping map(ConstraintMapping mapping, Class<?> broker, Class<?>... requests) {
        ConstraintsByBrokerType rules = new ConstraintsByBrokerType(mapping, broker);
        for (Class<?> request : requests) {
            rules.map(request);
        }
        return mapping;
    }

    private void map(Class<?> type) {
        if (!mapped.add(type)) {
            return;
        }
        TypeConstraintMappingContext<?> context = mapping.type(type);
        context.ignoreAllAnnotations();
        definitions(type.getAnnotations()).forEach(context::constraint);
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                map(field, context.field(field.getName()));
            }
        }
    }

    private void map(Field field, PropertyConstraintMappingContext context) {
        definitions(field.getAnnotations()).forEach(context::constraint);
        if (field.isAnnotationPresent(Valid.class)) {
            context.valid();
            map(field.getType());
        }
        if (field.getAnnotatedType() instanceof AnnotatedParameterizedType container) {
            AnnotatedType element = container.getAnnotatedActualTypeArguments()[0];
            var elements = context.containerElementType(0);
            definitions(element.getAnnotations()).forEach(elements::constraint);
            if (element.isAnnotationPresent(Valid.class)) {
                elements.valid();
                map((Class<?>) element.getType());
            }
        }
    }

    private List<GenericConstraintDef<?>> definitions(Annotation[] annotations) {
        List<GenericConstraintDef<?>> definitions = new ArrayList<>();
        for (Annotation annotation : annotations) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (type.isAnnotationPresent(Constraint.class)) {
                if (isFor((Class<?>[]) value(annotation, "groups"))) {
                    definitions.add(definition(annotation, type));
                }
            } else if (type.getEnclosingClass() != null
                    && type.getEnclosingClass().isAnnotationPresent(Constraint.class)) {
                // Repeated annotations, in the container that the compiler generates.
                definitions.addAll(definitions((Annotation[]) value(annotation, "value")));
            }
        }
        return definitions;
    }

    private boolean isFor(Class<?>[] groups) {
        if (groups.length == 0) {
            return true;
        }
        for (Class<?> group : groups) {
            if (group.isAssignableFrom(broker)) {
                return true;
            }
        }
        return false;
    }

    private static <A extends Annotation> GenericConstraintDef<A> definition(Annotation annotation, Class<A> type) {
        GenericConstraintDef<A> definition = new GenericConstraintDef<>(type).groups(All.class);
        for (Method attribute : type.getDeclaredMethods()) {
            if (!attribute.getName().equals("groups") && !attribute.getName().equals("payload")) {
                definition.param(attribute.getName(), value(annotation, attribute.getName()));
            }
        }
        return definition;
    }

    private static Object value(Annotation annotation, String attribute) {
        try {
            return annotation.annotationType().getMethod(attribute).invoke(annotation);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("The constraint " + annotation + " cannot be read", e);
        }
    }
}
