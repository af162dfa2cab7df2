package io.github.kycsharing.test;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * An exchange for Spring tests, for {@code @Import}. The client in the test's application talks to it: {@code
 * kyc-sharing.base-url}, {@code .biz-entity-key}, {@code .secret} and {@code .broker-type} are set, whatever the
 * application's own configuration says. The {@link KycExchangeSimulator} is a bean; it is reset before each test.
 *
 * <p>The clients under {@code kyc-sharing.clients} talk to it too: their base URLs are set, and the secret and broker type of
 * each whose key is that of an entity that the exchange knows.
 *
 * <p>It knows the {@link ExchangeEntity} beans of the test, of which the first (by {@code @Order}) is the application's; without
 * any, a standard broker.
 */
@TestConfiguration(proxyBeanMethods = false)
public class KycExchangeTestConfiguration {
    /** For Spring. */
    public KycExchangeTestConfiguration() {}

    @Bean
    KycExchangeSimulator kycExchangeSimulator(ObjectProvider<ExchangeEntity> entities) {
        List<ExchangeEntity> known = entities.orderedStream().toList();
        KycExchangeSimulator.Builder builder = KycExchangeSimulator.builder();
        (known.isEmpty() ? List.of(ExchangeEntity.standard("TEST_BROKER", "test-secret")) : known)
                .forEach(builder::entity);
        return builder.start();
    }

    @Bean
    DynamicPropertyRegistrar kycExchangeProperties(KycExchangeSimulator exchange, Environment environment) {
        ExchangeEntity entity = exchange.entities().get(0);
        return registry -> {
            registry.add("kyc-sharing.base-url", exchange::baseUrl);
            registry.add("kyc-sharing.biz-entity-key", entity::bizEntityKey);
            registry.add("kyc-sharing.secret", entity::secret);
            registry.add("kyc-sharing.broker-type", () -> entity.brokerType().name());
            NamedClients.in(environment).register(registry, exchange);
        };
    }
}
