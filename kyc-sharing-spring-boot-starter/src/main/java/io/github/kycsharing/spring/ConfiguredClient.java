package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.KycSharingClientBuilder;
import io.github.kycsharing.delivery.DeliveryOptions;
import io.github.kycsharing.rule.Format;
import io.github.kycsharing.validation.QuestionnaireTemplate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Takes the properties over into a client builder, and collects all that is wrong with them on the way. */
final class ConfiguredClient {
    private final KycSharingProperties properties;
    private final KycSharingClientBuilder builder = KycSharingClient.builder();
    private final PropertyProblems problems = new PropertyProblems();
    private DeliveryOptions delivery = DeliveryOptions.inherited();

    private ConfiguredClient(KycSharingProperties properties) {
        this.properties = properties;
    }

    /**
     * Reads the secret. Checks everything else too, so that one start names all that is wrong.
     *
     * @throws InvalidKycSharingConfigurationException if anything is wrong
     */
    static String secret(KycSharingProperties properties) {
        ConfiguredClient client = new ConfiguredClient(properties);
        client.problems.hasText(
                "secret",
                properties.secret(),
                "Set kyc-sharing.secret to the secret that belongs to the bizEntityKey (not the exchange API-key secret),"
                        + " best from the environment; or define a RequestSigner bean.");
        client.takeOver();
        return String.valueOf(properties.secret());
    }

    /**
     * Makes a builder that lacks only what signs.
     *
     * @throws InvalidKycSharingConfigurationException if anything but the secret is wrong
     */
    static KycSharingClientBuilder builder(KycSharingProperties properties) {
        ConfiguredClient client = new ConfiguredClient(properties);
        client.takeOver();
        return client.builder;
    }

    private void takeOver() {
        takeOverEntity();
        takeOverAddresses();
        takeOverLimits();
        takeOverPressure();
        takeOverDelivery();
        takeOverQuestionnaires();
        problems.throwIfAny();
    }

    private void takeOverEntity() {
        String key = properties.bizEntityKey();
        boolean there = problems.hasText(
                "biz-entity-key",
                key,
                "Set kyc-sharing.biz-entity-key to the key that the exchange has issued to your access entity.");
        if (there) {
            builder.bizEntityKey(String.valueOf(key));
        }
        if (properties.brokerType() != null) {
            builder.brokerType(properties.brokerType());
        } else {
            problems.add(
                    "broker-type",
                    "is not set",
                    "Set kyc-sharing.broker-type to standard, or to kz-entity if the exchange has configured your entity"
                            + " for partial sharing.");
        }
    }

    private void takeOverAddresses() {
        problems.attempt(
                "base-url",
                () -> builder.baseUrl(properties.baseUrl()),
                "Set kyc-sharing.base-url to an https URL with a host and without user, query and fragment, or leave it"
                        + " out for " + KycSharingClientBuilder.DEFAULT_BASE_URL + ".");
        String notifyUrl = properties.notifyUrl();
        if (notifyUrl != null && !Format.NOTIFY_URL.accepts(notifyUrl)) {
            problems.add(
                    "notify-url",
                    "is neither an absolute http or https URL nor a single dot",
                    "Set kyc-sharing.notify-url to the URL that the exchange is to call, to \".\" for no notification, or"
                            + " leave it out if every record names its own.");
        }
        builder.notifyUrl(notifyUrl);
    }

    private void takeOverLimits() {
        takeOverTimeout("connect-timeout", properties.connectTimeout(), builder::connectTimeout);
        takeOverTimeout("read-timeout", properties.readTimeout(), builder::readTimeout);
        takeOverTimeout("write-timeout", properties.writeTimeout(), builder::writeTimeout);
        problems.attempt(
                "max-answer-size",
                () -> builder.maxAnswerBytes(bytes(properties.maxAnswerSize())),
                "Set kyc-sharing.max-answer-size to 1KB to 64MB, for example 1MB.");
        problems.attempt(
                "max-idle-connections",
                () -> builder.maxIdleConnections(properties.maxIdleConnections()),
                "Set kyc-sharing.max-idle-connections to 0 or more, for example 64.");
    }

    private void takeOverPressure() {
        takeOverIfSet("max-concurrent-requests", properties.maxConcurrentRequests(), builder::maxConcurrentRequests);
        takeOverIfSet("max-requests-per-second", properties.maxRequestsPerSecond(), builder::maxRequestsPerSecond);
    }

    private void takeOverIfSet(String property, @Nullable Integer limit, Consumer<Integer> setter) {
        if (limit != null) {
            problems.attempt(
                    property,
                    () -> setter.accept(limit),
                    "Set kyc-sharing." + property + " to 1 or more, or leave it out for no limit.");
        }
    }

    private static int bytes(DataSize size) {
        // The builder refuses either end, and tells its range.
        return (int) Math.max(Math.min(size.toBytes(), Integer.MAX_VALUE), -1);
    }

    private void takeOverTimeout(String property, Duration timeout, Consumer<Duration> setter) {
        problems.attempt(property, () -> setter.accept(timeout), durationRemedy(property));
    }

    private void takeOverDelivery() {
        KycSharingProperties.Retry retry = properties.retry();
        takeOverDelivery(
                "retry.max-attempts",
                options -> options.maxAttempts(retry.maxAttempts()),
                "Set kyc-sharing.retry.max-attempts to 1 to 100; 1 for no retry.");
        takeOverDelivery(
                "retry.initial-backoff",
                options -> options.initialBackoff(retry.initialBackoff()),
                durationRemedy("retry.initial-backoff"));
        takeOverDelivery(
                "retry.max-backoff",
                options -> options.maxBackoff(retry.maxBackoff()),
                durationRemedy("retry.max-backoff"));
        takeOverDelivery(
                "total-timeout",
                options -> options.totalTimeout(properties.totalTimeout()),
                durationRemedy("total-timeout"));
        if (retry.initialBackoff().compareTo(retry.maxBackoff()) > 0) {
            problems.add(
                    "retry.initial-backoff",
                    "is longer than kyc-sharing.retry.max-backoff, which would cut it",
                    "Raise kyc-sharing.retry.max-backoff, or lower kyc-sharing.retry.initial-backoff.");
        }
        builder.delivery(delivery);
    }

    private void takeOverDelivery(
            String property, Function<DeliveryOptions.Builder, DeliveryOptions.Builder> setter, String remedy) {
        problems.attempt(
                property,
                () -> delivery = setter.apply(DeliveryOptions.builder()).build().orElse(delivery),
                remedy);
    }

    private void takeOverQuestionnaires() {
        ConfiguredQuestionnaires configured = new ConfiguredQuestionnaires(problems);
        List<QuestionnaireTemplate> templates = new ArrayList<>();
        for (int i = 0; i < properties.questionnaires().size(); i++) {
            configured.read(i, properties.questionnaires().get(i), templates);
        }
        templates.forEach(builder::questionnaire);
    }

    private static String durationRemedy(String property) {
        return "Set kyc-sharing." + property + " to a duration of 1ms to 1h, for example 5s.";
    }
}
