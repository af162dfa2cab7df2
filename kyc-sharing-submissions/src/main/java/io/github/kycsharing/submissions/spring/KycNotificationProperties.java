package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.notification.ReceiverLimits;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the exchange's notifications are received.
 *
 * @param enabled Whether to assign a notifyUrl to each client and to receive what the exchange sends to it.
 * @param receiver Receiver of this instance.
 * @param security Access in an application with Spring Security.
 * @param path Path of the webhook, below the application's context path. No other handler may use it.
 * @param publicUrl URL under which the exchange reaches the application, context path included. Mandatory. https, or http for a
 *     loopback host only.
 * @param tokenSecret Secret from which the token of each notifyUrl is derived, at least 32 characters. Mandatory, the same in all
 *     instances, and used for nothing else. Keep it out of files under version control.
 * @param previousTokenSecrets Earlier token secrets. Notifications to a notifyUrl derived from one of them are still accepted.
 * @param allowedNetworks Addresses or networks (10.0.0.0/8, 2001:db8::/32) that notifications are accepted from. All unless set.
 * @param maxSize Maximum size of a notification; a longer one is refused. 1 KB to 16 MB.
 * @param maxConcurrent Maximum number of notifications whose bodies are read at once; a further one ends the oldest. 1 to 100,000.
 * @param bodyTimeout Time in which the body of a notification must arrive. 100ms to 1m.
 * @param maxWakeUpsPerSecond Maximum number of notifications of an access entity per second that this instance looks up in the
 *     database; further ones receive HTTP 503 and Retry-After. 1 to 100,000.
 */
@ConfigurationProperties("kyc-sharing.notifications")
record KycNotificationProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue Receiver receiver,
        @DefaultValue Security security,
        @DefaultValue("/kyc-sharing/notifications") String path,
        @Nullable String publicUrl,
        @Nullable String tokenSecret,
        @DefaultValue List<String> previousTokenSecrets,
        @DefaultValue List<String> allowedNetworks,
        @DefaultValue("64KB") DataSize maxSize,
        @DefaultValue("256") int maxConcurrent,
        @DefaultValue("5s") Duration bodyTimeout,
        @DefaultValue("50") int maxWakeUpsPerSecond) {
    KycNotificationProperties {
        previousTokenSecrets = List.copyOf(previousTokenSecrets);
        allowedNetworks = List.copyOf(allowedNetworks);
    }

    /**
     * Receiver of this instance.
     *
     * @param enabled Whether this instance receives notifications. If false, its clients have the same notifyUrls, which another
     *     instance serves.
     */
    record Receiver(@DefaultValue("true") boolean enabled) {}

    /**
     * Access in an application with Spring Security.
     *
     * @param enabled Whether to let notifications through Spring Security, without login, CSRF token and session. If false, the
     *     application's own configuration must do so.
     */
    record Security(@DefaultValue("true") boolean enabled) {}

    ReceiverLimits limits() {
        return new ReceiverLimits((int) maxSize.toBytes(), maxConcurrent, bodyTimeout, maxWakeUpsPerSecond);
    }

    /** Has all values but the secrets. */
    @Override
    public String toString() {
        return "KycNotificationProperties[enabled=" + enabled + ", receiver=" + receiver + ", security=" + security
                + ", path=" + path + ", publicUrl=" + publicUrl + ", tokenSecret="
                + (tokenSecret == null ? "null" : "***") + ", previousTokenSecrets=" + previousTokenSecrets.size()
                + ", allowedNetworks=" + allowedNetworks + ", maxSize=" + maxSize + ", maxConcurrent=" + maxConcurrent
                + ", bodyTimeout=" + bodyTimeout + ", maxWakeUpsPerSecond=" + maxWakeUpsPerSecond + "]";
    }
}
