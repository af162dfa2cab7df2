package io.github.kycsharing;

import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.DeliveryOptions;
import java.time.Duration;

/** Clients with short timeouts, so that tests of slow servers are fast. */
final class TestClients {
    static final DeliveryOptions QUICK = DeliveryOptions.builder()
            .maxAttempts(3)
            .initialBackoff(Duration.ofMillis(2))
            .maxBackoff(Duration.ofMillis(10))
            .totalTimeout(Duration.ofSeconds(10))
            .build();

    private TestClients() {}

    static KycSharingClientBuilder standard(String baseUrl) {
        return KycSharingClient.builder()
                .bizEntityKey(TestRecords.KEY)
                .secret(TestRecords.SECRET)
                .brokerType(BrokerType.STANDARD)
                .baseUrl(baseUrl)
                .connectTimeout(Duration.ofMillis(500))
                .writeTimeout(Duration.ofMillis(200))
                .readTimeout(Duration.ofSeconds(1))
                .delivery(QUICK);
    }
}
