package io.github.kycsharing.samples;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.spring.KycSharingClientBuilderCustomizer;
import io.github.kycsharing.spring.KycSharingProperties;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeSimulator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * A simulated exchange inside the application, if no base URL is configured. Its entities are the configured ones.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(NoBaseUrlCondition.class)
class EmbeddedExchange {
    @Bean
    KycExchangeSimulator exchange(KycSharingProperties configured) {
        KycExchangeSimulator.Builder exchange = KycExchangeSimulator.builder()
                .entity(entity(
                        String.valueOf(configured.bizEntityKey()),
                        String.valueOf(configured.secret()),
                        configured.brokerType()));
        configured
                .clients()
                .values()
                .forEach(client -> exchange.entity(entity(
                        String.valueOf(client.bizEntityKey()), String.valueOf(client.secret()), client.brokerType())));
        return exchange.start();
    }

    private static ExchangeEntity entity(String key, String secret, @Nullable BrokerType type) {
        return type == BrokerType.KZ_ENTITY
                ? ExchangeEntity.kz(key, secret)
                        .withQuestionnaire(
                                "KZ_V6",
                                Map.of(
                                        "KZ_V6_useFor", Set.of("KZ_V6_useFor_investmentTrading"),
                                        "KZ_V6_sourceOfFunds", Set.of("KZ_V6_sourceOfFunds_salary")))
                : ExchangeEntity.standard(key, secret);
    }

    @Bean
    KycSharingClientBuilderCustomizer shareWithTheEmbeddedExchange(KycExchangeSimulator exchange) {
        return (clientName, builder) -> builder.baseUrl(exchange.baseUrl());
    }

    @Bean
    SimulatedReview simulatedReview(KycExchangeSimulator exchange, KycSharingProperties configured, ApiKeys apiKeys) {
        return new SimulatedReview(exchange, configured, apiKeys);
    }

    @Bean
    @ConditionalOnProperty(name = "kyc-sharing.broker-type", havingValue = "standard")
    Demonstration demonstration(
            KycSharingClient standardClient,
            @Qualifier("kz") KycSharingClient kzClient,
            KycExchangeSimulator exchange) {
        return new Demonstration(standardClient, kzClient, exchange);
    }
}
