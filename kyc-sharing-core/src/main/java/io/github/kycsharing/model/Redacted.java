package io.github.kycsharing.model;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes a record by the names of the fields that are present, without their values. */
final class Redacted {
    private Redacted() {}

    static String describe(Record value) {
        return Arrays.stream(value.getClass().getRecordComponents())
                .map(component -> describe(component, read(component, value)))
                .filter(field -> !field.isEmpty())
                .collect(Collectors.joining(", ", value.getClass().getSimpleName() + "[", "]"));
    }

    /** Describes a value whose own toString shows only what may be shown. */
    static String describe(Optional<?> value) {
        return value.map(Object::toString).orElse("none");
    }

    private static String describe(RecordComponent component, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Record section && !(value instanceof DocumentType)) {
            return component.getName() + "=" + section;
        }
        return value instanceof List<?> list
                ? component.getName() + "=" + list.size() + " values"
                : component.getName() + "=***";
    }

    private static @Nullable Object read(RecordComponent component, Record value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A public record's accessor could not be called", e);
        }
    }
}
