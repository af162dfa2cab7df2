package io.github.kycsharing.spring.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the exchange's notifications are received.
 *
 * @param enabled Whether to hand out a notifyUrl for each client and, in a servlet application, to receive what comes in there.
 * @param path Where notifications are received, below the application's context path. Nothing else may be served there.
 * @param publicUrl URL under which the exchange reaches the application, context path included. Mandatory. https, or http for a
 *     loopback host only.
 * @param tokenSecret Secret that the unguessable part of each notifyUrl is made of, at least 32 characters. Mandatory, the same
 *     in all instances, and nobody else's secret. Keep it out of files under version control.
 * @param previousTokenSecrets Token secrets of before. What was handed out with one of them is still received.
 * @param allowedNetworks Addresses or networks (10.0.0.0/8, 2001:db8::/32) that notifications are taken from. All unless set.
 * @param maxSize How much of a notification is read; a longer one is refused. 1 KB to 16 MB.
 * @param maxConcurrent How many notifications are dealt with at once; more are told to come again. At least 1.
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
