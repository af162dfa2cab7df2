package io.github.kycsharing.samples;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.spring.KycSharingClientBuilderCustomizer;
import io.github.kycsharing.spring.KycSharingProperties;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeSimulator;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * An exchange inside the application, for as long as nobody has said where the real one is. It knows the configured entity
 * and a KZ entity.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(NoBaseUrlCondition.class)
class EmbeddedExchange {
    private static final String KZ_KEY = "KZ_ENTITY_BROKER";
    private static final String KZ_SECRET = "the secret of the sample's KZ entity";

    @Bean
    KycExchangeSimulator exchange(KycSharingProperties configured) {
        String key = String.valueOf(configured.bizEntityKey());
        String secret = String.valueOf(configured.secret());
        ExchangeEntity kz = ExchangeEntity.kz(KZ_KEY, KZ_SECRET)
                .withQuestionnaire(
                        "KZ_V6",
                        Map.of(
                                "KZ_V6_useFor", Set.of("KZ_V6_useFor_investmentTrading"),
                                "KZ_V6_sourceOfFunds", Set.of("KZ_V6_sourceOfFunds_salary")));
        return KycExchangeSimulator.builder()
                .entity(kz)
                .entity(
                        configured.brokerType() == BrokerType.KZ_ENTITY
                                ? ExchangeEntity.kz(key, secret)
                                : ExchangeEntity.standard(key, secret))
                .start();
    }

    @Bean
    KycSharingClientBuilderCustomizer shareWithTheEmbeddedExchange(KycExchangeSimulator exchange) {
        return builder -> builder.baseUrl(exchange.baseUrl());
    }

    /** A client for a second entity stands beside the configured one, since it is no candidate where none is asked for. */
    @Bean(defaultCandidate = false)
    @Qualifier("kz")
    KycSharingClient kzClient(KycExchangeSimulator exchange) {
        return KycSharingClient.builder()
                .bizEntityKey(KZ_KEY)
                .secret(KZ_SECRET)
                .brokerType(BrokerType.KZ_ENTITY)
                .baseUrl(exchange.baseUrl())
                .build();
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
