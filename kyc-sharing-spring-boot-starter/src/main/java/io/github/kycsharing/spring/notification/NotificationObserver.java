package io.github.kycsharing.spring.notification;

import java.util.Optional;

/** Is told what each delivery came to. */
@FunctionalInterface
interface NotificationObserver {
    /** The client is empty where nothing proved whom the delivery was for. */
    void ended(Optional<String> client, NotificationResult result);
}
