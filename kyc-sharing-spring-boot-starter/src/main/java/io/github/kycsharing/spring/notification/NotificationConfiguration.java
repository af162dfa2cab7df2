package io.github.kycsharing.spring.notification;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.spring.internal.ConfigurationErrors;
import io.github.kycsharing.spring.internal.PropertyValue;
import io.github.kycsharing.spring.internal.SharingEntity;
import io.github.kycsharing.spring.internal.UnknownProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Takes the properties of the receiver over, and collects all that is wrong with them on the way. */
final class NotificationConfiguration {
    private static final String OWN = "notifications.";
    private static final int MIN_SECRET = 32;
    private static final long MIN_BYTES = 1024;
    private static final long MAX_BYTES = 16 * 1024 * 1024;
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    private final KycNotificationProperties properties;
    private final ConfigurationErrors problems = new ConfigurationErrors();

    NotificationConfiguration(KycNotificationProperties properties) {
        this.properties = properties;
    }

    NotificationTokens tokens(List<SharingEntity> entities, Environment environment) {
        UnknownProperties.report(environment, problems);
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
        problems.throwIfAny();
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
            problems.attempt(
                    OWN + "allowed-networks[" + i + "]",
                    () -> networks.add(SourceNetwork.of(network)),
                    "Set %s to an IP address or to a network such as 10.0.0.0/8 or 2001:db8::/32; names are not looked up.");
        }
        return networks;
    }

    private void checkEntities(List<SharingEntity> entities) {
        if (entities.isEmpty()) {
            problems.add(
                    "biz-entity-key",
                    "is not set, so that nobody can be notified",
                    "Set %s to the key of the entity whose customers the notifications are about.");
        }
        String action =
                "Remove %s: the clients hand out the URL of the receiver. Or set kyc-sharing.notifications.enabled=false.";
        entities.forEach(entity -> entity.notifyUrlProperty()
                .ifPresent(
                        property -> problems.add(property, "is set although notifications are received here", action)));
    }

    private void checkUrl() {
        PropertyValue<String> url = new PropertyValue<>(OWN + "public-url", properties.publicUrl());
        String action = "Set %s to the URL under which the exchange reaches this application, such as"
                + " https://broker.example.com/app.";
        if (problems.requireText(url, action)) {
            // What is asked of the exchange's URL is asked of ours: nobody in between reads the token or the
            // notification.
            problems.attempt(
                    url.property(), () -> KycSharingClient.builder().baseUrl(String.valueOf(url.value())), action);
        }
        if (!PATH.matcher(properties.path()).matches()) {
            problems.add(
                    OWN + "path",
                    "is not a path of plain names",
                    "Set %s to a path such as /kyc-sharing/notifications, without a slash at its end.");
        }
    }

    private void checkSecret(String property, @Nullable String secret) {
        PropertyValue<String> setting = new PropertyValue<>(OWN + property, secret);
        String action =
                "Set %s to at least 32 random characters, the same in all instances, best from the environment.";
        if (!problems.requireText(setting, action)) {
            return;
        }
        String text = String.valueOf(secret);
        problems.attempt(setting.property(), () -> RequestSigner.hmacSha256(text), action);
        if (text.length() < MIN_SECRET) {
            problems.add(setting.property(), "is too short", action);
        }
    }

    private void checkLimits() {
        long bytes = properties.maxSize().toBytes();
        if (bytes < MIN_BYTES || bytes > MAX_BYTES) {
            problems.add(OWN + "max-size", "is out of range", "Set %s to 1KB to 16MB, for example 64KB.");
        }
        if (properties.maxConcurrent() < 1) {
            problems.add(OWN + "max-concurrent", "is less than 1", "Set %s to 1 or more, for example 16.");
        }
    }
}
