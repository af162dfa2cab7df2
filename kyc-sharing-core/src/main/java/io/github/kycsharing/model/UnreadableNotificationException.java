package io.github.kycsharing.model;

/** Bytes that are not a notification. The exception quotes none of them and has no cause. */
public final class UnreadableNotificationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnreadableNotificationException() {
        super("This is not a notification: not one well-formed JSON object of moderate depth without duplicate fields");
    }
}
