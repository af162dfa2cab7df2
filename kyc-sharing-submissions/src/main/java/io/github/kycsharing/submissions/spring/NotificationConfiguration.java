package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.spring.internal.ConfigurationErrors;
import io.github.kycsharing.spring.internal.PropertyValue;
import io.github.kycsharing.spring.internal.SharingEntity;
import io.github.kycsharing.spring.internal.UnknownProperties;
import io.github.kycsharing.submissions.internal.notification.NotificationTokens;
import io.github.kycsharing.submissions.internal.notification.SourceNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Reads the properties of the receiver, and collects all their errors. */
final class NotificationConfiguration {
    private static final String OWN = "notifications.";
    private static final int MIN_SECRET = 32;
    private static final long MIN_BYTES = 1024;
    private static final long MAX_BYTES = 16 * 1024 * 1024;
    private static final int MAX_NUMBER = 100_000;
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(100);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(1);
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    private final KycNotificationProperties properties;
    private final ConfigurationErrors errors = new ConfigurationErrors();

    NotificationConfiguration(KycNotificationProperties properties) {
        this.properties = properties;
    }

    NotificationTokens tokens(List<SharingEntity> entities, Environment environment) {
        UnknownProperties.report(environment, errors);
        checkEntities(entities);
        checkUrl();
        checkSecret("token-secret", properties.tokenSecret());
        for (int i = 0; i < properties.previousTokenSecrets().size(); i++) {
            checkSecret(
                    "previous-token-secrets[" + i + "]",
                    properties.previousTokenSecrets().get(i));
        }
        checkLimits();
        networks();
        errors.throwIfAny();
        String publicUrl = String.valueOf(properties.publicUrl());
        String base = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
        return new NotificationTokens(
                base + properties.path() + "/",
                String.valueOf(properties.tokenSecret()),
                properties.previousTokenSecrets(),
                entities);
    }

    List<SourceNetwork> networks() {
        List<SourceNetwork> networks = new ArrayList<>();
        for (int i = 0; i < properties.allowedNetworks().size(); i++) {
            String network = properties.allowedNetworks().get(i);
            errors.attempt(
                    OWN + "allowed-networks[" + i + "]",
                    () -> networks.add(SourceNetwork.of(network)),
                    "Set %s to an IP address or to a network such as 10.0.0.0/8 or 2001:db8::/32; names are not looked up.");
        }
        return networks;
    }

    private void checkEntities(List<SharingEntity> entities) {
        if (entities.isEmpty()) {
            errors.add(
                    "biz-entity-key",
                    "is not set, so that there is no entity to be notified",
                    "Set %s to the key of the entity whose customers the notifications are about.");
        }
        String action =
                "Remove %s: the clients have the URL of the receiver. Or set kyc-sharing.notifications.enabled=false.";
        entities.forEach(entity -> entity.notifyUrlProperty()
                .ifPresent(
                        property -> errors.add(property, "is set although notifications are received here", action)));
    }

    private void checkUrl() {
        PropertyValue<String> url = new PropertyValue<>(OWN + "public-url", properties.publicUrl());
        String action = "Set %s to the URL under which the exchange reaches this application, such as"
                + " https://broker.example.com/app.";
        if (errors.requireText(url, action)) {
            // The rules of the exchange's URL apply to ours: no one in between can read the token or the notification.
            errors.attempt(
                    url.property(), () -> KycSharingClient.builder().baseUrl(String.valueOf(url.value())), action);
        }
        if (!PATH.matcher(properties.path()).matches()) {
            errors.add(
                    OWN + "path",
                    "is not a path of plain names",
                    "Set %s to a path such as /kyc-sharing/notifications, without a slash at its end.");
        }
    }

    private void checkSecret(String property, @Nullable String secret) {
        PropertyValue<String> setting = new PropertyValue<>(OWN + property, secret);
        String action =
                "Set %s to at least 32 random characters, the same in all instances, best from the environment.";
        if (!errors.requireText(setting, action)) {
            return;
        }
        String text = String.valueOf(secret);
        errors.attempt(setting.property(), () -> RequestSigner.hmacSha256(text), action);
        if (text.length() < MIN_SECRET) {
            errors.add(setting.property(), "is too short", action);
        }
    }

    private void checkLimits() {
        long bytes = properties.maxSize().toBytes();
        if (bytes < MIN_BYTES || bytes > MAX_BYTES) {
            errors.add(OWN + "max-size", "is out of range", "Set %s to 1KB to 16MB, for example 64KB.");
        }
        checkNumber("max-concurrent", properties.maxConcurrent());
        checkNumber("max-wake-ups-per-second", properties.maxWakeUpsPerSecond());
        Duration timeout = properties.bodyTimeout();
        if (timeout.compareTo(MIN_TIMEOUT) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
            errors.add(OWN + "body-timeout", "is out of range", "Set %s to 100ms to 1m, for example 5s.");
        }
    }

    private void checkNumber(String property, int value) {
        if (value < 1 || value > MAX_NUMBER) {
            errors.add(OWN + property, "is out of range", "Set %s to 1 to " + MAX_NUMBER + ".");
        }
    }
}
