package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClientBuilder;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.spring.internal.PropertyProblems;
import io.github.kycsharing.spring.internal.Setting;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Takes the properties of one client over into its builder, and collects all that is wrong with them on the way. */
final class ConfiguredClient {
    private final ClientProperties properties;
    private final KycSharingClientBuilder builder;
    private final PropertyProblems problems;

    ConfiguredClient(ClientProperties properties, KycSharingClientBuilder builder, PropertyProblems problems) {
        this.properties = properties;
        this.builder = builder;
        this.problems = problems;
    }

    void takeOver() {
        builder.warmUp(properties.warmUp());
        takeOverBrokerType();
        takeOverNotifyUrl();
        takeOverLimits();
        takeOverPressure();
        new ConfiguredDelivery(properties, problems).takeOver(builder);
        new ConfiguredQuestionnaires(problems).takeOver(properties.questionnaires(), builder);
    }

    void takeOverEntity() {
        Setting<String> key = properties.bizEntityKey();
        String remedy = "Set %s to the key that the exchange has issued to your access entity.";
        if (problems.hasText(key, remedy)) {
            takeOver(key, builder::bizEntityKey, remedy);
        }
        takeOver(
                properties.baseUrl(),
                builder::baseUrl,
                "Set %s to an https URL with a host and without user, query and fragment, or leave it out for "
                        + KycSharingClientBuilder.DEFAULT_BASE_URL + ".");
    }

    void demandSecret() {
        String remedy =
                "Set %s to the secret that belongs to the bizEntityKey (not the exchange API-key secret), best from the"
                        + " environment; or define a KycSharingCredentialsProvider or RequestSigner bean.";
        if (problems.hasText(properties.secret(), remedy)) {
            takeOver(properties.secret(), builder::secret, remedy);
        }
    }

    private void takeOverBrokerType() {
        Setting<BrokerType> type = properties.brokerType();
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
        takeOver(
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
        takeOver(properties.connectionReuse(), builder::connectionReuse, "Set %s to true or false.");
        takeOver(
                properties.maxAnswerSize(),
                size -> builder.maxAnswerBytes(bytes(size)),
                "Set %s to 1KB to 64MB, for example 1MB.");
        takeOver(properties.maxIdleConnections(), builder::maxIdleConnections, "Set %s to 0 or more, for example 64.");
    }

    private void takeOverPressure() {
        String remedy = "Set %s to 1 or more, or leave it out for no limit.";
        takeOver(properties.maxConcurrentRequests(), builder::maxConcurrentRequests, remedy);
        takeOver(properties.maxRequestsPerSecond(), builder::maxRequestsPerSecond, remedy);
        takeOver(properties.asyncThreads(), builder::asyncThreads, "Set %s to 1 to 10000, for example 64.");
        takeOver(
                properties.asyncQueueCapacity(),
                builder::asyncQueueCapacity,
                "Set %s to 1 to 1000000, for example 10000.");
    }

    private void takeOverDuration(Setting<Duration> timeout, Consumer<Duration> setter) {
        takeOver(timeout, setter, ConfiguredDelivery.DURATION);
    }

    private <T> void takeOver(Setting<T> setting, Consumer<T> setter, String remedy) {
        @Nullable T value = setting.value();
        if (value != null) {
            problems.attempt(setting.property(), () -> setter.accept(value), remedy);
        }
    }

    private static int bytes(DataSize size) {
        // The builder refuses either end, and tells its range.
        return (int) Math.max(Math.min(size.toBytes(), Integer.MAX_VALUE), -1);
    }
}
