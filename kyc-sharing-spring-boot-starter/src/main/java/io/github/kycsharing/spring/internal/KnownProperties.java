package io.github.kycsharing.spring.internal;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.util.ClassUtils;

/** All properties under {@code kyc-sharing}, from the properties classes of the starter and of the modules that are present. */
final class KnownProperties {
    /** By name, since most are package-private. A test compares them with the metadata of the build. */
    static final List<String> TYPES = List.of(
            "io.github.kycsharing.spring.KycSharingProperties",
            "io.github.kycsharing.spring.observation.KycSharingObservationProperties");

    /** Of modules that an application may not have. */
    static final List<String> OPTIONAL_TYPES = List.of(
            "io.github.kycsharing.console.spring.KycConsoleProperties",
            "io.github.kycsharing.submissions.spring.KycBackfillProperties",
            "io.github.kycsharing.submissions.spring.KycInformationRequestProperties",
            "io.github.kycsharing.submissions.spring.KycNotificationProperties",
            "io.github.kycsharing.submissions.spring.KycSubmissionsProperties",
            "io.github.kycsharing.submissions.spring.KycTrackingProperties");

    private static final String ANY = "*";
    private static final String INDEX = "[*]";

    private final List<List<String>> names = new ArrayList<>();
    private final Set<Class<?>> types = new LinkedHashSet<>();

    KnownProperties() {
        ClassLoader loader = KnownProperties.class.getClassLoader();
        TYPES.forEach(type -> collect(ClassUtils.resolveClassName(type, loader)));
        OPTIONAL_TYPES.stream()
                .filter(type -> ClassUtils.isPresent(type, loader))
                .forEach(type -> collect(ClassUtils.resolveClassName(type, loader)));
    }

    private void collect(Class<?> properties) {
        ConfigurationProperties annotation = properties.getAnnotation(ConfigurationProperties.class);
        collect(List.of(annotation.value().split("\\.", -1)), properties);
    }

    /** The classes that the properties are bound to, including nested ones. */
    Set<Class<?>> types() {
        return types;
    }

    private void collect(List<String> path, Type type) {
        names.add(path);
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            boolean isMap = generic.getRawType() == Map.class;
            collect(with(path, isMap ? ANY : INDEX), arguments[arguments.length - 1]);
        } else if (type instanceof Class<?> record && record.isRecord()) {
            types.add(record);
            for (RecordComponent component : record.getRecordComponents()) {
                collect(
                        with(path, DataObjectPropertyName.toDashedForm(nameOf(record, component))),
                        component.getGenericType());
            }
        }
    }

    /** A component cannot have every name, such as {@code wait}. */
    private static String nameOf(Class<?> record, RecordComponent component) {
        try {
            Name name = record.getDeclaredField(component.getName()).getAnnotation(Name.class);
            return name == null ? component.getName() : name.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("A record has a field for each component", e);
        }
    }

    private static List<String> with(List<String> path, String element) {
        List<String> longer = new ArrayList<>(path);
        longer.add(element);
        return List.copyOf(longer);
    }

    boolean contains(ConfigurationPropertyName name) {
        return names.stream().anyMatch(known -> matches(known, name));
    }

    private static boolean matches(List<String> known, ConfigurationPropertyName name) {
        if (known.size() != name.getNumberOfElements()) {
            return false;
        }
        for (int i = 0; i < known.size(); i++) {
            String element = known.get(i);
            boolean fits = element.equals(INDEX)
                    ? name.isNumericIndex(i)
                    : element.equals(ANY) || uniform(element).equals(name.getElement(i, Form.UNIFORM));
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** Whether an environment variable is a known property, whichever underscores replace dashes and dots. */
    boolean containsVariable(String variable) {
        String plain = uniform(variable);
        return names.stream()
                .map(known -> known.stream()
                        .map(element ->
                                element.equals(INDEX) ? "[0-9]+" : element.equals(ANY) ? "[a-z0-9]+" : uniform(element))
                        .collect(Collectors.joining()))
                .anyMatch(pattern -> Pattern.matches(pattern, plain));
    }

    /** The property that differs by the fewest letters. */
    String nearest(ConfigurationPropertyName name) {
        String given = uniform(name.toString());
        String nearest = "";
        int least = Integer.MAX_VALUE;
        for (List<String> known : names) {
            String candidate = as(known, name);
            int distance = distance(uniform(candidate), given);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** The property with the client names and indexes of the given one. */
    private static String as(List<String> known, ConfigurationPropertyName name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < known.size(); i++) {
            String element = known.get(i);
            boolean isGiven = i < name.getNumberOfElements();
            if (element.equals(INDEX)) {
                text.append('[')
                        .append(isGiven && name.isNumericIndex(i) ? name.getElement(i, Form.ORIGINAL) : "0")
                        .append(']');
            } else {
                boolean isAny = element.equals(ANY) && isGiven;
                text.append(i == 0 ? "" : ".").append(isAny ? name.getElement(i, Form.ORIGINAL) : element);
            }
        }
        return text.toString();
    }

    static String uniform(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** The number of letters to add, remove or replace (Levenshtein distance). */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
