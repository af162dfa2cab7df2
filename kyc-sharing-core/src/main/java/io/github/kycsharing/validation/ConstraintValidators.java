package io.github.kycsharing.validation;

import jakarta.validation.ConstraintValidator;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Finds the validators of constraints where Bean Validation finds them: in the service loader, by constraint and type of value. */
@SuppressWarnings("rawtypes") // as the service loader returns them
final class ConstraintValidators {
    private static final List<ServiceLoader.Provider<ConstraintValidator>> PROVIDERS =
            ServiceLoader.load(ConstraintValidator.class, ConstraintValidators.class.getClassLoader()).stream()
                    .filter(provider -> provider.type().getName().startsWith("io.github.kycsharing."))
                    .toList();

    private ConstraintValidators() {}

    /**
     * Creates the validators of a value.
     *
     * @param type the value's type
     * @param annotations the value's annotations, constraints among them
     * @param broker the group of the broker type
     */
    static List<ConstraintValidator<Annotation, Object>> of(Class<?> type, Annotation[] annotations, Class<?> broker) {
        List<ConstraintValidator<Annotation, Object>> validators = new ArrayList<>();
        for (Annotation constraint : ConstraintsByBrokerType.constraints(annotations, broker)) {
            validators.add(validator(constraint, type));
        }
        return List.copyOf(validators);
    }

    @SuppressWarnings("unchecked") // the constraint and the type of value are those of the validator
    private static ConstraintValidator<Annotation, Object> validator(Annotation constraint, Class<?> type) {
        ConstraintValidator<Annotation, Object> validator = PROVIDERS.stream()
                .filter(provider -> argument(provider.type(), 0) == constraint.annotationType()
                        && argument(provider.type(), 1).isAssignableFrom(type))
                .reduce(ConstraintValidators::moreSpecific)
                .orElseThrow(() -> new IllegalStateException("No validator of " + constraint + " takes " + type))
                .get();
        validator.initialize(constraint);
        return validator;
    }

    private static ServiceLoader.Provider<ConstraintValidator> moreSpecific(
            ServiceLoader.Provider<ConstraintValidator> one, ServiceLoader.Provider<ConstraintValidator> other) {
        return argument(one.type(), 1).isAssignableFrom(argument(other.type(), 1)) ? other : one;
    }

    /** The class that a validator gives for {@code A} or {@code T} of {@code ConstraintValidator<A, T>}. */
    private static Class<?> argument(Class<?> validator, int index) {
        Type argument = ((ParameterizedType) validator.getGenericInterfaces()[0]).getActualTypeArguments()[index];
        return (Class<?>) (argument instanceof ParameterizedType generic ? generic.getRawType() : argument);
    }
}
