package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClientBuilder;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.spring.internal.ConfigurationErrors;
import io.github.kycsharing.spring.internal.PropertyValue;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Takes the properties of one client over into its builder, and collects all that is wrong with them on the way. */
final class ConfiguredClient {
    private final ClientProperties properties;
    private final KycSharingClientBuilder builder;
    private final ConfigurationErrors problems;

    ConfiguredClient(ClientProperties properties, KycSharingClientBuilder builder, ConfigurationErrors problems) {
        this.properties = properties;
        this.builder = builder;
        this.problems = problems;
    }

    void apply() {
        builder.warmUp(properties.warmUp());
        takeOverBrokerType();
        takeOverNotifyUrl();
        takeOverLimits();
        takeOverPressure();
        new ConfiguredDelivery(properties, problems).apply(builder);
        new ConfiguredQuestionnaires(problems).apply(properties.questionnaires(), builder);
    }

    void takeOverEntity() {
        PropertyValue<String> key = properties.bizEntityKey();
        String action = "Set %s to the key that the exchange has issued to your access entity.";
        if (problems.hasText(key, action)) {
            apply(key, builder::bizEntityKey, action);
        }
        apply(
                properties.baseUrl(),
                builder::baseUrl,
                "Set %s to an https URL with a host and without user, query and fragment, or leave it out for "
                        + KycSharingClientBuilder.DEFAULT_BASE_URL + ".");
    }

    void requireSecret() {
        String action =
                "Set %s to the secret that belongs to the bizEntityKey (not the exchange API-key secret), best from the"
                        + " environment; or define a KycSharingCredentialsProvider or RequestSigner bean.";
        if (problems.hasText(properties.secret(), action)) {
            apply(properties.secret(), builder::secret, action);
        }
    }

    private void takeOverBrokerType() {
        PropertyValue<BrokerType> type = properties.brokerType();
        if (type.value() != null) {
            builder.brokerType(type.value());
        } else {
            problems.add(
                    type.property(),
                    "is not set",
                    "Set %s to standard, or to kz-entity if the exchange has configured your entity for partial sharing.");
        }
    }

    private void takeOverNotifyUrl() {
        apply(
                properties.notifyUrl(),
                builder::notifyUrl,
                "Set %s to the URL that the exchange is to call, to \".\" for no notification, or leave it out if every"
                        + " record names its own.");
    }

    private void takeOverLimits() {
        takeOverDuration(properties.connectTimeout(), builder::connectTimeout);
        takeOverDuration(properties.readTimeout(), builder::readTimeout);
        takeOverDuration(properties.writeTimeout(), builder::writeTimeout);
        takeOverDuration(properties.keepAlive(), builder::keepAlive);
        apply(properties.connectionReuse(), builder::connectionReuse, "Set %s to true or false.");
        apply(
                properties.maxResponseSize(),
                size -> builder.maxResponseBytes(bytes(size)),
                "Set %s to 1KB to 64MB, for example 1MB.");
        apply(properties.maxIdleConnections(), builder::maxIdleConnections, "Set %s to 0 or more, for example 64.");
    }

    private void takeOverPressure() {
        String action = "Set %s to 1 or more, or leave it out for no limit.";
        apply(properties.maxConcurrentRequests(), builder::maxConcurrentRequests, action);
        apply(properties.maxRequestsPerSecond(), builder::maxRequestsPerSecond, action);
        apply(properties.asyncThreads(), builder::asyncThreads, "Set %s to 1 to 10000, for example 64.");
        apply(
                properties.asyncQueueCapacity(),
                builder::asyncQueueCapacity,
                "Set %s to 1 to 1000000, for example 10000.");
    }

    private void takeOverDuration(PropertyValue<Duration> timeout, Consumer<Duration> setter) {
        apply(timeout, setter, ConfiguredDelivery.DURATION);
    }

    private <T> void apply(PropertyValue<T> setting, Consumer<T> setter, String action) {
        @Nullable T value = setting.value();
        if (value != null) {
            problems.attempt(setting.property(), () -> setter.accept(value), action);
        }
    }

    private static int bytes(DataSize size) {
        // The builder refuses either end, and tells its range.
        return (int) Math.max(Math.min(size.toBytes(), Integer.MAX_VALUE), -1);
    }
}
