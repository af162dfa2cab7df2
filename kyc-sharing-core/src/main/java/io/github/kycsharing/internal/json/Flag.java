package io.github.kycsharing.internal.json;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** Parses a boolean in the forms that JSON libraries write: {@code true}, {@code "true"}, {@code 1}. */
public final class Flag {
    private Flag() {}

    /**
     * Parses a boolean.
     *
     * @param value a plain JSON value
     * @return the boolean, or empty if the value has none of these forms
     */
    public static Optional<Boolean> of(Object value) {
        if (value instanceof Boolean flag) {
            return Optional.of(flag);
        }
        return switch (value instanceof Number number ? plain(number) : text(value)) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static String text(Object value) {
        return value instanceof String text ? text.strip().toLowerCase(Locale.ROOT) : "";
    }

    /** Normalises {@code 0}, {@code 0.0} and {@code -0}, and does not expand a huge exponent. */
    private static String plain(Number number) {
        BigDecimal value = new BigDecimal(number.toString());
        if (value.signum() == 0) {
            return "0";
        }
        return value.compareTo(BigDecimal.ONE) == 0 ? "1" : "";
    }
}
