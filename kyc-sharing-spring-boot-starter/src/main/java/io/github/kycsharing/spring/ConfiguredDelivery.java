package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClientBuilder;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.spring.internal.ConfigurationErrors;
import io.github.kycsharing.spring.internal.PropertyValue;
import java.time.Duration;
import java.util.function.BiFunction;

/** Takes over how hard a client tries. */
final class ConfiguredDelivery {
    static final String DURATION = "Set %s to a duration of 1ms to 1h, for example 5s.";

    private final ClientProperties properties;
    private final ConfigurationErrors problems;
    private DeliveryOptions delivery = DeliveryOptions.inherited();

    ConfiguredDelivery(ClientProperties properties, ConfigurationErrors problems) {
        this.properties = properties;
        this.problems = problems;
    }

    void apply(KycSharingClientBuilder builder) {
        PropertyValue<Duration> initial = properties.initialBackoff();
        PropertyValue<Duration> max = properties.maxBackoff();
        take(properties.maxAttempts(), DeliveryOptions.Builder::maxAttempts, "Set %s to 1 to 100; 1 for no retry.");
        take(initial, DeliveryOptions.Builder::initialBackoff, DURATION);
        take(max, DeliveryOptions.Builder::maxBackoff, DURATION);
        take(properties.totalTimeout(), DeliveryOptions.Builder::totalTimeout, DURATION);
        if (initial.value() != null && max.value() != null && initial.value().compareTo(max.value()) > 0) {
            problems.add(
                    initial.property(),
                    "is longer than kyc-sharing." + max.property() + ", which would cut it",
                    "Raise kyc-sharing." + max.property() + ", or lower %s.");
        }
        builder.delivery(delivery);
    }

    private <T> void take(
            PropertyValue<T> setting,
            BiFunction<DeliveryOptions.Builder, T, DeliveryOptions.Builder> setter,
            String action) {
        T value = setting.value();
        if (value != null) {
            problems.attempt(
                    setting.property(),
                    () -> delivery = setter.apply(DeliveryOptions.builder(), value)
                            .build()
                            .orElse(delivery),
                    action);
        }
    }
}
