package io.github.kycsharing.model;

import io.github.kycsharing.internal.json.PlainValues;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads fields of a JSON object. An absent field, a null and a value of an undocumented type are all empty. */
record JsonObject(Map<String, Object> fields) {
    private static final int LONG_BITS = 63;

    static Map<String, Object> copy(Map<String, Object> fields) {
        return PlainValues.copy(fields);
    }

    Optional<JsonObject> object(String name) {
        return fields.get(name) instanceof Map<?, ?> map
                ? Optional.of(new JsonObject(PlainValues.copy(map)))
                : Optional.empty();
    }

    /** The objects of a list; other elements are ignored. */
    List<JsonObject> objects(String name) {
        return fields.get(name) instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(map -> new JsonObject(PlainValues.copy((Map<?, ?>) map)))
                        .toList()
                : List.of();
    }

    Optional<String> text(String name) {
        return fields.get(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    <T> Optional<T> value(String name, Function<String, T> type) {
        return text(name).map(type);
    }

    /** A text, or a whole number of any size, unchanged. */
    Optional<String> id(String name) {
        return integer(name).map(BigInteger::toString).or(() -> text(name));
    }

    Optional<Boolean> flag(String name) {
        return fields.get(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    Optional<Instant> epochMillis(String name) {
        return integer(name)
                .filter(millis -> millis.bitLength() <= LONG_BITS)
                .map(millis -> Instant.ofEpochMilli(millis.longValue()));
    }

    Optional<Long> wholeNumber(String name) {
        return integer(name).filter(number -> number.bitLength() <= LONG_BITS).map(BigInteger::longValue);
    }

    private Optional<BigInteger> integer(String name) {
        Object value = fields.get(name);
        return value instanceof Integer || value instanceof Long || value instanceof BigInteger
                ? Optional.of(new BigInteger(value.toString()))
                : Optional.empty();
    }
}
