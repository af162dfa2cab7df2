package io.github.kycsharing.validation;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** A field under its JSON name: reads it from a record, or replaces it in a copy. */
@NullUnmarked
record FieldPath(List<String> steps) {
    static FieldPath of(String path) {
        return new FieldPath(
                path.isEmpty() ? List.of() : List.of(path.replace("[", ".[").split("\\.")));
    }

    <T extends Record> T set(T root, Object value) {
        @SuppressWarnings("unchecked") // a copy of the root, with the same class
        T copy = (T) replaced(root, 0, value);
        return copy;
    }

    private Object replaced(Object current, int step, Object value) {
        if (step == steps.size()) {
            return value;
        }
        String name = steps.get(step);
        if (current instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list);
            int index = Integer.parseInt(name.substring(1, name.length() - 1));
            copy.set(index, replaced(list.get(index), step + 1, value));
            return copy;
        }
        RecordComponent[] components = current.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        boolean found = false;
        for (int i = 0; i < values.length; i++) {
            boolean here = components[i].getName().equals(name);
            values[i] = here ? replaced(read(components[i], current), step + 1, value) : read(components[i], current);
            found |= here;
        }
        if (!found) {
            throw new IllegalArgumentException("No field " + name + " in " + current.getClass());
        }
        return construct(current.getClass(), components, values);
    }

    private static Object read(RecordComponent component, Object from) {
        try {
            return component.getAccessor().invoke(from);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object construct(Class<?> type, RecordComponent[] components, Object[] values) {
        try {
            return type.getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
