package io.github.kycsharing.submissions.internal.notification;

import java.util.Optional;

/** Receives the result of each delivery. */
@FunctionalInterface
public interface NotificationObserver {
    /** Receives a result. The client is empty if the delivery had no valid token. */
    void onResult(Optional<String> client, NotificationResult result);
}
