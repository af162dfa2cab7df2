package io.github.kycsharing.model;

import java.util.Set;

/**
 * Reason of a request for information. An open set: an undocumented value is read like any other and stays readable.
 *
 * @param value the value as the exchange sent it, not blank
 */
public record InformationRequestType(String value) {
    /** The check of the identity. */
    public static final InformationRequestType IDENTITY = new InformationRequestType("IDENTITY");
    /** The watch list check. */
    public static final InformationRequestType WCK = new InformationRequestType("WCK");

    private static final Set<InformationRequestType> DOCUMENTED = Set.of(IDENTITY, WCK);

    /**
     * Creates a value.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public InformationRequestType {
        if (value.isBlank()) {
            throw new IllegalArgumentException("An information request type must not be blank");
        }
    }

    /**
     * Creates a value.
     *
     * @param value the value on the wire
     * @return the value
     * @throws IllegalArgumentException if it is blank
     */
    public static InformationRequestType of(String value) {
        return new InformationRequestType(value);
    }

    /**
     * Whether the documentation lists this value.
     *
     * @return true for one of the constants
     */
    public boolean isDocumented() {
        return DOCUMENTED.contains(this);
    }

    /**
     * Names a documented value only, so that it is safe for a log: an undocumented one may be anything.
     *
     * @return the value, or {@code other}
     */
    @Override
    public String toString() {
        return isDocumented() ? value : "other";
    }
}
