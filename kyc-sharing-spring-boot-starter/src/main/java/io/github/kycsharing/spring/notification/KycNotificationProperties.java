package io.github.kycsharing.spring.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the exchange's notifications are received.
 *
 * @param enabled Whether to assign a notifyUrl to each client and, in a servlet application, to serve it.
 * @param path Path of the webhook, below the application's context path. No other handler may use it.
 * @param publicUrl URL under which the exchange reaches the application, context path included. Mandatory. https, or http for a
 *     loopback host only.
 * @param tokenSecret Secret from which the token of each notifyUrl is derived, at least 32 characters. Mandatory, the same in all
 *     instances, and used for nothing else. Keep it out of files under version control.
 * @param previousTokenSecrets Earlier token secrets. Notifications to a notifyUrl derived from one of them are still accepted.
 * @param allowedNetworks Addresses or networks (10.0.0.0/8, 2001:db8::/32) that notifications are accepted from. All unless set.
 * @param maxSize Maximum size of a notification; a longer one is refused. 1 KB to 16 MB.
 * @param maxConcurrent Maximum number of notifications processed concurrently; further ones receive HTTP 503 and
 *     Retry-After. At least 1.
 */
@ConfigurationProperties("kyc-sharing.notifications")
record KycNotificationProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("/kyc-sharing/notifications") String path,
        @Nullable String publicUrl,
        @Nullable String tokenSecret,
        @DefaultValue List<String> previousTokenSecrets,
        @DefaultValue List<String> allowedNetworks,
        @DefaultValue("64KB") DataSize maxSize,
        @DefaultValue("16") int maxConcurrent) {
    KycNotificationProperties {
        previousTokenSecrets = List.copyOf(previousTokenSecrets);
        allowedNetworks = List.copyOf(allowedNetworks);
    }

    /** Tells all but the secrets. */
    @Override
    public String toString() {
        return "KycNotificationProperties[enabled=" + enabled + ", path=" + path + ", publicUrl=" + publicUrl
                + ", tokenSecret=" + (tokenSecret == null ? "null" : "***") + ", previousTokenSecrets="
                + previousTokenSecrets.size() + ", allowedNetworks=" + allowedNetworks + ", maxSize=" + maxSize
                + ", maxConcurrent=" + maxConcurrent + "]";
    }
}
