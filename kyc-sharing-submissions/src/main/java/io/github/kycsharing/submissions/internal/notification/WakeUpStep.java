package io.github.kycsharing.submissions.internal.notification;

import io.github.bucket4j.Bucket;
import io.github.kycsharing.model.KycNotification;
import io.github.kycsharing.model.NotificationEvent;
import io.github.kycsharing.model.UnreadableNotificationException;
import io.github.kycsharing.spring.internal.SharingEntity;
import io.github.kycsharing.submissions.internal.tracking.WakeUps;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a notification and stores a wake-up. Only the customer's id and the kind of event are used, and the id must be tracked. Logs
 * contain nothing of the notification, nor the message of an exception, which may quote it.
 */
final class WakeUpStep {
    private static final Logger log = LoggerFactory.getLogger(WakeUpStep.class);
    private static final int MAX_CAUSES = 10;

    private final WakeUps wakeUps;
    private final int perSecond;
    private final Map<String, Bucket> permits = new ConcurrentHashMap<>();
    private final AtomicBoolean isFailing = new AtomicBoolean();

    WakeUpStep(WakeUps wakeUps, int perSecond) {
        this.wakeUps = wakeUps;
        this.perSecond = perSecond;
    }

    NotificationResult execute(SharingEntity entity, byte[] body, List<String> signatures) {
        try {
            return hasValidSignature(entity, body, signatures)
                    ? execute(entity, KycNotification.read(body))
                    : NotificationResult.INVALID_SIGNATURE;
        } catch (UnreadableNotificationException e) {
            return NotificationResult.MALFORMED;
        } catch (Throwable e) {
            // Errors too: the thread would print them with their message.
            if (!isFailing.getAndSet(true)) {
                log.warn(
                        "Notifications cannot be stored, and the exchange will retry them. This is the first for the client {}: {}",
                        entity.clientName(),
                        typesOf(e));
            }
            return NotificationResult.FAILED;
        }
    }

    private NotificationResult execute(SharingEntity entity, KycNotification notification) {
        boolean isInformation = notification
                .eventType()
                .filter(NotificationEvent.USER_RFI_SUBMIT_RESULT::equals)
                .isPresent();
        Optional<String> customer = notification.entityCustomerId();
        boolean isOfEntity =
                notification.bizEntityKey().orElse(entity.bizEntityKey()).equals(entity.bizEntityKey());
        if (!isOfEntity || (customer.isEmpty() && !isInformation)) {
            return NotificationResult.MALFORMED;
        }
        if (!permits.computeIfAbsent(entity.bizEntityKey(), key -> newBucket()).tryConsume(1)) {
            return NotificationResult.RATE_LIMITED;
        }
        List<WakeUps.Result> results = new ArrayList<>();
        if (isInformation) {
            results.add(wakeUps.wakeInformation(entity.bizEntityKey()));
        }
        customer.ifPresent(id -> results.add(wakeUps.wakeStatus(entity.bizEntityKey(), id)));
        if (isFailing.getAndSet(false)) {
            log.info("Notifications are stored again");
        }
        // The constants are in the order of their effect.
        return NotificationResult.of(
                results.stream().min(Comparator.naturalOrder()).orElseThrow());
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    /** The exchange documents no signature; but one that is present must be valid. */
    private static boolean hasValidSignature(SharingEntity entity, byte[] body, List<String> signatures) {
        if (signatures.isEmpty()) {
            return true;
        }
        byte[] given = signatures.get(0).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        byte[] expected = entity.signer().sign(body).getBytes(StandardCharsets.UTF_8);
        return signatures.size() == 1 && MessageDigest.isEqual(given, expected);
    }

    private static String typesOf(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSES)
                .map(each -> each.getClass().getName())
                .collect(Collectors.joining(", caused by "));
    }
}
