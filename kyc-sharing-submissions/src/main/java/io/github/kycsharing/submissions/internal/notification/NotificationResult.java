package io.github.kycsharing.submissions.internal.notification;

import io.github.kycsharing.submissions.internal.tracking.WakeUps;
import java.util.Locale;
import java.util.Map;

/** The result of a delivery, and its response. The exchange retries after any response but 2xx. */
public enum NotificationResult {
    /** A poll is due now. */
    WOKEN(204),
    /** An earlier notification has woken the poll, which has not run yet. */
    PENDING(204),
    /** No such customer is tracked. */
    UNKNOWN_CUSTOMER(204),
    /** Not from an allowed network. */
    FORBIDDEN(403),
    /** The token is missing or wrong. */
    NOT_FOUND(404),
    /** Not a POST. */
    METHOD_NOT_ALLOWED(405),
    /** Longer than the limit. */
    TOO_LARGE(413),
    /** The body did not arrive in time. */
    TIMEOUT(408),
    /** Too many deliveries at once. */
    BUSY(503),
    /** Signed, but not by the exchange. */
    INVALID_SIGNATURE(401),
    /** Not a notification, or not of the entity. */
    MALFORMED(400),
    /** Too many deliveries for the entity. */
    RATE_LIMITED(503),
    /** The wake-up could not be stored. */
    FAILED(503);

    private static final String RETRY_AFTER_SECONDS = "60";
    private static final int UNAVAILABLE = 503;

    private final int httpStatus;

    NotificationResult(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    static NotificationResult of(WakeUps.Result result) {
        return switch (result) {
            case WOKEN -> WOKEN;
            case PENDING -> PENDING;
            case UNKNOWN -> UNKNOWN_CUSTOMER;
        };
    }

    /** Status of the response. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Headers of the response. It has no body. */
    public Map<String, String> headers() {
        if (this == METHOD_NOT_ALLOWED) {
            return Map.of("Cache-Control", "no-store", "Allow", "POST");
        }
        return httpStatus == UNAVAILABLE
                ? Map.of("Cache-Control", "no-store", "Retry-After", RETRY_AFTER_SECONDS)
                : Map.of("Cache-Control", "no-store");
    }

    /** Whether it precedes the check of the token, so that it belongs to no client. */
    public boolean isWithoutClient() {
        return this == FORBIDDEN || this == NOT_FOUND;
    }

    /** Its value in metrics. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
