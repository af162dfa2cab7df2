package io.github.kycsharing.model;

import java.util.Set;

/**
 * Event of a notification. An open set: an undocumented value is read like any other and stays readable.
 *
 * @param value the value as the exchange sent it, not blank
 */
public record NotificationEvent(String value) {
    /** A customer's KYC status changed. */
    public static final NotificationEvent USER_STATUS = new NotificationEvent("USER-STATUS");
    /** Files that were submitted for a request for information have a result. */
    public static final NotificationEvent USER_RFI_SUBMIT_RESULT = new NotificationEvent("USER-RFI-SUBMIT-RESULT");

    private static final Set<NotificationEvent> DOCUMENTED = Set.of(USER_STATUS, USER_RFI_SUBMIT_RESULT);

    /**
     * Creates a value.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public NotificationEvent {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A notification event must not be blank");
        }
    }

    /**
     * Creates a value.
     *
     * @param value the value on the wire
     * @return the value
     * @throws IllegalArgumentException if it is blank
     */
    public static NotificationEvent of(String value) {
        return new NotificationEvent(value);
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
