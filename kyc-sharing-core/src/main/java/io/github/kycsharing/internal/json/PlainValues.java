package io.github.kycsharing.internal.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies JSON in the form of plain Java values into unmodifiable collections. */
public final class PlainValues {
    private PlainValues() {}

    /**
     * Makes a deep copy of an object.
     *
     * @param object names and values, which may be null
     * @return a copy, unmodifiable at every depth
     */
    public static Map<String, Object> copy(Map<?, ?> object) {
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((name, value) -> copy.put(String.valueOf(name), copyOf(value)));
        return Collections.unmodifiableMap(copy);
    }

    @SuppressWarnings("NullAway") // JSON has nulls, and they are kept
    private static Object copyOf(Object value) {
        if (value instanceof Map<?, ?> map) {
            return copy(map);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(element -> copy.add(copyOf(element)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }
}
