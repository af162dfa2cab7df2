package io.github.kycsharing.checks;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Types as in source code, with their arguments and with {@code @Nullable}. */
final class TypeNames {
    private TypeNames() {}

    static String of(AnnotatedType type) {
        String nullable = type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
        if (type instanceof AnnotatedArrayType array) {
            String brackets = nullable.isEmpty() ? "[]" : " @Nullable []";
            return of(array.getAnnotatedGenericComponentType()) + brackets;
        }
        if (type instanceof AnnotatedParameterizedType parameterized) {
            return nullable
                    + erasure(type.getType()).getCanonicalName()
                    + Stream.of(parameterized.getAnnotatedActualTypeArguments())
                            .map(TypeNames::of)
                            .collect(joining(", ", "<", ">"));
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            return wildcard(wildcard);
        }
        return nullable + (type.getType() instanceof Class<?> plain ? plain.getCanonicalName() : type.getType());
    }

    /** The type parameters of a type or method with their bounds, in angle brackets, or an empty text. */
    static String parameters(GenericDeclaration declaration) {
        TypeVariable<?>[] parameters = declaration.getTypeParameters();
        return parameters.length == 0
                ? ""
                : Stream.of(parameters).map(TypeNames::parameter).collect(joining(", ", "<", ">"));
    }

    static Class<?> erasure(Type type) {
        return type instanceof ParameterizedType parameterized
                ? (Class<?>) parameterized.getRawType()
                : (Class<?>) type;
    }

    private static String parameter(TypeVariable<?> parameter) {
        return parameter.getName() + bounds(" extends ", parameter.getAnnotatedBounds());
    }

    private static String wildcard(AnnotatedWildcardType wildcard) {
        AnnotatedType[] lower = wildcard.getAnnotatedLowerBounds();
        return "?"
                + (lower.length > 0
                        ? bounds(" super ", lower)
                        : bounds(" extends ", wildcard.getAnnotatedUpperBounds()));
    }

    private static String bounds(String word, AnnotatedType[] bounds) {
        String text = Stream.of(bounds)
                .map(TypeNames::of)
                .filter(bound -> !bound.equals("java.lang.Object"))
                .collect(joining(" & "));
        return text.isEmpty() ? "" : word + text;
    }
}
