package io.github.kycsharing.checks;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What an application can use of a type, as lines of text: the type itself, then its members, in alphabetical order. */
final class ApiSignatures {
    private static final String OURS = "io.github.kycsharing";
    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

    private ApiSignatures() {}

    static List<String> of(Class<?> type) {
        if (!isVisible(type)) {
            return List.of();
        }
        Set<String> members = new TreeSet<>();
        for (Class<?> origin : withHiddenSupertypes(type)) {
            visible(origin.getDeclaredFields()).forEach(field -> members.add("  field " + signature(field)));
            visible(origin.getDeclaredMethods())
                    .filter(method -> !OF_EVERY_OBJECT.contains(method.getName()))
                    .forEach(method -> members.add("  method " + signature(method)));
        }
        visible(type.getDeclaredConstructors())
                .forEach(constructor -> members.add("  constructor " + signature(constructor)));
        List<String> lines = new ArrayList<>();
        lines.add(signature(type));
        lines.addAll(members);
        return lines;
    }

    private static boolean isVisible(Class<?> type) {
        return isOpen(type.getModifiers())
                && !type.isSynthetic()
                && !(type.getName().startsWith(OURS) && type.getPackageName().contains(".internal"))
                && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
    }

    private static boolean isOpen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static <M extends Member> Stream<M> visible(M[] members) {
        return Stream.of(members).filter(member -> isOpen(member.getModifiers()) && !member.isSynthetic());
    }

    /** An application calls the methods of a hidden supertype as if its public subtypes declared them. */
    private static Set<Class<?>> withHiddenSupertypes(Class<?> type) {
        Set<Class<?>> types = new LinkedHashSet<>();
        types.add(type);
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
                .filter(supertype -> supertype.getName().startsWith(OURS) && !isVisible(supertype))
                .forEach(supertype -> types.addAll(withHiddenSupertypes(supertype)));
        return types;
    }

    private static String signature(Class<?> type) {
        StringBuilder text = new StringBuilder(deprecation(type));
        int kept = Modifier.PUBLIC | Modifier.PROTECTED;
        if (!type.isInterface() && !type.isEnum() && !type.isRecord()) {
            kept |= Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;
        }
        text.append(words(type.getModifiers() & kept));
        text.append(isSealed(type) ? "sealed " : "").append(kind(type)).append(type.getCanonicalName());
        text.append(TypeNames.parameters(type));
        if (type.getSuperclass() != null && !isImplied(type.getSuperclass()) && isVisible(type.getSuperclass())) {
            text.append(" extends ").append(TypeNames.of(type.getAnnotatedSuperclass()));
        }
        String interfaces = Stream.of(type.getAnnotatedInterfaces())
                .filter(implemented -> isVisible(TypeNames.erasure(implemented.getType())))
                .map(TypeNames::of)
                .sorted()
                .collect(joining(", "));
        if (!interfaces.isEmpty()) {
            text.append(type.isInterface() ? " extends " : " implements ").append(interfaces);
        }
        if (isSealed(type)) {
            text.append(" permits ")
                    .append(Stream.of(type.getPermittedSubclasses())
                            .map(Class::getCanonicalName)
                            .sorted()
                            .collect(joining(", ")));
        }
        return text.toString();
    }

    /** An enum is sealed if one of its constants has a body, which is no concern of an application. */
    private static boolean isSealed(Class<?> type) {
        return type.isSealed() && !type.isEnum();
    }

    private static boolean isImplied(Class<?> superclass) {
        return superclass == Object.class || superclass == Enum.class || superclass == Record.class;
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface ";
        }
        if (type.isInterface()) {
            return "interface ";
        }
        return type.isEnum() ? "enum " : type.isRecord() ? "record " : "class ";
    }

    private static String signature(Field field) {
        return deprecation(field)
                + words(field.getModifiers()
                        & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.VOLATILE))
                + TypeNames.of(field.getAnnotatedType()) + " " + field.getName() + constant(field);
    }

    /** The compiler copies the value of a constant into the classes that use it. */
    private static String constant(Field field) {
        int constant = Modifier.STATIC | Modifier.FINAL;
        if ((field.getModifiers() & constant) != constant
                || !(field.getType().isPrimitive() || field.getType() == String.class)) {
            return "";
        }
        try {
            field.setAccessible(true);
            return " = " + field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(field.toString(), e);
        }
    }

    private static String signature(Constructor<?> constructor) {
        return deprecation(constructor)
                + words(constructor.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED))
                + TypeNames.parameters(constructor)
                + constructor.getDeclaringClass().getSimpleName()
                + parameters(constructor);
    }

    private static String signature(Method method) {
        String typeParameters = TypeNames.parameters(method);
        return deprecation(method)
                + (method.isDefault() ? "default " : "")
                + words(method.getModifiers()
                        & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL))
                + (typeParameters.isEmpty() ? "" : typeParameters + " ")
                + TypeNames.of(method.getAnnotatedReturnType()) + " " + method.getName() + parameters(method)
                + (method.getDefaultValue() == null ? "" : " default");
    }

    private static String parameters(Executable executable) {
        String text = Stream.of(executable.getAnnotatedParameterTypes())
                .map(TypeNames::of)
                .collect(joining(", ", "(", ")"));
        if (executable.isVarArgs()) {
            text = text.substring(0, text.length() - "[])".length()) + "...)";
        }
        AnnotatedType[] thrown = executable.getAnnotatedExceptionTypes();
        return thrown.length == 0
                ? text
                : text + Stream.of(thrown).map(TypeNames::of).sorted().collect(joining(", ", " throws ", ""));
    }

    private static String deprecation(AnnotatedElement element) {
        Deprecated deprecated = element.getAnnotation(Deprecated.class);
        return deprecated == null ? "" : deprecated.forRemoval() ? "@Deprecated(forRemoval) " : "@Deprecated ";
    }

    private static String words(int modifiers) {
        return modifiers == 0 ? "" : Modifier.toString(modifiers) + " ";
    }
}
