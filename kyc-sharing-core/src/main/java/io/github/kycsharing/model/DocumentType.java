package io.github.kycsharing.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Type of a document or id. The specification lists four examples and leaves the set open: {@link #of} creates any other value,
 * which is sent unchanged.
 *
 * @param value the value on the wire, not blank
 */
public record DocumentType(@JsonValue String value) {
    /** A national identity card. */
    public static final DocumentType ID_CARD = new DocumentType("ID_CARD");
    /** A passport. */
    public static final DocumentType PASSPORT = new DocumentType("PASSPORT");
    /** A driving licence. */
    public static final DocumentType DRIVING_LICENSE = new DocumentType("DRIVING_LICENSE");
    /** A residence permit. */
    public static final DocumentType RESIDENCE_PERMIT = new DocumentType("RESIDENCE_PERMIT");

    private static final Set<DocumentType> DOCUMENTED = Set.of(ID_CARD, PASSPORT, DRIVING_LICENSE, RESIDENCE_PERMIT);

    /**
     * Creates a type.
     *
     * @throws IllegalArgumentException if the value is blank
     */
    public DocumentType {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A document type must not be blank");
        }
    }

    /**
     * Creates a type.
     *
     * @param value the value on the wire
     * @return the type
     * @throws IllegalArgumentException if the value is blank
     */
    public static DocumentType of(String value) {
        return new DocumentType(value);
    }

    /** Reads a blank value as an absent one, which the rule for mandatory fields then reports. */
    @JsonCreator
    static @Nullable DocumentType read(String value) {
        return value.isBlank() ? null : of(value);
    }

    /**
     * Names a documented type only: any other value may be personal data that was put here by mistake.
     *
     * @return the value, or {@code other}
     */
    @Override
    public String toString() {
        return DOCUMENTED.contains(this) ? value : "other";
    }
}
