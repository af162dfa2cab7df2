package io.github.kycsharing.spring.notification;

import io.github.kycsharing.model.KycNotification;
import io.github.kycsharing.model.UnreadableNotificationException;
import io.github.kycsharing.spring.internal.SharingEntity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a notification for what it is: a hint that somebody's status may have changed. All that is believed of it is whom to ask
 * about. Nothing of it reaches a log, nor does the message of an exception, which may quote it.
 */
final class NotificationReceiver {
    private static final Logger log = LoggerFactory.getLogger(NotificationReceiver.class);

    private final KycStatusStore store;
    private final StatusConfirmation confirmation;
    private final Supplier<@Nullable KycCustomerDirectory> directory;

    NotificationReceiver(
            KycStatusStore store, StatusConfirmation confirmation, Supplier<@Nullable KycCustomerDirectory> directory) {
        this.store = store;
        this.confirmation = confirmation;
        this.directory = directory;
    }

    /** What comes of a delivery to an entity's URL, with all signatures that it carries. */
    NotificationResult receive(SharingEntity entity, byte[] body, List<String> signatures) {
        try {
            return hasValidSignature(entity, body, signatures)
                    ? receive(entity, KycNotification.read(body))
                    : NotificationResult.WRONG_SIGNATURE;
        } catch (UnreadableNotificationException e) {
            return NotificationResult.MALFORMED;
        } catch (Throwable e) {
            // An Error too: a container would log it, with a message that may speak of the customer.
            log.warn(
                    "A notification for the client {} was not dealt with, so that the exchange will repeat it: {}",
                    entity.clientName(),
                    FailureNames.of(e));
            return NotificationResult.FAILED;
        }
    }

    private NotificationResult receive(SharingEntity entity, KycNotification notification) {
        Optional<String> customer = notification.entityCustomerId();
        boolean isOurs =
                notification.bizEntityKey().orElse(entity.bizEntityKey()).equals(entity.bizEntityKey());
        if (customer.isEmpty() || !isOurs) {
            return NotificationResult.MALFORMED;
        }
        Optional<TrackedCustomer> tracked = find(entity.bizEntityKey(), customer.get());
        if (tracked.isEmpty()) {
            log.warn(
                    "A notification for the client {} is about a customer whom neither the KycStatusStore nor a"
                            + " KycCustomerDirectory knows",
                    entity.clientName());
            return NotificationResult.UNKNOWN_CUSTOMER;
        }
        return NotificationResult.of(confirmation.confirm(entity.client().get(), tracked.get()));
    }

    private Optional<TrackedCustomer> find(String bizEntityKey, String entityCustomerId) {
        Optional<TrackedCustomer> tracked = store.find(bizEntityKey, entityCustomerId);
        KycCustomerDirectory others = tracked.isEmpty() ? directory.get() : null;
        if (others == null) {
            return tracked;
        }
        Optional<KycCustomer> found = others.find(bizEntityKey, entityCustomerId)
                .filter(customer -> customer.bizEntityKey().equals(bizEntityKey)
                        && customer.entityCustomerId().equals(entityCustomerId));
        found.ifPresent(store::track);
        return found.flatMap(customer -> store.find(bizEntityKey, entityCustomerId));
    }

    /** The exchange documents no signature; but if there is one, it must be right. */
    private static boolean hasValidSignature(SharingEntity entity, byte[] body, List<String> signatures) {
        if (signatures.isEmpty()) {
            return true;
        }
        byte[] given = signatures.get(0).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        byte[] right = entity.signer().sign(body).getBytes(StandardCharsets.UTF_8);
        return signatures.size() == 1 && MessageDigest.isEqual(given, right);
    }
}
