package io.github.kycsharing.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind of document or id. The specification names four "for example" and leaves the set open: any other value can be
 * made with {@link #of} and is sent as it is.
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
     * Makes a type.
     *
     * @throws IllegalArgumentException if the value is blank
     */
    public DocumentType {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A document type must not be blank");
        }
    }

    /**
     * Makes a type.
     *
     * @param value the value on the wire
     * @return the type
     * @throws IllegalArgumentException if the value is blank
     */
    public static DocumentType of(String value) {
        return new DocumentType(value);
    }

    /** A blank value on the wire is an absent one, for the rule that the field is mandatory to find. */
    @JsonCreator
    static @Nullable DocumentType read(String value) {
        return value.isBlank() ? null : of(value);
    }

    /**
     * Names a documented type only: whatever else was put here by mistake may be personal data.
     *
     * @return the value, or {@code other}
     */
    @Override
    public String toString() {
        return DOCUMENTED.contains(this) ? value : "other";
    }
}
