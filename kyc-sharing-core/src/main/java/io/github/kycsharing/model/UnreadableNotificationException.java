package io.github.kycsharing.model;

/** Bytes that are no notification. Tells nothing of them, and has no cause that would. */
public final class UnreadableNotificationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnreadableNotificationException() {
        super("This is not a notification: not one well-formed JSON object of moderate depth without duplicate fields");
    }
}
