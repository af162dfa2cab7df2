package io.github.kycsharing.spring.notification;

import io.github.kycsharing.spring.notification.StatusConfirmation.Finding;
import java.util.Locale;

/** What a delivery came to, and what it is answered with. The exchange tries again after anything but 2xx. */
enum NotificationResult {
    /** The application was told of a changed status. */
    CHANGED(204),
    /** The application knows the status already. */
    UNCHANGED(204),
    /** Not from an allowed network. */
    FORBIDDEN(403),
    /** Not one of our URLs. */
    NOT_FOUND(404),
    /** Not a POST. */
    NOT_POSTED(405),
    /** Too many at once. */
    BUSY(503),
    /** Longer than the limit. */
    TOO_LARGE(413),
    /** Signed, but not by the exchange. */
    WRONG_SIGNATURE(401),
    /** Not a notification, or not about a customer of the entity. */
    MALFORMED(400),
    /** Neither the store nor the application knows the customer. */
    UNKNOWN_CUSTOMER(503),
    /** The exchange has no record of the customer, or not yet. */
    NO_SUCH_RECORD(503),
    /** Others changed what is known of the customer all the time. */
    CONTENDED(503),
    /** The status query, the store or a listener failed. */
    FAILED(503);

    private final int httpStatus;

    NotificationResult(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    static NotificationResult of(Finding finding) {
        return switch (finding) {
            case CHANGED -> CHANGED;
            case UNCHANGED -> UNCHANGED;
            case NO_SUCH_RECORD -> NO_SUCH_RECORD;
            case CONTENDED -> CONTENDED;
        };
    }

    int httpStatus() {
        return httpStatus;
    }

    /** Whether it ends before anything tells whom the delivery is for. */
    boolean isNobodys() {
        return this == FORBIDDEN || this == NOT_FOUND;
    }

    /** What a metric calls it. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
